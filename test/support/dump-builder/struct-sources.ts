import { hrtimer } from './timers.ts';

/**
 * The structs that a task_struct points at, in the notation of `parseMembers`. Compared with public sources: signal_struct,
 * user_struct and mm_struct of RHEL 5 (2.6.18-el5) and Ubuntu 16.04 (4.4), signal_struct and user_struct of 2.6.32-el6,
 * mm_struct of 2.6.32-el6 and 3.10-el7, signal_struct of 3.10-el7, cred of 2.6.32 and 3.10-el7, pid and pid_namespace of
 * 3.10-el7 (include/linux/sched.h, mm_types.h, cred.h, pid.h, pid_namespace.h). The others are from memory: what came
 * with 4.14 and later, files_struct, fs_struct, nsproxy, uts_namespace.
 */

/** A kernel_cap_t is two numbers of 32 bits, the lower first, until 6.2, and one of 64 bits since. */
const CAPS = 'cap_inheritable:u32*2 cap_permitted:u32*2 cap_effective:u32*2 cap_bset:u32*2';
const CAPS_6_3 = 'cap_inheritable:u64 cap_permitted:u64 cap_effective:u64 cap_bset:u64 cap_ambient:u64';
const IDS = 'uid:u32 gid:u32 suid:u32 sgid:u32 euid:u32 egid:u32 fsuid:u32 fsgid:u32 securebits:u32';

/** jit_keyring, two keyrings and tgcred, then security and user. */
export const CRED_2_6_32 = `usage:u32 ${IDS} ${CAPS} jit_keyring:u8 thread_keyring:ptr key_auth:ptr tgcred:ptr
  security:ptr user:ptr group_info:image rcu:long*2`;
export const CRED_3_10 = `usage:u32 ${IDS} ${CAPS} jit_keyring:u8 session_keyring:ptr process_keyring:ptr
  thread_keyring:ptr key_auth:ptr security:ptr user:ptr user_ns:image group_info:image rcu:long*2`;
/** cap_ambient since 4.3. */
export const CRED_4 = `usage:u32 ${IDS} ${CAPS} cap_ambient:u32*2 jit_keyring:u8 session_keyring:ptr
  process_keyring:ptr thread_keyring:ptr key_auth:ptr security:ptr user:ptr user_ns:image group_info:image rcu:long*2`;
/** The usage count is a whole word since 6.7 and in the stable kernels it went back to. */
export const CRED_NEW = `usage:long ${IDS} ${CAPS_6_3} jit_keyring:u8 keyring:ptr thread_keyring:ptr key_auth:ptr
  security:ptr user:ptr user_ns:image group_info:image rcu:long*2`;

export const PID_2_6_18 = 'count:u32 nr:u32 pid_chain:hlist tasks:ptr*3 rcu:long*2';
export const PID_OLD = 'count:u32 level:u32 tasks:ptr*3 rcu:long*2';
/** Thread groups have a list of their own since 4.19. */
export const PID_4_19 = 'count:u32 level:u32 tasks:ptr*4 rcu:long*2';
export const PID_5_4 = 'count:u32 level:u32 tasks:ptr*4 wait_pidfd.lock:u32@w wait_pidfd:list rcu:long*2';
export const PID_NEW =
  'count:u32 level:u32 lock:u32 tasks:ptr*4 inodes:ptr wait_pidfd.lock:u32 wait_pidfd:list rcu:long*2';
export const PID_6_12 =
  'count:u32 level:u32 lock:u32 stashed:ptr ino:u64 tasks:ptr*4 inodes:ptr wait_pidfd.lock:u32 wait_pidfd:list rcu:long*2';
export const UPID_OLD = 'nr:u32 ns:ptr pid_chain:hlist';
export const UPID_NEW = 'nr:u32 ns:ptr';

