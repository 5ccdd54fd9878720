/**
 * The catalogue of what can be recovered from a task: name as in the kernel source, how to read its bytes, and
 * which family it belongs to (the view colours by family). Where each lies is found per dump: see `shape.ts`.
 */

/** How the bytes of a field are read. */
export type FieldKind =
  | 'pointer'
  | 'list-head' // two pointers: next, prev
  | 'u32'
  | 's32'
  | 'u64'
  | 'word'
  | 'chars'
  | 'timespec'; // two words: seconds, nanoseconds

export type FieldFamily =
  'identity' | 'family' | 'list' | 'state' | 'time' | 'credentials' | 'memory' | 'other';

/** The structure a field is a member of. */
export type StructName = 'task_struct' | 'cred' | 'pid' | 'signal_struct' | 'mm_struct' | 'nsproxy';

export interface FieldMeaning {
  readonly struct: StructName;
  readonly kind: FieldKind;
  readonly family: FieldFamily;
  /** One sentence for the view: what the kernel keeps here. */
  readonly about: string;
}

const task = (kind: FieldKind, family: FieldFamily, about: string): FieldMeaning => ({
  struct: 'task_struct',
  kind,
  family,
  about,
});
const of = (struct: StructName, kind: FieldKind, family: FieldFamily, about: string): FieldMeaning => ({
  struct,
  kind,
  family,
  about,
});

export const FIELDS = {
  state: task(
    'word',
    'state',
    'What the task is doing: 0 running, 1 interruptible sleep, 2 uninterruptible sleep, …',
  ),
  stack: task('pointer', 'memory', 'The kernel stack of this task.'),
  flags: task('u32', 'state', 'PF_ flags; PF_KTHREAD (0x00200000) marks a kernel thread.'),
  sched_class: task('pointer', 'other', 'The scheduling class, a table in the kernel image.'),
  tasks: task('list-head', 'list', 'Links all thread group leaders into one ring.'),
  mm: task('pointer', 'memory', 'The user address space; zero for kernel threads.'),
  active_mm: task('pointer', 'memory', 'The address space in use; kernel threads borrow one.'),
  exit_state: task('s32', 'state', 'Non-zero once the task has died: zombie or dead.'),
  pid: task('u32', 'identity', 'The id of this thread.'),
  tgid: task('u32', 'identity', 'The id of the thread group, what users call the process id.'),
  real_parent: task('pointer', 'family', 'The task that created this one, or its reaper.'),
  parent: task('pointer', 'family', 'The task that is told when this one ends; a tracer takes this place.'),
  children: task('list-head', 'family', 'Head of the ring of this task’s children.'),
  sibling: task('list-head', 'family', 'Links this task into its parent’s ring of children.'),
  group_leader: task('pointer', 'family', 'The first thread of this thread group.'),
  thread_pid: task('pointer', 'identity', 'The struct pid with this thread’s number in every namespace.'),
  thread_group: task('list-head', 'list', 'Links the threads of one group (removed in 6.7).'),
  thread_node: task('list-head', 'list', 'Links the threads of one group through signal_struct.'),
  start_time: task('u64', 'time', 'When the task started, nanoseconds since boot without suspend.'),
  start_boottime: task('u64', 'time', 'When the task started, nanoseconds since boot with suspend.'),
  real_cred: task('pointer', 'credentials', 'The credentials others see.'),
  cred: task('pointer', 'credentials', 'The credentials this task acts with.'),
  uid: task('u32', 'credentials', 'Real user id (in the task itself before 2.6.29).'),
  euid: task('u32', 'credentials', 'Effective user id (in the task itself before 2.6.29).'),
  gid: task('u32', 'credentials', 'Real group id (in the task itself before 2.6.29).'),
  egid: task('u32', 'credentials', 'Effective group id (in the task itself before 2.6.29).'),
  comm: task('chars', 'identity', 'The name of the executable or thread, 16 bytes.'),
  fs: task('pointer', 'other', 'Root and working directory.'),
  files: task('pointer', 'other', 'Open file table.'),
  nsproxy: task('pointer', 'other', 'The namespaces this task is in.'),
  signal: task('pointer', 'state', 'State shared by the threads of a group.'),
  sighand: task('pointer', 'state', 'Signal handlers.'),
  'cred.uid': of('cred', 'u32', 'credentials', 'Real user id.'),
  'cred.gid': of('cred', 'u32', 'credentials', 'Real group id.'),
  'cred.euid': of('cred', 'u32', 'credentials', 'Effective user id.'),
  'cred.egid': of('cred', 'u32', 'credentials', 'Effective group id.'),
  'pid.level': of('pid', 'u32', 'identity', 'Depth of the pid namespace.'),
  'pid.numbers': of('pid', 'u32', 'identity', 'The number in each pid namespace, outermost first.'),
  'signal.thread_head': of('signal_struct', 'list-head', 'list', 'Head of the ring of a group’s threads.'),
  'mm.pgd': of('mm_struct', 'pointer', 'memory', 'Page-table root of the user address space.'),
} as const satisfies Record<string, FieldMeaning>;

export type FieldName = keyof typeof FIELDS;

/** All names of the catalogue. */
export const fieldNames = Object.keys(FIELDS) as readonly FieldName[]; // the keys are what FieldName is made of
