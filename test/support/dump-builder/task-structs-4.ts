import { DEADLINE, MIDDLE_3, NUMA, PIPES } from './task-structs-3.ts';
import { hrtimer } from './timers.ts';

/**
 * task_struct of the kernels of Ubuntu 16.04, 18.04 and 20.04, Debian 10 and RHEL 8, with the options these
 * distributions build with. Compared with include/linux/sched.h of Ubuntu's 4.4.0, of an Android 4.14, of v4.19 and of
 * Red Hat's 4.18.0-el8; what Android has added is left out. 5.4 is from memory, by what it shares with 4.19.
 */

const STATISTICS = `
  se.wait_start:u64 se.wait_max:u64 se.wait_count:u64 se.wait_sum:u64 se.iowait:u64*2
  se.sleep_start:u64 se.sleep_max:u64 se.sum_sleep:u64 se.block_start:u64 se.block_max:u64 se.exec_max:u64
  se.slice_max:u64 se.migrations:u64*5 se.nr_wakeups:u64*9 se.depth:u32 se.parent:ptr se.cfs_rq:image se.my_q:ptr`;

const RT = (queued: string): string =>
  `rt.run_list:list rt.timeout:long rt.watchdog_stamp:long rt.time_slice:u32 ${queued} rt.back:ptr`;
const QUEUED = 'rt.on_rq:u16 rt.on_list:u16';

const SE = `
  se.run_node:long*3 se.group_node:list se.on_rq:u32 se.exec_start:u64 se.sum_exec_runtime:u64
  se.vruntime:u64 se.prev_sum:u64 se.nr_migrations:u64 ${STATISTICS}`;

const AVERAGE = 'se.avg.sums:u64 se.avg.util_sum:u32 se.avg.period:u32 se.avg.averages:long*2';
const SE_4_4 = `se.load:long se.load_inv:u32 ${SE} se.avg.last_update:u64 ${AVERAGE} ${RT('')}`;

/** The averages stand on a cache line of their own. */
const SE_4_14 = `
  se.load:long@64 se.load_inv:u32 ${SE} se.avg.last_update:u64@64 ${AVERAGE} rt.start:u8@64 ${RT(QUEUED)}`;

const SE_4_19 = (reserve = ''): string => `
  se.load:long@64 se.load_inv:u32 se.runnable_weight:long ${SE} se.avg.last_update:u64@64 se.avg.sums:u64*2
  se.avg.util_sum:u32 se.avg.period:u32 se.avg.averages:long*3 se.avg.util_est:u32*2 se.end:u8@64 ${reserve}
  rt.start:u8@64 ${RT(QUEUED)}`;

const BOTH_TIMERS = [hrtimer('dl.timer', 'plain'), hrtimer('dl.inactive', 'plain')];
const DL_4_4 = DEADLINE(5, 'dl.marks:u32*4', [hrtimer('dl.timer', 'with statistics')]);
const DL_4_14 = DEADLINE(5, 'dl.marks:u32*4', BOTH_TIMERS);
const DL_4_19 = DEADLINE(5, 'dl.bits:u32', BOTH_TIMERS);

const WAKE = `wake_entry:ptr on_cpu:u32`;
const WAKEE = `wakee_flips:u32 wakee_flip_decay_ts:long last_wakee:ptr`;
const PRIORITIES = `wake_cpu:u32 on_rq:u32 prio:u32 static_prio:u32 normal_prio:u32 rt_priority:u32 sched_class:image`;

const POLICY = (cpus: number, deadline: string, areas = 'vmacache_seqnum:u64@w', mask = ''): string => `
  sched_task_group:image ${deadline} preempt_notifiers:ptr btrace_seq:u32 policy:u32 nr_cpus_allowed:u32
  ${mask} cpus_allowed:long*${cpus / 64}
  sched_info.pcount:long sched_info.run_delay:u64 sched_info.last_arrival:u64 sched_info.queued:u64
  tasks:list pushable_tasks.prio:u32@w pushable_tasks.prio_list:list pushable_tasks.node_list:list
  pushable_dl_tasks:long*3 mm:ptr active_mm:ptr ${areas} vmacache:ptr*4`;

