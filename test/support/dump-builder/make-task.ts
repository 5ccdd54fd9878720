import type { DrawnTask } from './drawing.ts';
import type { GuestTask } from './guest.ts';
import type { KernelModel } from './kernel-model.ts';
import { setHistory } from './history.ts';
import { flagsOf, letterOf, stateWordOf } from './make-state.ts';
import { make, makeCred, makeMm, makePid, setInlineCred, type Workshop } from './make-process.ts';
import type { KernelObject } from './objects.ts';
import { Random } from './random.ts';

/** The moments a task started, in nanoseconds since boot without and with suspend. */
export interface StartTimes {
  readonly monotonic: bigint;
  readonly boot: bigint;
  /** When the dump is taken. */
  readonly now: bigint;
}

/** A task that has a place, and those it points at. */
export interface Relatives {
  readonly object: KernelObject;
  readonly leader: KernelObject;
  readonly realParent: KernelObject;
  readonly parent: KernelObject;
  /** What the leader, or the parent, already has; threads share all of it. */
  readonly leaderTask: GuestTask | undefined;
  readonly parentTask: GuestTask | undefined;
  /** Whose address space it shares, if it does. */
  readonly memoryOf: GuestTask | undefined;
}

const STACK_SIZE = 8192;

/** Fills a placed task_struct and makes the objects it points at. Rings are linked later, over all tasks. */
export function makeTask(
  shop: Workshop,
  model: KernelModel,
  drawn: DrawnTask,
  relatives: Relatives,
  times: StartTimes,
): GuestTask {
  const { image, random } = shop;
  const { object, leader, realParent, leaderTask, parentTask } = relatives;
  // Where there is no real_parent, tracing does not touch the other.
  const parent = object.struct.has('real_parent') ? relatives.parent : realParent;
  const isIdle = drawn.pid === 0;
  const isThread = drawn.leader !== drawn;
  const name = (isIdle ? model.idleName : drawn.comm).slice(0, 15);
  const letter = letterOf(drawn, model);
  // What does not decide where anything lies is drawn apart, so that more of it leaves the layout as it is.
  const own = new Random(drawn.pid + Number(times.monotonic % 0x7fff_ffffn));
  const stateWord = stateWordOf(letter, drawn, model, own);
  const exitState = drawn.zombie ? model.zombie : 0;

  const stack = isIdle ? image.stack : stackAddress(shop, model, object);
  setHistory(
    object,
    { drawn, start: times.monotonic, now: times.now, stack, stackSize: STACK_SIZE },
    random,
    shop.heap,
  );
  object
    .set('state', stateWord)
    .set('exit_state', exitState)
    .set('exit_code', drawn.zombie ? 256 * random.below(3) : 0)
    .set('usage', 1 + random.below(3))
    .set('flags', flagsOf(drawn, model, own))
    .set('pid', drawn.pid)
    .set('tgid', drawn.leader.pid)
    .set('group_leader', leader.address)
    .set('real_parent', realParent.address)
    .set('parent', parent.address)
    .set('sched_class', image.schedClasses[isIdle ? 0 : drawn.comm.startsWith('migration') ? 2 : 1] ?? 0n)
    .set('stack', stack)
    .set('thread_info', stack);
  setTime(object, 'start_time', times.monotonic);
  setTime(object, 'start_boottime', times.boot);
  const comm = shop.memory.at(object.place('comm'), 16).fill(0);
  // The kernel copies a name with its end, and leaves behind it what an earlier, longer one left.
  if (!isIdle && random.chance(0.3)) shop.memory.writeText(object.place('comm'), 'kthread/parentXY', 16);
  comm.set(new TextEncoder().encode(`${name}\0`).subarray(0, 16));

  setInlineCred(shop, object, drawn, model);
  const cred = object.struct.has('cred') ? credOf(shop, model, drawn, leaderTask, parentTask) : undefined;
  if (cred !== undefined) object.set('real_cred', cred.address).set('cred', cred.address);

  const signal = isIdle
    ? image.signal
    : ((isThread ? leaderTask?.signal : undefined) ?? make(shop, 'signal_struct'));
  signal.set('nr_threads', 1 + drawn.leader.threads.length).set('live', 1 + drawn.leader.threads.length);
  object.set('signal', signal.address);
  const groupLives = !drawn.zombie || drawn.threads.some((thread) => !thread.zombie);
  const mm =
    relatives.memoryOf?.mm ??
    (drawn.kernelThread || !groupLives ? undefined : isThread ? leaderTask?.mm : makeMm(shop, object));
  const ownMm = drawn.zombie ? undefined : mm?.address;
  // A kernel thread holds somebody's address space only while it runs.
  object.set('mm', ownMm ?? 0n).set('active_mm', ownMm ?? (isIdle ? image.mm.address : 0n));
  setShared(shop, drawn, object, leaderTask);
  const pid = makePid(shop, model, drawn, object);
  if (!isThread && !isIdle) setSignal(signal, object, pid, name, own);

  return {
    object,
    cred,
    signal,
    pid,
    mm,
    truth: {
      comm: name,
      pid: drawn.pid,
      tgid: drawn.leader.pid,
      ppid: drawn.parent?.leader.pid ?? 0,
      uid: drawn.uid,
      gid: drawn.gid,
      euid: drawn.euid,
      egid: drawn.egid,
      state: letter,
      stateWord,
      exitState,
      kernelThread: drawn.kernelThread,
      startTime: object.struct.has('start_boottime') ? times.boot : times.monotonic,
      // Before there were namespaces, a number was all there was.
      namespacePids: [drawn.pid, ...(shop.structs.pid.has('level') ? drawn.namespacePids : [])],
      address: object.address,
      physical: object.physical,
      leader: leader.address,
      parent: realParent.address,
      threads: 1 + drawn.leader.threads.length,
    },
  };
}