const WAITING = `wait_chldexit.lock:u32@w wait_chldexit:list curr_target:ptr shared_pending:list shared_signal:u64`;
const ITIMERS = 'it_real_incr:u64 it.prof:long*2 it.prof_error:u32*2 it.virt:long*2 it.virt_error:u32*2';
const CPUTIMER = 'cputimer.time:u64*3 cputimer.running:u32 cputimer.lock:u32 expires:u64*3 cpu_timers:list*3';
const USAGE = 'times:long*6 counts:long*14 ioac:u64*7 sum_sched_runtime:u64 rlim:long*32';
const AUDIT = 'pacct:long*5 stats:ptr audit_tty:u32*2 tty_audit_buf:ptr';
const MUTEX =
  'cred_guard_mutex.count:u32@w cred_guard_mutex.lock:u32 cred_guard_mutex:list cred_guard_mutex.owner:ptr';

/** Process group and session are plain numbers in it until 2.6.24; `tsk` is the leader. */
export const SIGNAL_2_6_18 = `count:u32 live:u32 ${WAITING} group_exit_code:u32 group_exit_task:ptr notify_count:u32
  group_stop_count:u32 flags:u32 posix_timers:list ${hrtimer('real_timer', 'plain')} leader_task:ptr it_real_incr:u64
  it_prof:long*4 pgrp:u32 tty_old_pgrp:u32 session:u32 leader:u32 tty:ptr times:long*12 sched_time:u64 rlim:long*30
  cpu_timers:list*3 keyrings:ptr*2 pacct:long*6 stats.lock:u32@w stats:ptr audit_tty:u32 tty_audit_buf:ptr`;

const GROUP_EXIT = 'group_exit_code:u32 notify_count:u32 group_exit_task:ptr group_stop_count:u32 flags:u32';

export const SIGNAL_2_6_32 = `count:u32 live:u32 ${WAITING} ${GROUP_EXIT} posix_timers:list
  ${hrtimer('real_timer', 'with statistics')} leader_pid:ptr ${ITIMERS} ${CPUTIMER} tty_old_pgrp:ptr leader:u32 tty:ptr
  ${USAGE} ${AUDIT} oom_adj:u32 reserved:long autogroup:ptr oom_score_adj:u32*2 prev_cputime:long*2`;

const SIGNAL_BODY = (links: string, timers: 'with statistics' | 'plain'): string => `
  ${WAITING} ${GROUP_EXIT} bits:u32 posix_timer_id:u32 posix_timers:list ${hrtimer('real_timer', timers)} ${links}
  tty_old_pgrp:ptr leader:u32 tty:ptr autogroup:ptr ${USAGE} prev_cputime:long*2 ${AUDIT} oom_flags:u32
  oom_score_adj:u16*2 ${MUTEX}`;
const LEADER_PID = `leader_pid:ptr ${ITIMERS} ${CPUTIMER}`;
const HEAD = 'sigcnt:u32 live:u32 nr_threads:u32';

export const SIGNAL_3_10 = `${HEAD} ${SIGNAL_BODY(LEADER_PID, 'with statistics')}`;
export const SIGNAL_RHEL7 = `${HEAD} thread_head:list ${SIGNAL_BODY(LEADER_PID, 'with statistics')} reserved:long*4`;
export const SIGNAL_3_16 = `${HEAD} thread_head:list ${SIGNAL_BODY(LEADER_PID, 'with statistics')}`;
export const SIGNAL_4_14 = `${HEAD} thread_head:list ${SIGNAL_BODY(`${ITIMERS} ${CPUTIMER} leader_pid:ptr`, 'plain')}`;
/** The numbers of group and session are the signals' since 4.19. */
const PIDS = `${ITIMERS} ${CPUTIMER} pids:ptr*4`;
export const SIGNAL_4_19 = `${HEAD} thread_head:list ${SIGNAL_BODY(PIDS, 'plain')}`;
/** Of recent kernels: what stands behind the first members is in the order of an older one. */
export const SIGNAL_NEW = `${HEAD} quick_threads:u32 thread_head:list wait_chldexit.lock:u32 wait_chldexit:list
  curr_target:ptr shared_pending:list shared_signal:u64 group_exit_code:u32 notify_count:u32 group_exec_task:ptr
  group_stop_count:u32 flags:u32 posix_timer_id:u32 posix_timers:list real_timer:bytes*64 pids:ptr*4 tty_old_pgrp:ptr
  leader:u32 tty:ptr times:u64*12 rlim:long*32 oom_score_adj:u32 cred_guard_mutex.owner:long cred_guard_mutex:list`;