const STATE = (counters: number): string => `
  rss_stat:u32*${counters} exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 jobctl:long personality:u32
  bits:u32*2 atomic_flags:long restart_block.fn:image restart_block.rest:long*5 pid:u32 tgid:u32 stack_canary:long
  real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr ptraced:list ptrace_entry:list`;

const CHILD_TIDS = `thread_group:list thread_node:list vfork_done:ptr set_child_tid:long clear_child_tid:long`;
const EXPIRES = `expires.utime:u64 expires.stime:u64 expires.sum:u64 cpu_timers:list*3`;
const NAMES = 'comm:chars16 nameidata:ptr sysvsem:ptr sysvshm:list';
const SHARED = `fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr`;

const SIGNALS = (altstack: string, waiters: string): string => `
  blocked:u64 real_blocked:u64 saved_sigmask:u64 pending.list:list pending.signal:u64
  sas_ss_sp:long sas_ss_size:long ${altstack} task_works:ptr audit_context:ptr loginuid:u32 sessionid:u32
  seccomp.mode:u32@w seccomp.filter:ptr parent_exec_id:u32 self_exec_id:u32 alloc_lock:u32 pi_lock:u32 wake_q:ptr
  pi_waiters:ptr pi_waiters_leftmost:ptr ${waiters} pi_blocked_on:ptr`;

const FAULTS = `numa_entry:list numa_group:ptr numa_faults:ptr total_numa_faults:long numa_faults_locality:long*3`;
/** Members of a group hang in no list of it any more. */
const FAULTS_4_19 = `numa_group:ptr numa_faults:ptr total_numa_faults:long numa_faults_locality:long*3`;
const FLUSH = 'tlb_ubc.cpumask:long*8 tlb_ubc.flags:u8*2';
const OOM = 'memcg_in_oom:ptr memcg_oom.flags:u32*2 memcg_nr_pages_over_high:u32';

/** The registers come last since 4.2, with room for as much state as the processor has. */
const THREAD = `
  thread.tls:u64*3@64 thread.sp0:long thread.sp:long thread.segments:u16*4 thread.fsbase:long thread.gsbase:long
  thread.bps:ptr*4 thread.debugreg6:long thread.dr7:long thread.cr2:long thread.trap_nr:long thread.error_code:long
  thread.io_bitmap:ptr thread.iopl:long thread.io_max:u32 thread.fpu.last_cpu:u32@64 thread.fpu.active:u8
  thread.fpu.state:bytes*832@64`;

export const TASK_4_4 = `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 ${WAKE} ${WAKEE} ${PRIORITIES} ${SE_4_4} ${POLICY(512, DL_4_4)}
  ${STATE(4)} pids:pid_link*3 ${CHILD_TIDS} utime:long stime:long utimescaled:long stimescaled:long gtime:long
  prev_cputime:long*2 prev_cputime.lock:u32 nvcsw:long nivcsw:long start_time:u64 start_boottime:u64 min_flt:long
  maj_flt:long expires.utime:long expires.stime:long expires.sum:u64 cpu_timers:list*3
  ptracer_cred:ptr real_cred:ptr cred:ptr ${NAMES} last_switch_count:long ${SHARED} ${SIGNALS('', '')} ${MIDDLE_3}
  ${NUMA(FAULTS)} ${FLUSH} ${PIPES} ${OOM} utask:ptr sequential_io:u32*2 pagefault_disabled:u32 ${THREAD}`;

/** thread_info lies in the task itself since 4.9, and with CONFIG_VMAP_STACK the stack in vmalloc space. */
const HEAD = `
  thread_info.flags:long thread_info.status:u32 state:long stack:long usage:u32 flags:u32 ptrace:u32 ${WAKE} cpu:u32
  ${WAKEE}`;
const RECENT = 'recent_used_cpu:u32';

const CLOCKS = (
  expires = EXPIRES,
  hung = 'last_switch_count:long last_switch_time:long',
  key = '',
): string => `
  utime:u64 stime:u64 gtime:u64 prev_cputime:u64*2 prev_cputime.lock:u32 nvcsw:long nivcsw:long
  start_time:u64 start_boottime:u64 min_flt:long maj_flt:long ${expires}
  ptracer_cred:ptr real_cred:ptr cred:ptr ${key} ${NAMES} ${hung}`;

