/**
 * task_struct of the kernels of RHEL 5 and 6 and Debian 4 to 6, with the options these distributions build with.
 * Compared with include/linux/sched.h of v2.6.18, of Red Hat's 2.6.18-el5 and 2.6.32-el6, and with a text of about
 * v2.6.26.
 */

/** A pid_link is {hlist_node, struct pid *}; one for the thread, its process group and its session. */
const PIDS = 'pids:pid_link*3 thread_group:list';

const SCHED_INFO =
  'sched_info.pcount:long sched_info.run_delay:u64 sched_info.last_arrival:u64 sched_info.queued:u64';

/** What was run and waited for, how often, and two moments, in ticks. */
const SCHED_INFO_2_6_18 = 'sched_info.times:long*2 sched_info.pcount:long sched_info.ticks:long*2';

const THREAD_2_6_18 = `
  thread.sp0:long thread.sp:long thread.usersp:long thread.fs:long thread.gs:long thread.segments:u16*4
  thread.debugreg:long*6 thread.cr2:long thread.trap_no:long thread.error_code:long thread.fxsave:bytes*512@16
  thread.ioperm:u32 thread.io_bitmap:ptr thread.io_max:u32 thread.tls:u64*3`;

const THREAD_2_6_32 = `
  thread.tls:u64*3 thread.sp0:long thread.sp:long thread.usersp:long thread.segments:u16*4 thread.fs:long
  thread.gs:long thread.bps:ptr*4 thread.debugreg6:long thread.cr2:long thread.trap_no:long thread.error_code:long
  thread.xstate:ptr thread.io_bitmap:ptr thread.iopl:long thread.io_max:u32 thread.debugctl:long`;

const SIGNAL_MASKS = `
  blocked:u64 real_blocked:u64 saved_sigmask:u64 pending.list:list pending.signal:u64
  sas_ss_sp:long sas_ss_size:long notifier:ptr notifier_data:ptr notifier_mask:ptr`;

/** Scheduling by priority arrays, before CFS. */
const HEAD_2_6_18 = `
  prio:u32 static_prio:u32 normal_prio:u32 run_list:list array:ptr ioprio:u16 btrace_seq:u32
  sleep_avg:long timestamp:u64 last_ran:u64 sched_time:u64 sleep_type:u32 policy:long cpus_allowed:long*4
  time_slice:u32 first_time_slice:u32 ${SCHED_INFO_2_6_18}`;

const STATE_2_6_18 = `
  mm:ptr active_mm:ptr binfmt:image exit_state:long exit_code:u32 exit_signal:u32 pdeath_signal:u32
  personality:long did_exec:u32 pid:u32 tgid:u32`;

const USAGE_2_6_18 = `
  set_child_tid:long clear_child_tid:long rt_priority:long utime:long stime:long nvcsw:long nivcsw:long
  start_time:timespec min_flt:long maj_flt:long it_prof_expires:long it_virt_expires:long it_sched_expires:u64
  cpu_timers:list*3
  uid:u32 euid:u32 suid:u32 fsuid:u32 gid:u32 egid:u32 sgid:u32 fsgid:u32 group_info:image
  cap_effective:u32 cap_inheritable:u32 cap_permitted:u32 keep_capabilities:u32 user:ptr
  request_key_auth:ptr thread_keyring:ptr jit_keyring:u8 oomkilladj:u32`;

const TAIL_2_6_18 = `
  parent_exec_id:u32 self_exec_id:u32 alloc_lock:u32 pi_lock:u32 pi_waiters:list*2 pi_blocked_on:ptr
  journal_info:ptr reclaim_state:ptr backing_dev_info:ptr io_context:ptr`;

const ACCOUNTS_2_6_18 = `
  rchar:u64 wchar:u64 syscr:u64 syscw:u64 acct_rss_mem1:u64 acct_vm_mem1:u64 acct_stimexpd:long
  mempolicy:ptr il_next:u16 cpuset:image mems_allowed:long*1 cpuset_mems_generation:u32 cpuset_rotor:u32
  robust_list:long compat_robust_list:long pi_state_list:list pi_state_cache:ptr fs_excl:u32 rcu:long*2`;

/** Debian 4: the mainline kernel, with ptrace's own lists. */
export const TASK_2_6_18 = `
  state:long thread_info:ptr usage:u32 flags:long ptrace:long lock_depth:u32 load_weight:u32 ${HEAD_2_6_18}
  tasks:list ptrace_children:list ptrace_list:list ${STATE_2_6_18}
  real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr ${PIDS} vfork_done:ptr ${USAGE_2_6_18}
  comm:chars16 link_count:u32 total_link_count:u32 sysvsem:ptr ${THREAD_2_6_18}
  fs:ptr files:ptr namespace:image signal:ptr sighand:ptr ${SIGNAL_MASKS}
  security:ptr audit_context:ptr seccomp:u32 ${TAIL_2_6_18} ptrace_message:long last_siginfo:ptr io_wait:ptr
  ${ACCOUNTS_2_6_18} splice_pipe:ptr delays:ptr`;

