import type { SlabAllocator } from './allocator.ts';
import type { DrawnTask } from './drawing.ts';
import type { KernelObject } from './objects.ts';
import { someAddress } from './noise.ts';
import { Random } from './random.ts';

/** What a task has been through: decides the numbers that nobody looks for and that look like those they do. */
export interface Life {
  readonly drawn: DrawnTask;
  /** Nanoseconds since boot: when it started, and when the dump was taken. */
  readonly start: bigint;
  readonly now: bigint;
  /** Virtual address of its kernel stack, and how large that is. */
  readonly stack: bigint;
  readonly stackSize: number;
}

const HZ_NS = 4_000_000n;
/** jiffies begin five minutes before they wrap, so that the wrap is seen early (INITIAL_JIFFIES). */
const INITIAL_JIFFIES = 0xffff_ffffn - 300n * 250n + 1n;
const SIGCHLD = 17;

/**
 * Gives the members of a task_struct that no test asks for what the kernel would have there: scheduler times, counts
 * that rise with age, masks, addresses of the user's and of the stack. Members the kernel lacks are passed over.
 */
export function setHistory(task: KernelObject, life: Life, random: Random, heap: SlabAllocator): void {
  const { drawn, start, now } = life;
  const age = now - start;
  const isKernel = drawn.kernelThread;
  // Most kernel threads run once, when they are created, and never again.
  const sleepsForGood = isKernel && random.chance(0.5);
  const some = (bound: number): bigint => BigInt(random.below(Math.max(1, Math.min(bound, 2 ** 31))));
  const worked = sleepsForGood ? some(90_000) : some(Number(age / (isKernel ? 2000n : 40n)) + 1);
  const ran = sleepsForGood ? start + some(200_000) : now - some(Math.min(Number(age), 9_000_000_000));
  const isIdle = drawn.pid === 0;

  setScheduler(task, life, { worked, ran: isIdle ? now : ran }, random);
  setTimes(task, worked);
  const switches = sleepsForGood ? 1n + some(3) : 1n + some(Number(age / 40_000_000n) + 2);
  task
    .set('nvcsw', switches)
    .set('nivcsw', sleepsForGood ? 0 : some(Number(switches)))
    .set('last_switch_count', switches)
    .set('last_switch_time', jiffies(now) - some(5000))
    .set('min_flt', isKernel ? 0 : 80n + some(9000))
    .set('maj_flt', isKernel ? 0 : some(30))
    .set('lock_depth', -1)
    .set('exit_signal', drawn.leader === drawn ? SIGCHLD : -1)
    .set('pdeath_signal', 0)
    .set('personality', 0)
    .set('loginuid', drawn.uid >= 1000 ? drawn.uid : -1)
    .set('sessionid', drawn.uid >= 1000 ? 1 + random.below(9) : -1)
    .set('parent_exec_id', random.below(4))
    .set('self_exec_id', isKernel ? 0 : 1 + random.below(6))
    .set('timer_slack_ns', 50_000)
    .set('default_timer_slack_ns', 50_000)
    .set('curr_ret_stack', -1)
    .set('nr_dirtied_pause', 32)
    .set('dirty_paused_when', isKernel ? 0 : jiffies(now) - some(9000))
    .set('stack_canary', (BigInt(random.u32()) << 32n) | BigInt(random.u32() & 0xffff_ff00))
    .set('delays', task.memory.virtualOf(heap.take('task_delay_info', 96)))
    .set('io_context', isKernel || random.chance(0.6) ? 0 : someAddress(task.memory, random))
    .set('vfork_done', isKernel && !isIdle ? life.stack + BigInt(life.stackSize) - 200n : 0)
    .set('sysvsem', 0);
  setRecent(task, life, { worked, ran }, heap);
  for (const [i, part] of [3, 2, 1, 1].entries()) {
    task.set('ioac', isKernel ? 0 : some(100_000 * part), i);
    task.set(['rchar', 'wchar', 'syscr', 'syscw'][i] ?? '', isKernel ? 0 : some(100_000 * part));
  }
  for (const name of ['acct_rss_mem1', 'acct_vm_mem1', 'acct_timexpd', 'acct_stimexpd'])
    task.set(name, isKernel ? 0 : some(1_000_000));
  for (let i = 0; i < 4; i++) task.set('rss_stat', isKernel ? 0 : some(2000), i);
  setAddresses(task, life, random);
}