/** A mutex begins with its owner since 4.10. */
const MIDDLE = MIDDLE_3.replace(
  /perf_event_mutex.count\S* perf_event_mutex.lock\S*\s+perf_event_mutex.wait\S* perf_event_mutex.owner\S*/,
  'perf_event_mutex.owner:long perf_event_mutex.lock:u32@w perf_event_mutex.osq:u32 perf_event_mutex.wait:list',
);
const SIGNALS_NEW = SIGNALS('sas_ss_flags:u32', 'pi_top_task:ptr');
const RSEQ = 'rseq:long rseq_len:u32 rseq_sig:u32 rseq_event_mask:long';
const TAIL = (memcg: string, security: string): string => `
  ${PIPES} ${OOM} ${memcg} utask:ptr sequential_io:u32*2 pagefault_disabled:u32 oom_reaper_list:ptr stack_vm_area:ptr
  stack_refcount:u32 patch_state:u32 ${security}`;
const CHARGED = 'active_memcg:ptr throttle_queue:ptr';

export const TASK_4_14 = `
  ${HEAD} ${PRIORITIES} ${SE_4_14} ${POLICY(8192, DL_4_14)} ${STATE(5)} pids:pid_link*3 ${CHILD_TIDS}
  ${CLOCKS(EXPIRES, 'last_switch_count:long')} ${SHARED} ${SIGNALS_NEW} ${MIDDLE} ${NUMA(FAULTS)} ${FLUSH}
  ${TAIL('', 'security:ptr')} ${THREAD}`;

export const TASK_4_19 = `
  ${HEAD} ${RECENT} ${PRIORITIES} ${SE_4_19()} ${POLICY(512, DL_4_19)} ${STATE(5)} thread_pid:ptr pid_links:hlist*4
  ${CHILD_TIDS} ${CLOCKS()} ${SHARED} ${SIGNALS_NEW} ${MIDDLE} ${NUMA(FAULTS_4_19)} ${RSEQ} ${FLUSH}
  ${TAIL(CHARGED, 'security:ptr')} ${THREAD}`;

/**
 * RHEL 8 (4.18): where the pids were, only the pointers of three are left, with other members in place of their links;
 * the links are at the end. What is newer is in a struct of its own (task_struct_rh).
 */
export const TASK_RHEL8 = `
  ${HEAD} ${RECENT} ${PRIORITIES} ${SE_4_19('se.reserved:long*4')} ${POLICY(8192, DL_4_19)} ${STATE(5)}
  active_memcg:ptr reserved.2:long thread_pid:ptr cpus_ptr:ptr task_struct_rh:ptr rh_pgid:ptr reserved.5:long*2
  rh_sid:ptr ${CHILD_TIDS} ${CLOCKS('deprecated:long*9', 'last_switch_count:long')} ${SHARED} ${SIGNALS_NEW} ${MIDDLE}
  ${NUMA(FAULTS)} ${RSEQ} ${FLUSH} ${TAIL('throttle_queue:ptr', 'security:ptr')} pid_links:hlist*4 ${THREAD}`;

/** Timers of processor time hang in trees since 5.4, and a key that was asked for is remembered. */
const POSIX_TIMERS = 'posix_cputimers.bases:long*9 posix_cputimers.active:u32*2';

/** Ubuntu 20.04. */
export const TASK_5_4 = `
  ${HEAD} ${RECENT} ${PRIORITIES} ${SE_4_19()}
  ${POLICY(8192, `${DL_4_19} uclamp:u32*4`, 'vmacache_seqnum:u64@w', 'cpus_ptr:ptr')} ${STATE(5)} thread_pid:ptr
  pid_links:hlist*4 ${CHILD_TIDS} ${CLOCKS(POSIX_TIMERS, 'last_switch_count:long last_switch_time:long', 'cached_requested_key:ptr')}
  ${SHARED} ${SIGNALS_NEW} ${MIDDLE} ${NUMA(FAULTS_4_19)} ${RSEQ} ${FLUSH} ${TAIL(CHARGED, 'security:ptr')} ${THREAD}`;
