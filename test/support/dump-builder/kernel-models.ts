import type { KernelModel, StructName } from './kernel-model.ts';
import { parseMembers, type Member } from './struct-layout.ts';
import { TASK_2_6_18, TASK_2_6_26, TASK_2_6_32, TASK_RHEL5, TASK_RHEL6 } from './task-structs-2.ts';
import { TASK_3_10, TASK_3_16, TASK_RHEL7 } from './task-structs-3.ts';
import { TASK_4_14, TASK_4_19, TASK_4_4 } from './task-structs-4.ts';
import { TASK_6_1, TASK_6_12 } from './task-structs.ts';

/** A kernel_cap_t is two numbers of 32 bits, the lower first, until 6.2, and one of 64 bits since. */
const CAPS = 'cap_inheritable:u32*2 cap_permitted:u32*2 cap_effective:u32*2 cap_bset:u32*2';
const CAPS_6_3 = 'cap_inheritable:u64 cap_permitted:u64 cap_effective:u64 cap_bset:u64 cap_ambient:u64';
const IDS = 'uid:u32 gid:u32 suid:u32 sgid:u32 euid:u32 egid:u32 fsuid:u32 fsgid:u32 securebits:u32';
const CRED_TAIL =
  'keyring:ptr thread_keyring:ptr key_auth:ptr security:ptr user:ptr user_ns:image group_info:image rcu:long*2';
/** jit_keyring, two keyrings and tgcred, then security and user. */
const CRED_2_6_32 = `usage:u32 ${IDS} ${CAPS} jit_keyring:u8 thread_keyring:ptr key_auth:ptr tgcred:ptr security:ptr
  user:ptr group_info:ptr rcu:long*2`;
const CRED_3_10 = `usage:u32 ${IDS} ${CAPS} jit_keyring:u8 session_keyring:ptr process_keyring:ptr thread_keyring:ptr
  key_auth:ptr security:ptr user:ptr user_ns:image group_info:ptr rcu:long*2`;
/** cap_ambient since 4.3. */
const CRED_4 = `usage:u32 ${IDS} ${CAPS} cap_ambient:u32*2 jit_keyring:u8 session_keyring:ptr process_keyring:ptr
  thread_keyring:ptr key_auth:ptr security:ptr user:ptr user_ns:image group_info:ptr rcu:long*2`;
/** The usage count is a whole word since 6.7 and in the stable kernels it went back to. */
const CRED_NEW = `usage:long ${IDS} ${CAPS_6_3} jit_keyring:u8 ${CRED_TAIL}`;

const PID_2_6_18 = 'count:u32 nr:u32 pid_chain:hlist tasks:ptr*3 rcu:long*2';
const PID_OLD = 'count:u32 level:u32 tasks:ptr*3 rcu:long*2';
const PID_4_19 = 'count:u32 level:u32 tasks:ptr*4 rcu:long*2';
const PID_NEW =
  'count:u32 level:u32 lock:u32 tasks:ptr*4 inodes:ptr wait_pidfd.lock:u32 wait_pidfd:list rcu:long*2';
const PID_6_12 =
  'count:u32 level:u32 lock:u32 stashed:ptr ino:u64 tasks:ptr*4 inodes:ptr wait_pidfd.lock:u32 wait_pidfd:list rcu:long*2';
const UPID_OLD = 'nr:u32 ns:ptr pid_chain:hlist';
const UPID_NEW = 'nr:u32 ns:ptr';

const SIGNAL_TAIL = `wait_chldexit.lock:u32 wait_chldexit:list curr_target:ptr shared_pending:list shared_signal:u64
  group_exit_code:u32 notify_count:u32 group_exec_task:ptr group_stop_count:u32 flags:u32 posix_timer_id:u32
  posix_timers:list real_timer:bytes*64 pids:ptr*4 tty_old_pgrp:ptr leader:u32 tty:ptr times:u64*12 rlim:long*32
  oom_score_adj:u32 cred_guard_mutex.owner:long cred_guard_mutex:list`;
/** Process group and session are plain numbers in it until 2.6.24. */
const SIGNAL_2_6_18 = `count:u32 live:u32 wait_chldexit.lock:u32 wait_chldexit:list curr_target:ptr shared_pending:list
  shared_signal:u64 group_exit_code:u32 group_exit_task:ptr notify_count:u32 group_stop_count:u32 flags:u32
  posix_timers:list real_timer:bytes*64 tsk:ptr it_real_incr:u64 it_prof:long*4 pgrp:u32 tty_old_pgrp:u32 session:u32
  leader:u32 tty:ptr times:long*12 sched_time:u64 rlim:long*30 cpu_timers:list*3`;
