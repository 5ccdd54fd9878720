import { hrtimer } from './timers.ts';

/**
 * task_struct of the kernels of RHEL 7, Debian 8 and Ubuntu 14.04, with the options these distributions build with.
 * Compared with include/linux/sched.h of Red Hat's 3.10.0-el7 as it was in 7.0 and as it is in 7.9, which is v3.10's
 * with members that Red Hat has added, and of v3.16.
 */

const STATISTICS = `
  se.wait_start:u64 se.wait_max:u64 se.wait_count:u64 se.wait_sum:u64 se.iowait:u64*2
  se.sleep_start:u64 se.sleep_max:u64 se.sum_sleep:u64 se.block_start:u64 se.block_max:u64 se.exec_max:u64
  se.slice_max:u64 se.migrations:u64*5 se.nr_wakeups:u64*9`;
const GROUP = 'se.parent:ptr se.cfs_rq:image se.my_q:ptr';
const AVERAGE = `se.avg.runnable_sum:u32@w se.avg.runnable_period:u32 se.avg.last_update:u64 se.avg.decay_count:u64
  se.avg.load:long`;

const SE_3 = (load: string, behind: string): string => `
  se.load:long ${load} se.run_node:long*3 se.group_node:list se.on_rq:u32 se.exec_start:u64
  se.sum_exec_runtime:u64 se.vruntime:u64 se.prev_sum:u64 se.nr_migrations:u64 ${behind}
  rt.run_list:list rt.timeout:long rt.watchdog_stamp:long rt.time_slice:u32 rt.back:ptr`;
const INVERSE_LONG = 'se.load_inv:long';

const HEAD_3 = `state:long stack:ptr usage:u32 flags:u32 ptrace:u32 wake_entry:ptr on_cpu:u32`;
const WAKEE = 'last_wakee:ptr wakee_flips:long wakee_flip_decay_ts:long wake_cpu:u32';
const PRIORITIES = `on_rq:u32 prio:u32 static_prio:u32 normal_prio:u32 rt_priority:u32 sched_class:image`;

const POLICY = (cpus: number, before: string): string => `
  sched_task_group:image ${before} btrace_seq:u32 policy:u32 nr_cpus_allowed:u32 cpus_allowed:long*${cpus / 64}
  sched_info.pcount:long sched_info.run_delay:u64 sched_info.last_arrival:u64 sched_info.queued:u64
  tasks:list pushable_tasks.prio:u32@w pushable_tasks.prio_list:list pushable_tasks.node_list:list`;
const FPU_COUNTER = 'preempt_notifiers:ptr fpu_counter:u8';

const STATE_3 = (bits = 'bits:u32'): string => `
  rss_stat:u32*4 exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 jobctl:u32 personality:u32 ${bits}
  pid:u32 tgid:u32 stack_canary:long real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr
  ptraced:list ptrace_entry:list pids:pid_link*3 thread_group:list`;

const CPU_TIMES = (kind: 'long' | 'u64'): string => `
  vfork_done:ptr set_child_tid:long clear_child_tid:long utime:${kind} stime:${kind} utimescaled:${kind}
  stimescaled:${kind} gtime:${kind} prev_cputime:${kind}*2`;

const THREAD_3 = `
  thread.tls:u64*3 thread.sp0:long thread.sp:long thread.usersp:long thread.segments:u16*4 thread.fs:long
  thread.gs:long thread.bps:ptr*4 thread.debugreg6:long thread.dr7:long thread.cr2:long thread.trap_nr:long
  thread.error_code:long thread.fpu.last_cpu:u32@w thread.fpu.has_fpu:u32 thread.fpu.state:ptr thread.io_bitmap:ptr
  thread.iopl:long thread.io_max:u32`;

const CLOCKS_3 = (hung = 'last_switch_count:long'): string => `
  nvcsw:long nivcsw:long start_time:timespec start_boottime:timespec min_flt:long maj_flt:long
  expires.utime:long expires.stime:long expires.sum:u64 cpu_timers:list*3
  real_cred:ptr cred:ptr comm:chars16 link_count:u32 total_link_count:u32 sysvsem:ptr ${hung}
  ${THREAD_3} fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr`;

