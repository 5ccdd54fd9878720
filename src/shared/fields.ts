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
}

const task = (kind: FieldKind, family: FieldFamily): FieldMeaning => ({
  struct: 'task_struct',
  kind,
  family,
});
const of = (struct: StructName, kind: FieldKind, family: FieldFamily): FieldMeaning => ({
  struct,
  kind,
  family,
});

export const FIELDS = {
  state: task('word', 'state'),
  stack: task('pointer', 'memory'),
  flags: task('u32', 'state'),
  sched_class: task('pointer', 'other'),
  tasks: task('list-head', 'list'),
  mm: task('pointer', 'memory'),
  active_mm: task('pointer', 'memory'),
  exit_state: task('s32', 'state'),
  pid: task('u32', 'identity'),
  tgid: task('u32', 'identity'),
  real_parent: task('pointer', 'family'),
  parent: task('pointer', 'family'),
  children: task('list-head', 'family'),
  sibling: task('list-head', 'family'),
  group_leader: task('pointer', 'family'),
  thread_pid: task('pointer', 'identity'),
  thread_group: task('list-head', 'list'),
  thread_node: task('list-head', 'list'),
  start_time: task('u64', 'time'),
  start_boottime: task('u64', 'time'),
  real_cred: task('pointer', 'credentials'),
  cred: task('pointer', 'credentials'),
  uid: task('u32', 'credentials'),
  euid: task('u32', 'credentials'),
  gid: task('u32', 'credentials'),
  egid: task('u32', 'credentials'),
  comm: task('chars', 'identity'),
  fs: task('pointer', 'other'),
  files: task('pointer', 'other'),
  nsproxy: task('pointer', 'other'),
  signal: task('pointer', 'state'),
  sighand: task('pointer', 'state'),
  'cred.uid': of('cred', 'u32', 'credentials'),
  'cred.gid': of('cred', 'u32', 'credentials'),
  'cred.euid': of('cred', 'u32', 'credentials'),
  'cred.egid': of('cred', 'u32', 'credentials'),
  'pid.level': of('pid', 'u32', 'identity'),
  'pid.numbers': of('pid', 'u32', 'identity'),
  'signal.thread_head': of('signal_struct', 'list-head', 'list'),
  'mm.pgd': of('mm_struct', 'pointer', 'memory'),
} as const satisfies Record<string, FieldMeaning>;

export type FieldName = keyof typeof FIELDS;

/** All names of the catalogue. */
export const fieldNames = Object.keys(FIELDS) as readonly FieldName[]; // the keys are what FieldName is made of