/** Threads share their leader's credentials; a process has its own, or its parent's while nobody changed them. */
function credOf(
  shop: Workshop,
  model: KernelModel,
  drawn: DrawnTask,
  leader: GuestTask | undefined,
  parent: GuestTask | undefined,
): KernelObject {
  if (drawn.leader !== drawn && leader?.cred !== undefined) return leader.cred;
  const inherited = parent?.truth;
  const isSame =
    inherited?.uid === drawn.uid &&
    inherited.gid === drawn.gid &&
    inherited.euid === drawn.euid &&
    inherited.egid === drawn.egid;
  return isSame && parent?.cred !== undefined && parent.truth.pid !== 0 && shop.random.chance(0.3)
    ? parent.cred
    : makeCred(shop, model, drawn);
}

/** What a thread group's signals know of it: its leader, the leader's number, and who last set its alarm. */
function setSignal(
  signal: KernelObject,
  leader: KernelObject,
  pid: KernelObject,
  name: string,
  random: Random,
): void {
  const hasAlarm = random.chance(0.2);
  signal
    .set('curr_target', random.chance(0.5) ? leader.address : 0)
    .set('leader_task', leader.address)
    .set('leader_pid', pid.address)
    .set('pids', 0)
    .set('pids', pid.address, 1)
    .set('real_timer.start_pid', hasAlarm ? leader.get('pid') : -1)
    .set('real_timer.start_site', 0);
  if (hasAlarm && signal.struct.has('real_timer.start_comm'))
    signal.memory.writeText(signal.place('real_timer.start_comm'), name, 16);
}

/** Open files, folders, namespaces, signal handlers: the kernel's own, the leader's, or fresh ones. */
function setShared(
  shop: Workshop,
  drawn: DrawnTask,
  object: KernelObject,
  leader: GuestTask | undefined,
): void {
  const { image } = shop;
  const inherit = (member: string): bigint | undefined =>
    drawn.leader !== drawn && leader?.object.struct.has(member) === true
      ? leader.object.get(member)
      : undefined;
  const isKernel = drawn.kernelThread;
  const sighand =
    inherit('sighand') ?? (drawn.pid === 0 ? image.sighand : make(shop, 'sighand_struct')).address;
  object.set('sighand', sighand);
  if (drawn.zombie) {
    object.set('files', 0).set('fs', 0).set('nsproxy', 0);
    return;
  }
  object.set('files', inherit('files') ?? (isKernel ? image.files : make(shop, 'files_struct')).address);
  // init shares the idle task's still: kernel_thread(init, …, CLONE_FS), and no exec undoes that.
  const isCommon = isKernel || drawn.pid === 1;
  object.set('fs', inherit('fs') ?? (isCommon ? image.fs : make(shop, 'fs_struct')).address);
  object.set('nsproxy', image.nsproxy.address);
}

/**
 * Old kernels keep the stack in the direct map, with a thread_info at its foot that names the task; newer ones in
 * vmalloc space, which no pointer of ours resolves.
 */
function stackAddress({ memory, heap, random }: Workshop, model: KernelModel, task: KernelObject): bigint {
  if (!model.stacksAreMapped && memory.machine.wordSize === 8)
    return 0xffff_c900_0000_0000n + BigInt(random.below(0x8000)) * 0x8000n;
  const stack = heap.take('thread stack', STACK_SIZE, STACK_SIZE);
  memory.writeWord(stack, task.address);
  return memory.virtualOf(stack);
}

function setTime(object: KernelObject, member: string, time: bigint): void {
  const found = object.struct.members.find((candidate) => candidate.name === member);
  if (found === undefined) return;
  if (found.kind === 'timespec') object.setPair(member, time / 1_000_000_000n, time % 1_000_000_000n);
  else object.set(member, time);
}