const SIGNALS_3 = (waiters: string): string => `
  blocked:u64 real_blocked:u64 saved_sigmask:u64 pending.list:list pending.signal:u64
  sas_ss_sp:long sas_ss_size:long notifier:ptr notifier_data:ptr notifier_mask:ptr task_works:ptr audit_context:ptr
  loginuid:u32 sessionid:u32 seccomp.mode:u32@w seccomp.filter:ptr parent_exec_id:u32 self_exec_id:u32
  alloc_lock:u32 pi_lock:u32 ${waiters}`;

/** From the journal to the events of performance, as 3.10 to 4.9 have it. */
export const MIDDLE_3 = `
  journal_info:ptr bio_list:ptr plug:ptr reclaim_state:ptr backing_dev_info:ptr io_context:ptr ptrace_message:long
  last_siginfo:ptr ioac:u64*7 acct_rss_mem1:u64 acct_vm_mem1:u64 acct_timexpd:long mems_allowed:long*16
  mems_allowed_seq:u32 cpuset_rotor:u32*2 cgroups:image cg_list:list robust_list:long compat_robust_list:long
  pi_state_list:list pi_state_cache:ptr perf_event_ctxp:ptr*2 perf_event_mutex.count:u32@w perf_event_mutex.lock:u32
  perf_event_mutex.wait:list perf_event_mutex.owner:ptr perf_event_list:list mempolicy:ptr il_next:u16
  pref_node_fork:u16`;

/** Faults of memory nodes, in full; `faults` differs. */
export const NUMA = (faults: string): string => `
  numa_scan_seq:u32 numa_scan_period:u32 numa_scan_period_max:u32 numa_preferred_nid:u32 numa_migrate_retry:long
  node_stamp:u64 last_task_numa_placement:u64 last_sum_exec_runtime:u64 numa_work:long*2 ${faults}
  numa_pages_migrated:long`;
const FAULTS_3 = `numa_entry:list numa_group:ptr numa_faults:ptr total_numa_faults:long numa_faults_buffer:ptr*3
  numa_faults_locality:long*2`;
/** Before 3.13. */
const NUMA_3_10 =
  'numa_scan_seq:u32 numa_migrate_seq:u32 numa_scan_period:u32 node_stamp:u64 numa_work:long*2';

/** What a program has open and how it writes, and what traces it. */
export const PIPES = `
  rcu:long*2 splice_pipe:ptr task_frag.page:ptr task_frag.offset:u32 task_frag.size:u32 delays:ptr nr_dirtied:u32
  nr_dirtied_pause:u32 dirty_paused_when:long timer_slack_ns:long default_timer_slack_ns:long curr_ret_stack:u32
  ret_stack:ptr ftrace_timestamp:u64 trace_overrun:u32 tracing_graph_pause:u32 trace:long trace_recursion:long`;

const BATCH = 'memcg_batch:long*4 memcg_kmem_skip_account:u32';
const OOM = 'memcg_oom.memcg:ptr memcg_oom.flags:u32*2 memcg_oom.may:u32';
const USED = 'ptrace_bp_refcnt:u32 utask:ptr sequential_io:u32*2';
const PLIST = 'pi_waiters:list pi_blocked_on:ptr';
const TREE = 'pi_waiters:ptr pi_waiters_leftmost:ptr pi_blocked_on:ptr';

export const TASK_3_10 = `
  ${HEAD_3} ${PRIORITIES} ${SE_3(INVERSE_LONG, `${STATISTICS} ${GROUP} ${AVERAGE}`)} ${POLICY(512, FPU_COUNTER)}
  mm:ptr active_mm:ptr ${STATE_3()} ${CPU_TIMES('long')} ${CLOCKS_3()} ${SIGNALS_3(PLIST)} ${MIDDLE_3} ${NUMA_3_10}
  ${PIPES} ${BATCH} ${USED}`;

