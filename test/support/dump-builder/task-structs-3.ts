/**
 * task_struct of the kernels of RHEL 7, Debian 8 and Ubuntu 14.04, as include/linux/sched.h of v3.10 and v3.16
 * has it, from memory (v3.16's was compared with the header), with the options these distributions build with. The tail of
 * Red Hat's own is not compared with theirs.
 */

const SE_3 = (depth: string): string => `
  se.load:long*2 se.run_node:long*3 se.group_node:list se.on_rq:u32 se.exec_start:u64
  se.sum_exec_runtime:u64 se.vruntime:u64 se.prev_sum:u64 se.nr_migrations:u64
  se.wait_start:u64 se.wait_max:u64 se.wait_count:u64 se.wait_sum:u64 se.iowait:u64*2
  se.sleep_start:u64 se.sleep_max:u64 se.sum_sleep:u64 se.block_start:u64 se.block_max:u64 se.exec_max:u64
  se.slice_max:u64 se.migrations:u64*5 se.nr_wakeups:u64*9 ${depth} se.parent:ptr se.cfs_rq:image se.my_q:ptr
  se.avg.runnable_sum:u32@w se.avg.runnable_period:u32 se.avg.last_update:u64 se.avg.decay_count:u64 se.avg.load:long
  rt.run_list:list rt.timeout:long rt.watchdog_stamp:long rt.time_slice:u32 rt.back:ptr`;

const HEAD_3 = `state:long stack:ptr usage:u32 flags:u32 ptrace:u32 wake_entry:ptr on_cpu:u32`;
const PRIORITIES = `on_rq:u32 prio:u32 static_prio:u32 normal_prio:u32 rt_priority:u32 sched_class:image`;

const POLICY = (cpus: number, deadline = ''): string => `
  sched_task_group:image ${deadline} preempt_notifiers:ptr btrace_seq:u32 policy:u32 nr_cpus_allowed:u32
  cpus_allowed:long*${cpus / 64}
  sched_info.pcount:long sched_info.run_delay:u64 sched_info.last_arrival:u64 sched_info.queued:u64
  tasks:list pushable_tasks.prio:u32@w pushable_tasks.prio_list:list pushable_tasks.node_list:list`;

const STATE_3 = `
  rss_stat:u32*4 exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 jobctl:u32 personality:u32 bits:u32
  pid:u32 tgid:u32 stack_canary:long real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr
  ptraced:list ptrace_entry:list pids:pid_link*3 thread_group:list`;

const CPU_TIMES = `
  vfork_done:ptr set_child_tid:long clear_child_tid:long utime:long stime:long utimescaled:long stimescaled:long
  gtime:long prev_cputime:long*2`;

const CLOCKS_3 = `
  nvcsw:long nivcsw:long start_time:timespec start_boottime:timespec min_flt:long maj_flt:long
  expires.utime:long expires.stime:long expires.sum:u64 cpu_timers:list*3
  real_cred:ptr cred:ptr comm:chars16 link_count:u32 total_link_count:u32 sysvsem:ptr last_switch_count:long
  thread.tls:u64*3 thread.sp0:long thread.sp:long thread.usersp:long thread.segments:u16*4 thread.fs:long
  thread.gs:long thread.bps:ptr*4 thread.debugreg6:long thread.dr7:long thread.cr2:long thread.trap_nr:long
  thread.error_code:long thread.fpu.last_cpu:u32@w thread.fpu.has_fpu:u32 thread.fpu.state:ptr thread.io_bitmap:ptr
  thread.iopl:long thread.io_max:u32 fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr`;

