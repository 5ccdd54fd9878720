import type { KernelModel, StructName } from './kernel-model.ts';
import { parseMembers, type Member } from './struct-layout.ts';
import {
  TASK_2_6_18,
  TASK_2_6_32,
  TASK_3_10,
  TASK_3_16,
  TASK_4_19,
  TASK_4_4,
  TASK_6_1,
  TASK_6_12,
} from './task-structs.ts';

const CAPS = 'cap_inheritable:u64 cap_permitted:u64 cap_effective:u64 cap_bset:u64';
const IDS = 'uid:u32 gid:u32 suid:u32 sgid:u32 euid:u32 egid:u32 fsuid:u32 fsgid:u32 securebits:u32';
const CRED_TAIL =
  'keyring:ptr thread_keyring:ptr key_auth:ptr security:ptr user:ptr user_ns:image group_info:image rcu:long*2';
const CRED_OLD = `usage:u32 ${IDS} ${CAPS} ${CRED_TAIL}`;
/** The usage count is a whole word since 6.7 and in the stable kernels it went back to. */
const CRED_NEW = `usage:long ${IDS} ${CAPS} cap_ambient:u64 jit_keyring:u8 ${CRED_TAIL}`;

const PID_2_6_18 = 'count:u32 nr:u32 pid_chain:hlist tasks:ptr*3 rcu:long*2';
const PID_OLD = 'count:u32 level:u32 tasks:ptr*3 rcu:long*2';
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

const ancient = {
  idleName: 'swapper',
  zombie: 16,
  deadState: 64,
  idleState: false,
  threadsAreSiblings: true,
  zeroIdleThreadGroup: true,
  pidTable: 'hash',
} as const;
const modern = {
  idleName: 'swapper/0',
  zombie: 32,
  deadState: 128,
  idleState: true,
  threadsAreSiblings: false,
  zeroIdleThreadGroup: false,
  pidTable: 'xarray',
} as const;

const OLD = { cred: CRED_OLD, pid: PID_OLD, upid: UPID_OLD, signal: SIGNAL_OLD };

/** Shapes modelled on real kernels, oldest first. */
export const KERNEL_MODELS = {
  '2.6.18': { ...ancient, name: '2.6.18', structs: structs({ ...OLD, task: TASK_2_6_18, pid: PID_2_6_18 }) },
  '2.6.32': { ...ancient, name: '2.6.32', structs: structs({ ...OLD, task: TASK_2_6_32 }) },
  '3.10': {
    ...modern,
    name: '3.10',
    zombie: 16,
    deadState: 64,
    idleState: false,
    pidTable: 'hash',
    structs: structs({ ...OLD, task: TASK_3_10 }),
  },
  '3.16': {
    ...modern,
    name: '3.16',
    deadState: 64,
    idleState: false,
    pidTable: 'hash',
    structs: structs({ ...OLD, task: TASK_3_16, signal: SIGNAL_MIDDLE }),
  },
  '4.4': {
    ...modern,
    name: '4.4',
    deadState: 64,
    pidTable: 'hash',
    structs: structs({ ...OLD, task: TASK_4_4, signal: SIGNAL_MIDDLE }),
  },
  '4.19': {
    ...modern,
    name: '4.19',
    pidTable: 'radix',
    structs: structs({
      task: TASK_4_19,
      cred: CRED_OLD,
      pid: PID_NEW,
      upid: UPID_NEW,
      signal: SIGNAL_MIDDLE,
    }),
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
