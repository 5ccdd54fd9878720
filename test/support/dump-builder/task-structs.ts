/**
 * task_struct through the ages, in the notation of `parseMembers`. Order and neighbours follow include/linux/sched.h
 * of each kernel; what does not matter to anyone is gathered into `bytes`.
 */

const SCHED_OLD = `
  prio:u32 static_prio:u32 normal_prio:u32 rt_priority:u32 sched_class:image
  se.load:long*2 se.run_node:bytes*24 se.group_node:list se.on_rq:u32 se.exec_start:u64
  se.sum_exec_runtime:u64 se.vruntime:u64 se.prev_sum:u64 se.statistics:bytes*208
  rt.run_list:list rt.timeout:long rt.time_slice:u32 rt.back:ptr
  preempt_notifiers:ptr fpu_counter:u8 policy:u32 cpus_allowed:bytes*64 sched_info:bytes*32`;

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

const TIMERS = `cpu_timers:list*3`;
const TIMERS_NEW = `posix_cputimers:bytes*72 posix_work:bytes*32`;

export const TASK_2_6_18 = `
  state:long thread_info:ptr usage:u32 flags:long ptrace:long lock_depth:u32 prio:u32 static_prio:u32
  normal_prio:u32 run_list:list array:ptr ioprio:u32 sleep_avg:long timestamp:u64 last_ran:u64 sched_time:u64
  sleep_type:u32 policy:long cpus_allowed:bytes*32 time_slice:u32 first_time_slice:u32
  tasks:list ptrace_children:list ptrace_list:list mm:ptr active_mm:ptr binfmt:image
  exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 personality:long did_exec:u32
  pid:u32 tgid:u32 real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr
  pids:pid_link*3 thread_group:list vfork_done:ptr set_child_tid:ptr clear_child_tid:ptr rt_priority:long
  utime:long stime:long nvcsw:long nivcsw:long start_time:timespec min_flt:long maj_flt:long
  it_prof:long*2 it_sched:u64 ${TIMERS}
  uid:u32 euid:u32 suid:u32 fsuid:u32 gid:u32 egid:u32 sgid:u32 fsgid:u32 group_info:ptr
  cap_effective:u32 cap_inheritable:u32 cap_permitted:u32 keep_capabilities:u32 user:ptr
  request_key_auth:ptr thread_keyring:ptr jit_keyring:u8 comm:chars16 link_count:u32 total_link_count:u32
  sysvsem:ptr thread:bytes*160 fs:ptr files:ptr namespace:ptr signal:ptr sighand:ptr ${SIGNALS}`;

export const TASK_2_6_32 = `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 lock_depth:u32 ${SCHED_OLD}
  tasks:list pushable_tasks.prio:u32 pushable_tasks.prio_list:list pushable_tasks.node_list:list
  mm:ptr active_mm:ptr exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 personality:u32 bits:u32
  pid:u32 tgid:u32 stack_canary:long real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr
  ptraced:list ptrace_entry:list bts:ptr pids:pid_link*3 thread_group:list
  vfork_done:ptr set_child_tid:ptr clear_child_tid:ptr utime:long stime:long utimescaled:long stimescaled:long
  gtime:long prev_utime:long prev_stime:long nvcsw:long nivcsw:long start_time:timespec start_boottime:timespec
  min_flt:long maj_flt:long cputime_expires:long*3 ${TIMERS}
  real_cred:ptr cred:ptr cred_guard_mutex:bytes*40 replacement_session_keyring:ptr comm:chars16
  link_count:u32 total_link_count:u32 sysvsem:ptr last_switch_count:long thread.early:bytes*184
  fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr ${SIGNALS}`;

const MIDDLE_3 = `
  tasks:list pushable_tasks.prio:u32 pushable_tasks.prio_list:list pushable_tasks.node_list:list
  mm:ptr active_mm:ptr rss_stat:u32*4 exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32
  jobctl:u32 personality:u32 bits:u32 pid:u32 tgid:u32 stack_canary:long
  real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr ptraced:list ptrace_entry:list`;

const TAIL_3 = `
  real_cred:ptr cred:ptr comm:chars16 link_count:u32 total_link_count:u32 sysvsem:ptr hung:long
  thread.early:bytes*168 fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr ${SIGNALS}`;

export const TASK_3_10 = `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 wake_entry:ptr on_cpu:u32 on_rq:u32 ${SCHED_OLD}
  ${MIDDLE_3} pids:pid_link*3 thread_group:list
  vfork_done:ptr set_child_tid:ptr clear_child_tid:ptr utime:long stime:long utimescaled:long stimescaled:long
  gtime:long prev_cputime:long*2 nvcsw:long nivcsw:long start_time:timespec start_boottime:timespec
  min_flt:long maj_flt:long cputime_expires:long*3 ${TIMERS} ${TAIL_3}`;

export const TASK_3_16 = `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 wake_entry:ptr on_cpu:u32 on_rq:u32 ${SCHED_OLD}
  ${MIDDLE_3} pids:pid_link*3 thread_group:list thread_node:list
  vfork_done:ptr set_child_tid:ptr clear_child_tid:ptr utime:long stime:long utimescaled:long stimescaled:long
  gtime:long prev_cputime:long*2 nvcsw:long nivcsw:long start_time:timespec start_boottime:timespec
  min_flt:long maj_flt:long cputime_expires:long*3 ${TIMERS} ${TAIL_3}`;

export const TASK_4_4 = `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 wake_entry:ptr on_cpu:u32 on_rq:u32 ${SCHED_OLD}
  dl.rb_node:bytes*24 dl.runtime:u64*6 dl.timer:bytes*72 vmacache:long*5
  ${MIDDLE_3} pids:pid_link*3 thread_group:list thread_node:list
  vfork_done:ptr set_child_tid:ptr clear_child_tid:ptr utime:long stime:long utimescaled:long stimescaled:long
  gtime:long prev_cputime:long*3 nvcsw:long nivcsw:long start_time:u64 start_boottime:u64
  min_flt:long maj_flt:long cputime_expires:long*3 ${TIMERS} ${TAIL_3}`;

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

export const TASK_4_19 = `
  ${HEAD_NEW} state:long stack:ptr usage:u32 flags:u32 ptrace:u32 ${SCHED_NEW} ${MIDDLE_NEW}
  thread_group:list thread_node:list ${CHILD_TIDS} ${CLOCKS_NEW} ${TIMERS} ${TAIL_NEW}`;

export const TASK_6_1 = `
  ${HEAD_NEW} state:u32 stack:ptr usage:u32 flags:u32 ptrace:u32 ${SCHED_NEW} ${MIDDLE_NEW}
  thread_group:list thread_node:list ${CHILD_TIDS} worker_private:ptr ${CLOCKS_NEW} ${TIMERS_NEW} ${TAIL_NEW}`;

/** thread_group is gone since 6.7. */
export const TASK_6_12 = `
  ${HEAD_NEW} state:u32 saved_state:u32 stack:ptr usage:u32 flags:u32 ptrace:u32 ${SCHED_NEW}
  scx.dsq:ptr scx.dsq_list:list scx.runnable_node:list scx.weight:u32 scx.sticky_cpu:u32 ${MIDDLE_NEW}
  thread_node:list ${CHILD_TIDS} worker_private:ptr ${CLOCKS_NEW} ${TIMERS_NEW} ${TAIL_NEW}`;
