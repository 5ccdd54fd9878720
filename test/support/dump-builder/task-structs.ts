/**
 * task_struct of recent kernels, in the notation of `parseMembers`. Order and neighbours follow include/linux/sched.h
 * of each kernel; what does not matter to anyone is gathered into `bytes`.
 */

const SCHED_NEW = `
  on_cpu:u32 wake_entry:ptr wakee_flips:u32 wakee_decay:long last_wakee:ptr recent_cpu:u32 wake_cpu:u32 on_rq:u32
  prio:u32 static_prio:u32 normal_prio:u32 rt_priority:u32
  se.load:long*2 se.run_node:bytes*24 se.group_node:list se.on_rq:u32 se.exec_start:u64
  se.sum_exec_runtime:u64 se.vruntime:u64 se.prev_sum:u64 se.cfs_rq:ptr se.avg:bytes*64
  rt.run_list:list rt.timeout:long rt.stamp:long rt.time_slice:u32 rt.back:ptr
  dl.rb_node:bytes*24 dl.runtime:u64*6 dl.flags:u32 dl.timer:bytes*128
  sched_class:image core_cookie:long sched_task_group:image stats:bytes*192
  preempt_notifiers:ptr btrace_seq:u32 policy:u32 nr_cpus_allowed:u32 cpus_ptr:ptr cpus_mask:bytes*512
  migration_flags:u32 rcu_read_lock_nesting:u32 rcu_node_entry:list rcu_blocked_node:ptr
  rcu_tasks_nvcsw:long rcu_tasks_idx:u32 rcu_tasks_holdout_list:list
  trc_reader_nesting:u32 trc_holdout_list:list trc_blkd_node:list sched_info:bytes*32`;

const SIGNALS = `
  blocked:u64 real_blocked:u64 saved_sigmask:u64 pending.list:list pending.signal:u64
  sas_ss_sp:long sas_ss_size:long notifier:ptr task_works:ptr audit_context:ptr seccomp:bytes*16
  parent_exec_id:u32 self_exec_id:u32 alloc_lock:u32 pi_lock:u32 pi_waiters:list pi_blocked_on:ptr
  journal_info:ptr bio_list:ptr plug:ptr reclaim_state:ptr backing_dev_info:ptr io_context:ptr ptrace_message:long
  last_siginfo:ptr ioac:u64*7 acct:u64*3 cpuset_spread:u32*2 cgroups:image cg_list:list
  robust_list:ptr compat_robust_list:ptr pi_state_list:list pi_state_cache:ptr
  perf_event_ctxp:ptr*2 perf_event_mutex:u32 perf_event_list:list splice_pipe:ptr task_frag:bytes*16 delays:ptr
  dirty_paused:long timer_slack_ns:u64 default_timer_slack_ns:u64 trace:long trace_recursion:long
  memcg_oom:ptr thread:bytes*256`;

const TIMERS_NEW = `posix_cputimers:bytes*72 posix_work:bytes*32`;

const MIDDLE_NEW = `
  tasks:list pushable_tasks.prio:u32 pushable_tasks.prio_list:list pushable_tasks.node_list:list
  pushable_dl_tasks:bytes*24 mm:ptr active_mm:ptr rss_stat:u32*5
  exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 jobctl:long personality:u32 bits:u32
  atomic_flags:long restart_block.data:long restart_block.fn:image restart_block.rest:long*4
  pid:u32 tgid:u32 stack_canary:long
  real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr ptraced:list ptrace_entry:list
  thread_pid:ptr pid_links:hlist*4`;

const CHILD_TIDS = `vfork_done:ptr set_child_tid:ptr clear_child_tid:ptr`;

const CLOCKS_NEW = `
  utime:u64 stime:u64 gtime:u64 prev_cputime:u64*3 nvcsw:long nivcsw:long
  start_time:u64 start_boottime:u64 min_flt:long maj_flt:long`;

const TAIL_NEW = `
  ptracer_cred:ptr real_cred:ptr cred:ptr cached_requested_key:ptr comm:chars16 nameidata:ptr
  sysvsem.undo:ptr sysvshm.shm_clist:list last_switch_count:long last_switch_time:long
  fs:ptr files:ptr io_uring:ptr nsproxy:ptr signal:ptr sighand:ptr ${SIGNALS}`;

const HEAD_NEW = `thread_info.flags:long thread_info.syscall_work:long thread_info.status:u32 thread_info.cpu:u32`;

export const TASK_6_1 = `
  ${HEAD_NEW} state:u32 stack:ptr usage:u32 flags:u32 ptrace:u32 ${SCHED_NEW} ${MIDDLE_NEW}
  thread_group:list thread_node:list ${CHILD_TIDS} worker_private:ptr ${CLOCKS_NEW} ${TIMERS_NEW} ${TAIL_NEW}`;

/** thread_group is gone since 6.7. */
export const TASK_6_12 = `
  ${HEAD_NEW} state:u32 saved_state:u32 stack:ptr usage:u32 flags:u32 ptrace:u32 ${SCHED_NEW}
  scx.dsq:ptr scx.dsq_list:list scx.runnable_node:list scx.weight:u32 scx.sticky_cpu:u32 ${MIDDLE_NEW}
  thread_node:list ${CHILD_TIDS} worker_private:ptr ${CLOCKS_NEW} ${TIMERS_NEW} ${TAIL_NEW}`;