const MM_END = `start_code:long end_code:long start_data:long end_data:long start_brk:long brk:long start_stack:long
  arg_start:long arg_end:long env_start:long env_end:long saved_auxv:long*44`;
const SEMAPHORE = 'mmap_sem.count:long mmap_sem.lock:u32@w mmap_sem.wait:list';
const PEAKS = 'hiwater_rss:long hiwater_vm:long total_vm:long locked_vm:long';

/** Nobody owns it yet, and what was executed is not kept. */
export const MM_2_6_18 = `mmap:ptr mm_rb:ptr mmap_cache:ptr get_unmapped_area:image*2 unmap_area:image mmap_base:long
  task_size:long cached_hole_size:long free_area_cache:long pgd:ptr mm_users:u32 mm_count:u32 map_count:u32
  ${SEMAPHORE} page_table_lock:u32 mmlist:list file_rss:long anon_rss:long ${PEAKS} shared_vm:long exec_vm:long
  stack_vm:long reserved_vm:long def_flags:long nr_ptes:long ${MM_END} dumpable:u32 cpu_vm_mask:long*4
  context:bytes*48 swap_token_time:long recent_pagein:u8 core_waiters:u32 core_startup_done:ptr core_done:long*4
  ioctx_list_lock:u32 ioctx_list:ptr`;

export const MM_2_6_32 = `mmap:ptr mm_rb:ptr mmap_cache:ptr get_unmapped_area:image*2 unmap_area:image mmap_base:long
  task_size:long cached_hole_size:long free_area_cache:long pgd:ptr mm_users:u32 mm_count:u32 map_count:u32
  ${SEMAPHORE} page_table_lock:u32 mmlist:list file_rss:long anon_rss:long swap_usage:long ${PEAKS} shared_vm:long
  exec_vm:long stack_vm:long reserved_vm:long def_flags:long nr_ptes:long ${MM_END} binfmt:image cpu_vm_mask:long*8
  context:bytes*48 faultstamp:u32 token_priority:u32 last_interval:u32 flags:long core_state:ptr ioctx_lock:u32
  ioctx_list:ptr owner:ptr exe_file:ptr num_exe_file_vmas:long mmu_notifier_mm:ptr`;

const MM_MIDDLE = (before: string, behind: string): string => `
  mmap:ptr mm_rb:ptr ${before} mmap_base:long mmap_legacy_base:long task_size:long ${behind} highest_vm_end:long
  pgd:ptr mm_users:u32 mm_count:u32 nr_ptes:long map_count:u32 page_table_lock:u32 ${SEMAPHORE} mmlist:list ${PEAKS}
  pinned_vm:long shared_vm:long exec_vm:long stack_vm:long def_flags:long ${MM_END} rss_stat:long*3 binfmt:image
  cpu_vm_mask_var:ptr context:bytes*48 flags:long core_state:ptr ioctx_lock:u32 ioctx_list:ptr owner:ptr exe_file:ptr
  mmu_notifier_mm:ptr cpumask:long*8 numa_next_scan:long numa_scan_offset:long numa_scan_seq:u32`;
export const MM_3_10 = MM_MIDDLE(
  'mmap_cache:ptr get_unmapped_area:image unmap_area:image',
  'cached_hole_size:long free_area_cache:long',
);
/** Areas are cached by thread since 3.15. */
export const MM_3_16 = MM_MIDDLE('vmacache_seqnum:u32 get_unmapped_area:image', '');
export const MM_4_4 = MM_MIDDLE('vmacache_seqnum:u64 get_unmapped_area:image', '');

