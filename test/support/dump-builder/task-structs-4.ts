import { TAIL_3 } from './task-structs-3.ts';

/**
 * task_struct of the kernels of Ubuntu 16.04 and 18.04, Debian 10 and RHEL 8, as include/linux/sched.h of
 * v4.4, v4.14 and v4.19 has it, from memory (v4.19's was compared with the header), with the options these
 * distributions build with.
 */

const STATISTICS = `
  se.wait_start:u64 se.wait_max:u64 se.wait_count:u64 se.wait_sum:u64 se.iowait:u64*2
  se.sleep_start:u64 se.sleep_max:u64 se.sum_sleep:u64 se.block_start:u64 se.block_max:u64 se.exec_max:u64
  se.slice_max:u64 se.migrations:u64*5 se.nr_wakeups:u64*9 se.depth:u32 se.parent:ptr se.cfs_rq:image se.my_q:ptr`;

const RT = `rt.run_list:list rt.timeout:long rt.watchdog_stamp:long rt.time_slice:u32 rt.on_rq:u16 rt.back:ptr`;

const SE = `
  se.run_node:long*3 se.group_node:list se.on_rq:u32 se.exec_start:u64 se.sum_exec_runtime:u64
  se.vruntime:u64 se.prev_sum:u64 se.nr_migrations:u64 ${STATISTICS}`;

const SE_4_4 = `
  se.load:long se.load_inv:u32 ${SE} se.avg.last_update:u64 se.avg.sums:u64 se.avg.util_sum:u32 se.avg.period:u32
  se.avg.averages:long*2 ${RT}`;

/** The averages stand on a cache line of their own since 4.14. */
const SE_4_14 = `
  se.load:long@64 se.load_inv:u32 ${SE} se.avg.last_update:u64@64 se.avg.sums:u64 se.avg.util_sum:u32
  se.avg.period:u32 se.avg.averages:long*2 rt.start:u8@64 ${RT}`;

const SE_4_19 = `
  se.load:long@64 se.load_inv:u32 se.runnable_weight:long ${SE} se.avg.last_update:u64@64 se.avg.sums:u64*3
  se.avg.util_sum:u32 se.avg.period:u32 se.avg.averages:long*3 se.avg.util_est:u32*2 rt.start:u8@64 ${RT}`;

const DL = `
  dl.rb_node:long*3 dl.parameters:u64*5 dl.runtime:u64 dl.deadline:u64 dl.flags:u32 dl.bits:u32
  dl.timer.node:long*3 dl.timer.expires:u64*2 dl.timer.function:image dl.timer.base:ptr dl.timer.state:u32`;

/** Since 4.16 a second timer gives back the bandwidth of those who sleep. */
const DL_4_19 = `${DL} dl.inactive.node:long*3 dl.inactive.expires:u64*2 dl.inactive.function:image
  dl.inactive.base:ptr dl.inactive.state:u32`;

const WAKE = `wake_entry:ptr on_cpu:u32`;
const WAKEE = `wakee_flips:u32 wakee_flip_decay_ts:long last_wakee:ptr`;
const PRIORITIES = `wake_cpu:u32 on_rq:u32 prio:u32 static_prio:u32 normal_prio:u32 rt_priority:u32 sched_class:image`;

const POLICY = (cpus: number, deadline = DL): string => `
  sched_task_group:image ${deadline} preempt_notifiers:ptr btrace_seq:u32 policy:u32 nr_cpus_allowed:u32
  cpus_allowed:long*${cpus / 64}
  sched_info.pcount:long sched_info.run_delay:u64 sched_info.last_arrival:u64 sched_info.queued:u64
  tasks:list pushable_tasks.prio:u32@w pushable_tasks.prio_list:list pushable_tasks.node_list:list
  pushable_dl_tasks:long*3 mm:ptr active_mm:ptr vmacache_seqnum:u64@w vmacache:ptr*4 rss_stat:u32*5`;