/** Structs that every task has one of its own, behind a pointer, with their sizes. */
const OWN_STRUCTS = [
  ['stack_vm_area', 64],
  ['security', 32],
  ['task_struct_rh', 96],
] as const;

/** What came with newer kernels: faults of memory nodes, timers of deadlines, rooms in reserve. */
function setRecent(
  task: KernelObject,
  { drawn }: Life,
  { worked, ran }: { worked: bigint; ran: bigint },
  heap: SlabAllocator,
): void {
  const { memory } = task;
  const random = new Random(drawn.pid + Number(worked % 0x7fff_ffffn));
  const isBalanced = !drawn.kernelThread && random.chance(0.5);
  task
    .set('numa_preferred_nid', isBalanced ? random.below(2) : -1)
    .set('numa_scan_seq', isBalanced ? random.below(40) : 0)
    .set('numa_scan_period', 1000)
    .set('numa_migrate_retry', isBalanced ? jiffies(ran) : 0)
    .set('node_stamp', isBalanced ? worked : 0)
    .set('last_task_numa_placement', isBalanced ? ran : 0)
    .set('last_sum_exec_runtime', isBalanced ? worked - worked / 7n : 0)
    .set('vtime_snap', ran)
    .set('dl.timer.start_pid', -1)
    .set('dl.timer.start_site', 0)
    .set('dl.inactive.start_pid', -1)
    .set('dl.inactive.start_site', 0)
    .set('cpuset_rotor', -1)
    .set('cpuset_rotor', -1, 1)
    .set('patch_state', -1)
    .set('sas_ss_flags', 2)
    .set('pagefault_disabled', 0)
    .set('oom_reaper_list', 0)
    .set('stack_refcount', 1)
    .set('restart_block.rest', 0);
  for (const [name, size] of OWN_STRUCTS)
    if (task.struct.has(name)) task.set(name, memory.virtualOf(heap.take(name, size)));
  if (task.struct.has('numa_work')) task.set('numa_work', task.pointerTo('numa_work'));
  if (task.struct.has('se.statistics') && task.struct.has('se.wait_start'))
    task.set('se.statistics', task.pointerTo('se.wait_start'));
  if (task.struct.has('cpus_ptr') && task.struct.has('cpus_allowed'))
    task.set('cpus_ptr', task.pointerTo('cpus_allowed'));
  for (const { name, count } of task.struct.members)
    if (/reserved|deprecated/.test(name)) for (let i = 0; i < count; i++) task.set(name, 0, i);
}

const jiffies = (time: bigint): bigint => BigInt.asUintN(32, INITIAL_JIFFIES + time / HZ_NS);