export const TAIL_3 = (waiters: string): string => `
  blocked:u64 real_blocked:u64 saved_sigmask:u64 pending.list:list pending.signal:u64
  sas_ss_sp:long sas_ss_size:long notifier:ptr notifier_data:ptr notifier_mask:ptr task_works:ptr audit_context:ptr
  loginuid:u32 sessionid:u32 seccomp.mode:u32@w seccomp.filter:ptr parent_exec_id:u32 self_exec_id:u32
  alloc_lock:u32 pi_lock:u32 ${waiters} pi_blocked_on:ptr journal_info:ptr bio_list:ptr plug:ptr
  reclaim_state:ptr backing_dev_info:ptr io_context:ptr ptrace_message:long last_siginfo:ptr ioac:u64*7
  acct_rss_mem1:u64 acct_vm_mem1:u64 acct_timexpd:long mems_allowed:long*16 mems_allowed_seq:u32 cpuset_rotor:u32*2
  cgroups:image cg_list:list robust_list:long compat_robust_list:long pi_state_list:list pi_state_cache:ptr
  perf_event_ctxp:ptr*2 perf_event_mutex.count:u32@w perf_event_mutex.lock:u32 perf_event_mutex.wait:list
  perf_event_mutex.owner:ptr perf_event_list:list mempolicy:ptr il_next:u16 pref_node_fork:u16
  numa_scan_seq:u32 numa_scan_period:u32 node_stamp:u64 numa_work:long*2
  rcu:long*2 splice_pipe:ptr task_frag.page:ptr task_frag.offset:u32 task_frag.size:u32 delays:ptr nr_dirtied:u32
  nr_dirtied_pause:u32 dirty_paused_when:long timer_slack_ns:long default_timer_slack_ns:long curr_ret_stack:u32
  ret_stack:ptr ftrace_timestamp:u64 trace_overrun:u32 tracing_graph_pause:u32 trace:long trace_recursion:long
  memcg_oom:long*4 utask:ptr sequential_io:u32*2`;

/** Deadline scheduling, since 3.14. */
const DL = `dl.rb_node:long*3 dl.parameters:u64*4 dl.runtime:u64 dl.deadline:u64 dl.flags:u32 dl.marks:u32*4
  dl.timer.node:long*3 dl.timer.expires:u64*2 dl.timer.function:image dl.timer.base:image dl.timer.state:long`;

export const TASK_3_10 = `
  ${HEAD_3} ${PRIORITIES} ${SE_3('')} ${POLICY(512)} mm:ptr active_mm:ptr ${STATE_3} ${CPU_TIMES} ${CLOCKS_3}
  ${TAIL_3('pi_waiters:list')}`;

/** RHEL 7: room for 5,120 processors, time kept by context (VIRT_CPU_ACCOUNTING_GEN), and a tail of Red Hat's own. */
export const TASK_RHEL7 = `
  ${HEAD_3} ${PRIORITIES} ${SE_3('')} ${POLICY(5120)} mm:ptr active_mm:ptr brk_randomized:u32 ${STATE_3} ${CPU_TIMES}
  vtime_seqlock:u32*2 vtime_snap:u64 vtime_snap_whence:u32 ${CLOCKS_3} ${TAIL_3('pi_waiters:list')}
  numa_group:ptr numa_faults:ptr numa_entry:list total_numa_faults:long rh_reserved:long*8
  dl.rb_node:long*3 dl.runtime:u64*6 dl.flags:u32 dl.timer:bytes*104`;

/** Debian 8: thread_node (since 3.14), deadline scheduling, and a cache of memory areas. */
export const TASK_3_16 = `
  ${HEAD_3} last_wakee:ptr wakee_flips:long wakee_flip_decay_ts:long wake_cpu:u32 ${PRIORITIES} ${SE_3('se.depth:u32')}
  ${POLICY(512, DL)} pushable_dl_tasks:long*3 mm:ptr active_mm:ptr brk_randomized:u32 vmacache_seqnum:u32 vmacache:ptr*4
  ${STATE_3} thread_node:list ${CPU_TIMES} ${CLOCKS_3}
  ${TAIL_3('pi_waiters:ptr pi_waiters_leftmost:ptr pi_top_task:ptr')}`;