export const MM_NEW = `mmap:ptr mm_rb:ptr vmacache_seqnum:u64 get_unmapped_area:image mmap_base:long
  mmap_legacy_base:long task_size:long highest_vm_end:long pgd:ptr membarrier_state:u32 mm_users:u32 mm_count:u32
  pgtables_bytes:long map_count:u32 page_table_lock:u32 mmap_lock.owner:long mmap_lock.wait:list mmlist:list ${PEAKS}
  pinned_vm:u64 data_vm:long exec_vm:long stack_vm:long def_flags:long arg_lock:u32 ${MM_END} rss_stat:long*4
  binfmt:image context.ctx_id:u64 context.rest:bytes*64 flags:long ioctx_lock:u32 ioctx_table:ptr owner:ptr
  user_ns:image exe_file:ptr`;

const QUEUE = 'mq_bytes:long locked_shm:long';
export const USER_2_6_18 = `count:u32 processes:u32 files:u32 sigpending:u32 inotify:u32*2 ${QUEUE} keyrings:ptr*2
  uidhash_list:list uid:u32`;
export const USER_2_6_32 = `count:u32 processes:u32 files:u32 sigpending:u32 inotify:u32*2 epoll:u32 ${QUEUE}
  keyrings:ptr*2 uidhash_node:hlist uid:u32 user_ns:image locked_vm:long epoll_watches:long unix_inflight:long`;
export const USER_4 = `count:u32 processes:u32 sigpending:u32 inotify:u32*2 fanotify:u32 epoll:long ${QUEUE}
  unix_inflight:long pipe_bufs:long keyrings:ptr*2 uidhash_node:hlist uid:u32 locked_vm:long`;
export const USER_NEW =
  'refcount:u32 processes:u32 sigpending:u32 epoll:long uidhash_node:hlist uid:u32 locked_vm:long ratelimit:bytes*40';

/** Numbers are given from bitmaps, one page each, until 4.14; a 64-bit kernel has room for 128 pages. */
const PIDMAP = 'pidmap.free:u32@w pidmap.page:ptr pidmap.more:long*254 last_pid:u32';
export const PID_NAMESPACE_HASH = `kref:u32 ${PIDMAP} nr_hashed:u32 child_reaper:ptr cachep:ptr level:u32 parent:ptr
  proc_mnt:ptr proc_self:ptr bacct:ptr user_ns:image proc_work:long*4 pid_gid:u32 hide_pid:u32 reboot:u32 proc_inum:u32`;
export const PID_NAMESPACE_IDR =
  'kref:u32 last_pid:u32 idr:bytes*24 nr_hashed:u32 child_reaper:ptr cachep:ptr level:u32 parent:ptr';

export const SIGHAND_2_6_18 = 'count:u32 action:long*256 siglock:u32';
export const SIGHAND_OLD = 'count:u32 action:long*256 siglock:u32 signalfd_wqh.lock:u32@w signalfd_wqh:list';
export const SIGHAND_NEW = 'count:u32 siglock:u32 signalfd_wqh.lock:u32 signalfd_wqh:list action:long*64';
export const NSPROXY_OLD =
  'count:u32 uts_ns:ptr ipc_ns:image mnt_ns:ptr pid_ns_for_children:ptr net_ns:image';
/** Namespaces of control groups since 4.6. */
export const NSPROXY_NEW = `${NSPROXY_OLD} cgroup_ns:image`;
export const FILES =
  'count:u32 resize_in_progress:u32 resize_wait.lock:u32 resize_wait:list fdt:ptr fdtab:bytes*56';
export const FS =
  'users:u32 lock:u32 seq:u32 umask:u32 in_exec:u32 root.mnt:ptr root.dentry:ptr pwd.mnt:ptr pwd.dentry:ptr';
export const UTS = 'kref:u32 name:bytes*390 user_ns:image ucounts:ptr';