const SIGNAL_OLD = `sigcnt:u32 live:u32 ${SIGNAL_TAIL}`;
const SIGNAL_MIDDLE = `sigcnt:u32 live:u32 nr_threads:u32 thread_head:list ${SIGNAL_TAIL}`;
const SIGNAL_NEW = `sigcnt:u32 live:u32 nr_threads:u32 quick_threads:u32 thread_head:list ${SIGNAL_TAIL}`;

const MM = `mmap:ptr mm_rb:ptr vmacache_seqnum:u64 get_unmapped_area:image mmap_base:long mmap_legacy_base:long
  task_size:long highest_vm_end:long pgd:ptr membarrier_state:u32 mm_users:u32 mm_count:u32 pgtables_bytes:long
  map_count:u32 page_table_lock:u32 mmap_lock.owner:long mmap_lock.wait:list mmlist:list hiwater_rss:long
  hiwater_vm:long total_vm:long locked_vm:long pinned_vm:u64 data_vm:long exec_vm:long stack_vm:long def_flags:long
  arg_lock:u32 start_code:long end_code:long start_data:long end_data:long start_brk:long brk:long start_stack:long
  arg_start:long arg_end:long env_start:long env_end:long saved_auxv:long*44 rss_stat:long*4 binfmt:image
  context.ctx_id:u64 context.rest:bytes*64 flags:long ioctx_lock:u32 ioctx_table:ptr owner:ptr user_ns:image
  exe_file:ptr`;

const OTHERS = {
  user_struct:
    'refcount:u32 processes:u32 sigpending:u32 epoll:long uidhash_node:hlist uid:u32 locked_vm:long ratelimit:bytes*40',
  sighand_struct: 'count:u32 siglock:u32 signalfd_wqh.lock:u32 signalfd_wqh:list action:long*64',
  nsproxy: 'count:u32 uts_ns:ptr ipc_ns:image mnt_ns:ptr pid_ns_for_children:ptr net_ns:image',
  files_struct:
    'count:u32 resize_in_progress:u32 resize_wait.lock:u32 resize_wait:list fdt:ptr fdtab:bytes*56',
  fs_struct:
    'users:u32 lock:u32 seq:u32 umask:u32 in_exec:u32 root.mnt:ptr root.dentry:ptr pwd.mnt:ptr pwd.dentry:ptr',
  pid_namespace:
    'kref:u32 last_pid:u32 idr:bytes*24 nr_hashed:u32 child_reaper:ptr cachep:ptr level:u32 parent:ptr',
  uts_namespace: 'kref:u32 name:bytes*390 user_ns:image ucounts:ptr',
} as const;

interface Sources {
  readonly task: string;
  readonly cred: string;
  readonly pid: string;
  readonly upid: string;
  readonly signal: string;
}

const structs = (from: Sources): Record<StructName, Member[]> => ({
  task_struct: parseMembers(from.task),
  cred: parseMembers(from.cred),
  user_struct: parseMembers(OTHERS.user_struct),
  pid: parseMembers(from.pid),
  upid: parseMembers(from.upid),
  signal_struct: parseMembers(from.signal),
  sighand_struct: parseMembers(OTHERS.sighand_struct),
  mm_struct: parseMembers(MM),
  nsproxy: parseMembers(OTHERS.nsproxy),
  files_struct: parseMembers(OTHERS.files_struct),
  fs_struct: parseMembers(OTHERS.fs_struct),
  pid_namespace: parseMembers(OTHERS.pid_namespace),
  uts_namespace: parseMembers(OTHERS.uts_namespace),
});

const ALL_ONES = (1n << 64n) - 1n;
/** Until 2.6.33 CAP_INIT_EFF_SET lacks CAP_SETPCAP. */
const WITHOUT_SETPCAP = ALL_ONES - 0x100n;
const capabilitiesUpTo = (last: bigint) => ({ full: (2n << last) - 1n, effective: (2n << last) - 1n });