const STATE = `
  exit_state:u32 exit_code:u32 exit_signal:u32 pdeath_signal:u32 jobctl:long personality:u32 bits:u32*2
  atomic_flags:long restart_block.fn:image restart_block.rest:long*5 pid:u32 tgid:u32 stack_canary:long
  real_parent:ptr parent:ptr children:list sibling:list group_leader:ptr ptraced:list ptrace_entry:list`;

const CHILD_TIDS = `thread_group:list thread_node:list vfork_done:ptr set_child_tid:long clear_child_tid:long`;

const EXPIRES = `expires.utime:u64 expires.stime:u64 expires.sum:u64 cpu_timers:list*3`;

const SHARED = `fs:ptr files:ptr nsproxy:ptr signal:ptr sighand:ptr`;
const WAITERS = 'wake_q:ptr pi_waiters:ptr pi_waiters_leftmost:ptr pi_top_task:ptr';
/** The registers come last since 4.2, with room for as much state as the processor has. */
const THREAD = `
  thread.tls:u64*3@64 thread.sp0:long thread.sp:long thread.segments:u16*4 thread.fsbase:long thread.gsbase:long
  thread.bps:ptr*4 thread.debugreg6:long thread.dr7:long thread.cr2:long thread.trap_nr:long thread.error_code:long
  thread.io_bitmap:ptr thread.iopl:long thread.io_max:u32 thread.fpu.last_cpu:u32@64 thread.fpu.active:u8
  thread.fpu.state:bytes*832@64`;

export const TASK_4_4 = `
  state:long stack:ptr usage:u32 flags:u32 ptrace:u32 ${WAKE} ${WAKEE} ${PRIORITIES} ${SE_4_4} ${POLICY(512)}
  ${STATE} pids:pid_link*3 ${CHILD_TIDS} utime:long stime:long utimescaled:long stimescaled:long gtime:long
  prev_cputime:long*2 prev_cputime.lock:u32 nvcsw:long nivcsw:long start_time:u64 start_boottime:u64 min_flt:long
  maj_flt:long expires.utime:long expires.stime:long expires.sum:u64 cpu_timers:list*3
  real_cred:ptr cred:ptr comm:chars16 nameidata:ptr sysvsem:ptr sysvshm:list last_switch_count:long ${SHARED}
  ${TAIL_3(WAITERS)} ${THREAD}`;

/** thread_info lies in the task itself since 4.9, and with CONFIG_VMAP_STACK the stack in vmalloc space. */
const HEAD = `
  thread_info.flags:long thread_info.status:u32 state:long stack:long usage:u32 flags:u32 ptrace:u32 ${WAKE} cpu:u32
  ${WAKEE} ${PRIORITIES}`;

const CLOCKS = `
  utime:u64 stime:u64 gtime:u64 prev_cputime:u64*2 prev_cputime.lock:u32 nvcsw:long nivcsw:long
  start_time:u64 start_boottime:u64 min_flt:long maj_flt:long ${EXPIRES}
  ptracer_cred:ptr real_cred:ptr cred:ptr comm:chars16 nameidata:ptr sysvsem:ptr sysvshm:list last_switch_count:long`;

export const TASK_4_14 = `
  ${HEAD} ${SE_4_14} ${POLICY(8192)} ${STATE} pids:pid_link*3 ${CHILD_TIDS} ${CLOCKS} ${SHARED}
  ${TAIL_3(WAITERS)} ${THREAD}`;

export const TASK_4_19 = `
  ${HEAD} ${SE_4_19} ${POLICY(512, DL_4_19)} ${STATE} thread_pid:ptr pid_links:hlist*4 ${CHILD_TIDS} ${CLOCKS}
  last_switch_time:long ${SHARED} ${TAIL_3(WAITERS)} rseq:long rseq_len:u32 rseq_sig:u32 rseq_event_mask:long
  ${THREAD}`;