function setScheduler(
  task: KernelObject,
  { drawn, start, now }: Life,
  { worked, ran }: { worked: bigint; ran: bigint },
  random: Random,
): void {
  const { memory } = task;
  const isFast = drawn.comm.startsWith('migration') || drawn.comm.startsWith('watchdog');
  const priority = isFast ? 0 : drawn.comm.endsWith('H') ? 100 : 120;
  const waited = BigInt(random.below(1_000_000));
  for (const name of ['prio', 'normal_prio']) task.set(name, priority);
  task
    .set('static_prio', 120)
    .set('rt_priority', isFast ? 99 : 0)
    .set('policy', isFast ? 1 : 0)
    .set('load_weight', 128)
    .set('se.load', memory.machine.wordSize === 8 ? 1024 << 10 : 1024)
    .set('se.load_inv', 4_194_304)
    .set('se.on_rq', 0)
    .set('se.exec_start', ran)
    .set('se.sum_exec_runtime', worked)
    .set('se.prev_sum', worked - worked / 5n)
    .set('se.vruntime', worked + BigInt(random.below(2 ** 31)))
    .set('se.nr_migrations', random.below(40))
    .set('se.last_wakeup', ran)
    .set('se.start_runtime', worked / 2n)
    .set('se.wait_start', 0)
    .set('se.sleep_start', random.chance(0.5) ? ran + 3000n : 0)
    .set('se.block_start', 0)
    .set('se.sum_sleep', now - start - worked)
    .set('se.avg.last_update', ran)
    .set('timestamp', ran)
    .set('last_ran', ran)
    .set('sched_time', worked)
    .set('sleep_avg', random.below(1_000_000_000))
    .set('sched_info.pcount', 1 + random.below(5000))
    .set('sched_info.run_delay', waited)
    .set('sched_info.last_arrival', ran)
    .set('sched_info.queued', 0)
    .set('wakee_flip_decay_ts', jiffies(ran))
    .set('nr_cpus_allowed', 512)
    .set('pushable_tasks.prio', 140)
    .set('dl.timer.state', 0)
    .set('time_slice', 24);
  const perCpu = /\/(\d+)/.exec(drawn.comm);
  const cpus = task.struct.members.find((member) => member.name === 'cpus_allowed')?.count ?? 0;
  for (let i = 0; i < cpus; i++) {
    task.set('cpus_allowed', perCpu === null ? -1 : i === 0 ? 1 << (Number(perCpu[1]) % 32) : 0, i);
  }
}

/** Processor time: in ticks as a machine word until 4.10, in nanoseconds since. */
function setTimes(task: KernelObject, worked: bigint): void {
  const isTicks = task.struct.members.find((member) => member.name === 'utime')?.kind === 'long';
  const total = isTicks ? worked / HZ_NS : worked;
  const user = (total * 3n) / 5n;
  task
    .set('utime', user)
    .set('stime', total - user)
    .set('utimescaled', user)
    .set('stimescaled', total - user)
    .set('gtime', 0)
    .set('prev_cputime', user)
    .set('prev_cputime', total - user, 1)
    .set('prev_utime', user)
    .set('prev_stime', total - user);
  for (const name of ['expires.utime', 'expires.stime', 'expires.sum']) task.set(name, 0);
  for (const name of ['it_prof_expires', 'it_virt_expires', 'it_sched_expires']) task.set(name, 0);
}

/** Where the user's side keeps what it told the kernel of, and where the registers point. */
function setAddresses(task: KernelObject, { drawn, stack, stackSize }: Life, random: Random): void {
  const wide = task.memory.machine.wordSize === 8;
  const userAddress = (): bigint =>
    (wide ? 0x7f12_0000_0000n : 0xb700_0000n) + 16n * BigInt(random.below(0x10_0000));
  const thread = userAddress();
  const user = (address: bigint): bigint => (drawn.kernelThread ? 0n : address);
  const top = stack + BigInt(stackSize);
  task
    .set('set_child_tid', user(thread + 0x2d0n))
    .set('clear_child_tid', user(thread + 0x2d0n))
    .set('robust_list', user(thread + 0x2e0n))
    .set('compat_robust_list', 0)
    .set('rseq', 0)
    .set('sas_ss_sp', 0)
    .set('sas_ss_size', 0)
    .set('thread.sp0', top)
    .set('thread.sp', top - 0x100n - BigInt(8 * random.below(100)))
    .set('thread.usersp', user(userAddress()))
    .set('thread.fs', user(thread))
    .set('thread.fsbase', user(thread))
    .set('thread.gs', 0)
    .set('thread.gsbase', 0)
    .set('thread.cr2', user(userAddress()))
    .set('thread.trap_nr', user(14n))
    .set('thread.trap_no', user(14n))
    .set('thread.error_code', user(4n))
    .set('thread.fpu.last_cpu', random.chance(0.5) ? -1 : random.below(4));
}