const ancient = {
  idleName: 'swapper',
  zombie: 16,
  deadState: 64,
  idleState: false,
  threadsAreSiblings: true,
  zeroIdleThreadGroup: true,
  pidTable: 'hash',
  marksKernelThreads: true,
  ringOfTraced: 'real_parent',
  capabilities: { full: ALL_ONES, effective: WITHOUT_SETPCAP },
  stacksAreMapped: true,
} as const;
/** Before 2.6.19 schedule() gives the dying EXIT_DEAD as their state. */
const beforeKthreadd = {
  ...ancient,
  deadState: 32,
  marksKernelThreads: false,
  ringOfTraced: 'parent',
} as const;
const middle = {
  idleName: 'swapper/0',
  zombie: 16,
  deadState: 64,
  idleState: false,
  threadsAreSiblings: false,
  zeroIdleThreadGroup: false,
  pidTable: 'hash',
  marksKernelThreads: true,
  ringOfTraced: 'real_parent',
  capabilities: { full: ALL_ONES, effective: ALL_ONES },
  stacksAreMapped: true,
} as const;
const modern = {
  ...middle,
  zombie: 32,
  deadState: 128,
  idleState: true,
  pidTable: 'xarray',
  capabilities: capabilitiesUpTo(40n),
  stacksAreMapped: false,
} as const;

const OLD = { pid: PID_OLD, upid: UPID_OLD, signal: SIGNAL_OLD };
const BEFORE_CRED = { cred: CRED_2_6_32, pid: PID_2_6_18, upid: UPID_OLD, signal: SIGNAL_2_6_18 };
const OLD_2 = { ...OLD, cred: CRED_2_6_32 };
const OLD_3 = { ...OLD, cred: CRED_3_10 };
const OLD_4 = { ...OLD, cred: CRED_4, signal: SIGNAL_MIDDLE };

/** Shapes modelled on real kernels, oldest first. */
export const KERNEL_MODELS = {
  '2.6.18': {
    ...beforeKthreadd,
    name: '2.6.18',
    structs: structs({ ...BEFORE_CRED, task: TASK_2_6_18 }),
  },
  'RHEL 5': {
    ...beforeKthreadd,
    name: '2.6.18-el5',
    ringOfTraced: 'real_parent',
    structs: structs({ ...BEFORE_CRED, task: TASK_RHEL5 }),
  },
  '2.6.26': {
    ...ancient,
    name: '2.6.26',
    marksKernelThreads: false,
    ringOfTraced: 'parent',
    structs: structs({ ...OLD_2, task: TASK_2_6_26 }),
  },
  '2.6.32': { ...ancient, name: '2.6.32', structs: structs({ ...OLD_2, task: TASK_2_6_32 }) },
  'RHEL 6': { ...ancient, name: '2.6.32-el6', structs: structs({ ...OLD_2, task: TASK_RHEL6 }) },
  '3.10': { ...middle, name: '3.10', structs: structs({ ...OLD_3, task: TASK_3_10 }) },
  'RHEL 7': {
    ...middle,
    name: '3.10-el7',
    capabilities: capabilitiesUpTo(36n),
    structs: structs({ ...OLD_3, task: TASK_RHEL7 }),
  },
  '3.16': {
    ...middle,
    name: '3.16',
    zombie: 32,
    structs: structs({ ...OLD_3, task: TASK_3_16, signal: SIGNAL_MIDDLE }),
  },
  '4.4': {
    ...middle,
    name: '4.4',
    zombie: 32,
    capabilities: capabilitiesUpTo(37n),
    structs: structs({ ...OLD_4, task: TASK_4_4 }),
  },
  '4.14': {
    ...modern,
    name: '4.14',
    pidTable: 'hash',
    capabilities: capabilitiesUpTo(37n),
    structs: structs({ ...OLD_4, task: TASK_4_14 }),
  },
  '4.19': {
    ...modern,
    name: '4.19',
    pidTable: 'radix',
    capabilities: capabilitiesUpTo(37n),
    structs: structs({ ...OLD_4, task: TASK_4_19, pid: PID_4_19, upid: UPID_NEW }),
  },
  '6.1': {
    ...modern,
    name: '6.1',
    structs: structs({ task: TASK_6_1, cred: CRED_NEW, pid: PID_NEW, upid: UPID_NEW, signal: SIGNAL_NEW }),
  },
  '6.12': {
    ...modern,
    name: '6.12',
    structs: structs({ task: TASK_6_12, cred: CRED_NEW, pid: PID_6_12, upid: UPID_NEW, signal: SIGNAL_NEW }),
  },
} as const satisfies Record<string, KernelModel>;

export type KernelName = keyof typeof KERNEL_MODELS;