/** RHEL 5: utrace has taken ptrace's members out, and real_parent with them; `parent` is all there is. */
export const TASK_RHEL5 = `
  state:long thread_info:ptr usage:u32 flags:long lock_depth:u32 load_weight:u32 ${HEAD_2_6_18}
  tasks:list ${STATE_2_6_18}
  parent:ptr children:list sibling:list group_leader:ptr ${PIDS} auxilliary:ptr ${USAGE_2_6_18}
  comm:chars16 link_count:u32 total_link_count:u32 sysvsem:ptr ${THREAD_2_6_18}
  fs:ptr files:ptr namespace:image signal:ptr sighand:ptr ${SIGNAL_MASKS} tux_info:ptr tux_exit:ptr
  security:ptr audit_context:ptr seccomp:u32 utrace:ptr utrace_flags:long ${TAIL_2_6_18} io_wait:ptr
  ${ACCOUNTS_2_6_18} ptracees:list splice_pipe:ptr delays:ptr`;

const SE_2_6_26 = `
  se.load:long*2 se.run_node:long*3 se.group_node:list se.on_rq:u32 se.exec_start:u64 se.sum_exec_runtime:u64
  se.vruntime:u64 se.prev_sum:u64 se.last_wakeup:u64 se.avg_overlap:u64 se.wait_start:u64 se.wait_max:u64 se.wait_count:u64
  se.wait_sum:u64 se.sleep_start:u64 se.sleep_max:u64 se.sum_sleep:u64 se.block_start:u64 se.block_max:u64
  se.exec_max:u64 se.slice_max:u64 se.migrations:u64*6 se.nr_wakeups:u64*9 se.parent:ptr se.cfs_rq:image se.my_q:ptr
  rt.run_list:list rt.timeout:long rt.time_slice:u32 rt.nr_cpus_allowed:u32 rt.back:ptr`;

/** Debian 5: kthreadd and pid namespaces, but the ids still in the task, and no mark of kernel threads. */
export const TASK_2_6_26 = `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 lock_depth:u32 prio:u32 static_prio:u32 normal_prio:u32
  sched_class:image ${SE_2_6_26} preempt_notifiers:ptr fpu_counter:u8 oomkilladj:u8 btrace_seq:u32 policy:u32
  cpus_allowed:long*4 ${SCHED_INFO} tasks:list ptrace_children:list ptrace_list:list
  mm:ptr active_mm:ptr binfmt:image exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 personality:u32
  did_exec:u32 pid:u32 tgid:u32 real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr ${PIDS}
  vfork_done:ptr set_child_tid:long clear_child_tid:long rt_priority:u32
  utime:long stime:long utimescaled:long stimescaled:long gtime:long prev_utime:long prev_stime:long
  nvcsw:long nivcsw:long start_time:timespec start_boottime:timespec min_flt:long maj_flt:long
  it_prof_expires:long it_virt_expires:long it_sched_expires:u64 cpu_timers:list*3
  uid:u32 euid:u32 suid:u32 fsuid:u32 gid:u32 egid:u32 sgid:u32 fsgid:u32 group_info:image
  cap_effective:u32*2 cap_inheritable:u32*2 cap_permitted:u32*2 cap_bset:u32*2 securebits:u32 user:ptr
  request_key_auth:ptr thread_keyring:ptr jit_keyring:u8 comm:chars16 link_count:u32 total_link_count:u32
  sysvsem:ptr last_switch_timestamp:long last_switch_count:long ${THREAD_2_6_18}
  fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr ${SIGNAL_MASKS} security:ptr audit_context:ptr
  loginuid:u32 sessionid:u32 seccomp:u32 ${TAIL_2_6_18} ptrace_message:long last_siginfo:ptr
  rchar:u64 wchar:u64 syscr:u64 syscw:u64 ioac:u64*3 acct_rss_mem1:u64 acct_vm_mem1:u64 acct_stimexpd:long
  mempolicy:ptr il_next:u16 mems_allowed:long*1 cpuset_mems_generation:u32 cpuset_rotor:u32 cgroups:image cg_list:list
  robust_list:long compat_robust_list:long pi_state_list:list pi_state_cache:ptr fs_excl:u32 rcu:long*2
  splice_pipe:ptr delays:ptr dirties:long*3`;