const HEAD_RHEL7 = `${HEAD_3} ${WAKEE} ${PRIORITIES}`;
const BODY_RHEL7 = `${POLICY(5120, FPU_COUNTER)} mm:ptr active_mm:ptr`;
const TIMES_RHEL7 = `thread_node:list ${CPU_TIMES('u64')} vtime_seqlock:u32*2 vtime_snap:u64 vtime_snap_whence:u32`;

/** RHEL 7.0: room for 5,120 processors, time kept by context (VIRT_CPU_ACCOUNTING_GEN), members in reserve. */
export const TASK_RHEL7 = `
  ${HEAD_RHEL7} ${SE_3(INVERSE_LONG, `${STATISTICS} ${GROUP} ${AVERAGE} se.reserved:long*4`)} ${BODY_RHEL7}
  ${STATE_3()} ${TIMES_RHEL7} ${CLOCKS_3()} ${SIGNALS_3(PLIST)} ${MIDDLE_3} ${NUMA(FAULTS_3)} ${PIPES} ${BATCH} ${USED}
  reserved:long*8`;

/** Since 3.14, with a second timer since 4.13 (and in RHEL 7.9) that gives back the bandwidth of those who sleep. */
export const DEADLINE = (parameters: number, marks: string, timers: readonly string[]): string => `
  dl.rb_node:long*3 dl.parameters:u64*${parameters} dl.runtime:u64 dl.deadline:u64 dl.flags:u32 ${marks}
  ${timers.join(' ')}`;

/** RHEL 7.9: what newer kernels keep where there was no room for it stands at the end, or takes a reserve's place. */
export const TASK_RHEL7_9 = `
  ${HEAD_RHEL7} ${SE_3(INVERSE_LONG, `${GROUP} ${AVERAGE} se.statistics:ptr se.depth:u32@w se.reserved:long*2`)}
  ${BODY_RHEL7} ${STATE_3('bits:u32*2')} ${TIMES_RHEL7} ${CLOCKS_3('')} ${SIGNALS_3(TREE)} ${MIDDLE_3} ${NUMA(FAULTS_3)}
  ${PIPES} memcg_kmem_skip_account:u32 memcg_nr_pages_over_high:u32 ${USED} last_switch_count:long atomic_flags:long
  reserved:long mm_shmempages:u32@w closid:u32@w patch_state:u32@w rmid:u32@w pagefault_disabled:u32@w ${OOM}
  tlb_ubc.cpumask:long*80 tlb_ubc.flags:u8*2
  ${DEADLINE(5, 'dl.marks:u32*4', [hrtimer('dl.timer', 'with statistics'), hrtimer('dl.inactive', 'with statistics')])}
  pushable_dl_tasks:long*3 ${STATISTICS} wake_q:ptr vtime.times:u64*2 vtime.lock:u32 exec_ids:u64*2`;

/** Debian 8: thread_node (since 3.14), deadline scheduling, and a cache of memory areas. */
export const TASK_3_16 = `
  ${HEAD_3} ${WAKEE} ${PRIORITIES} ${SE_3('se.load_inv:u32', `${STATISTICS} se.depth:u32 ${GROUP} ${AVERAGE}`)}
  ${POLICY(
    512,
    `${DEADLINE(4, 'dl.marks:u32*4', [hrtimer('dl.timer', 'with statistics')])} preempt_notifiers:ptr`,
  )} pushable_dl_tasks:long*3 mm:ptr active_mm:ptr brk_randomized:u32 vmacache_seqnum:u32 vmacache:ptr*4
  ${STATE_3()} thread_node:list ${CPU_TIMES('long')} ${CLOCKS_3()} ${SIGNALS_3(`${TREE} pi_top_task:ptr`)} ${MIDDLE_3}
  ${NUMA(FAULTS_3)} ${PIPES} ${BATCH} ${OOM} utask:ptr sequential_io:u32*2`;