const SE_2_6_32 = (reserve = ''): string => `
  se.load:long*2 se.run_node:long*3 se.group_node:list se.on_rq:u32 se.exec_start:u64
  se.sum_exec_runtime:u64 se.vruntime:u64 se.prev_sum:u64 se.last_wakeup:u64 se.avg_overlap:u64
  se.nr_migrations:u64 se.start_runtime:u64 se.avg_wakeup:u64 se.avg_running:u64
  se.wait_start:u64 se.wait_max:u64 se.wait_count:u64 se.wait_sum:u64 se.iowait:u64*2
  se.sleep_start:u64 se.sleep_max:u64 se.sum_sleep:u64 se.block_start:u64 se.block_max:u64 se.exec_max:u64
  se.slice_max:u64 se.migrations:u64*6 se.nr_wakeups:u64*9 se.parent:ptr se.cfs_rq:image se.my_q:ptr ${reserve}
  rt.run_list:list rt.timeout:long rt.time_slice:u32 rt.nr_cpus_allowed:u32 rt.back:ptr`;

const BODY_2_6_32 = (cpus: number, reserve = ''): string => `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 lock_depth:u32 prio:u32 static_prio:u32 normal_prio:u32
  rt_priority:u32 sched_class:image ${SE_2_6_32(reserve)} preempt_notifiers:ptr fpu_counter:u8 btrace_seq:u32 policy:u32
  cpus_allowed:long*${cpus / 64} ${SCHED_INFO}
  tasks:list pushable_tasks.prio:u32@w pushable_tasks.prio_list:list pushable_tasks.node_list:list
  mm:ptr active_mm:ptr exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 personality:u32 bits:u32
  pid:u32 tgid:u32 stack_canary:long real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr
  ptraced:list ptrace_entry:list`;

const TIMES_2_6_32 = `
  vfork_done:ptr set_child_tid:long clear_child_tid:long utime:long stime:long utimescaled:long stimescaled:long
  gtime:long prev_utime:long prev_stime:long nvcsw:long nivcsw:long start_time:timespec start_boottime:timespec
  min_flt:long maj_flt:long expires.utime:long expires.stime:long expires.sum:u64 cpu_timers:list*3
  real_cred:ptr cred:ptr cred_guard_mutex.count:u32@w cred_guard_mutex.lock:u32 cred_guard_mutex.wait:list
  cred_guard_mutex.owner:ptr replacement_session_keyring:ptr comm:chars16 link_count:u32 total_link_count:u32
  sysvsem:ptr last_switch_count:long ${THREAD_2_6_32} fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr
  ${SIGNAL_MASKS} audit_context:ptr loginuid:u32 sessionid:u32 seccomp:u32`;

const TAIL_2_6_32 = `
  parent_exec_id:u32 self_exec_id:u32 alloc_lock:u32 irqaction:ptr pi_lock:u32 pi_waiters:list*2
  pi_blocked_on:ptr journal_info:ptr bio_list:ptr bio_tail:ptr reclaim_state:ptr backing_dev_info:ptr io_context:ptr
  ptrace_message:long last_siginfo:ptr ioac:u64*7 acct_rss_mem1:u64 acct_vm_mem1:u64 acct_timexpd:long
  mems_allowed:long*8 cpuset_rotor:u32*2 cgroups:image cg_list:list robust_list:long compat_robust_list:long
  pi_state_list:list pi_state_cache:ptr perf_event_ctxp:ptr perf_event_mutex.count:u32@w perf_event_mutex.lock:u32
  perf_event_mutex.wait:list perf_event_mutex.owner:ptr perf_event_list:list mempolicy:ptr il_next:u16 fs_excl:u32
  rcu:long*2 splice_pipe:ptr delays:ptr dirties:long*3 timer_slack_ns:long default_timer_slack_ns:long
  scm_work_list:ptr curr_ret_stack:u32 ret_stack:ptr ftrace_timestamp:u64 trace_overrun:u32 tracing_graph_pause:u32 trace:long trace_recursion:long`;

/** Debian 6. */
export const TASK_2_6_32 = `${BODY_2_6_32(512)} bts:ptr bts_buffer:ptr bts_size:long ${PIDS} ${TIMES_2_6_32} ${TAIL_2_6_32}`;

/** RHEL 6: room for 4,096 processors, and utrace beside ptrace. */
export const TASK_RHEL6 = `
  ${BODY_2_6_32(4096, 'se.reserved:long')} ${PIDS} ${TIMES_2_6_32} utrace:ptr utrace_flags:long ${TAIL_2_6_32}
  atomic_flags:long reserved:long perf_event_ctxps:ptr*2 memcg_batch:long*4 pref_node_fork:u16 memcg_oom:long*2`;
