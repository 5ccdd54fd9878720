import type { Guest, GuestTask } from './guest.ts';
import { KernelObject } from './objects.ts';
import type { Random } from './random.ts';

/** Tasks that are none any more, and those that never count: what lies beside the living in the slabs of task_struct. */

const PF_EXITING = 0x4;
const PF_KTHREAD = 0x20_0000;
/** LIST_POISON1 and 2 (include/linux/poison.h); POISON_POINTER_DELTA is added on 64-bit kernels. */
const poison = (guest: Guest): [bigint, bigint] =>
  guest.memory.machine.wordSize === 8
    ? [0xdead_0000_0010_0100n, 0xdead_0000_0020_0200n]
    : [0x10_0100n, 0x20_0200n];

const takeTask = (guest: Guest): KernelObject => {
  const struct = guest.structs.task_struct;
  return new KernelObject(guest.memory, struct, guest.heap.take('task_struct', struct.size));
};

function copyOf(guest: Guest, { object }: GuestTask): KernelObject {
  const copy = takeTask(guest);
  const { size } = object.struct;
  guest.memory.at(copy.physical, size).set(guest.memory.at(object.physical, size));
  return copy;
}

const empty = (task: KernelObject, members: readonly string[]): void => {
  for (const member of members)
    if (task.struct.has(member)) task.setPair(member, task.pointerTo(member), task.pointerTo(member));
};

/**
 * Tasks that have ended and been freed: the links that list_del_rcu has left lead on into the living, those before are
 * poison, struct pid and signals are gone; SLUB has put its list of free objects through some, and others have been
 * half overwritten by who came next. Answers them.
 */
export function addGhosts(guest: Guest, count: number, random: Random): KernelObject[] {
  const { model, tasks } = guest;
  const [, poisoned] = poison(guest);
  const living = tasks.filter(({ truth }) => truth.pid > 2);
  return Array.from({ length: count }, () => {
    const of = random.pick(living);
    const ghost = copyOf(guest, of);
    const isThread = of.truth.pid !== of.truth.tgid;
    const pid = random.chance(0.8) ? 300 + random.below(32_000) : of.truth.pid;
    ghost
      .set('pid', pid)
      .set('tgid', isThread ? of.truth.tgid : pid)
      .set('state', model.deadState)
      .set('exit_state', 48 - model.zombie)
      .set('flags', (of.truth.kernelThread && model.marksKernelThreads ? PF_KTHREAD : 0) | PF_EXITING)
      .set('usage', 0)
      .set('mm', 0)
      .set('active_mm', 0)
      .set('signal', 0)
      .set('sighand', 0)
      .set('files', 0)
      .set('fs', 0)
      .set('nsproxy', 0)
      .set('thread_pid', 0)
      .set('group_leader', isThread ? of.truth.leader : ghost.address);
    empty(ghost, ['children', 'sibling', 'ptraced', 'ptrace_entry', 'cg_list']);
    for (const member of ['tasks', 'thread_group', 'thread_node'])
      if (ghost.struct.has(member)) ghost.setPair(member, of.object.get(member), poisoned);
    const { wordSize } = guest.memory.machine;
    if (ghost.struct.has('pids'))
      for (let type = 0; type < 3; type++) {
        ghost.setPair('pids', 0n, poisoned, type);
        guest.memory.writeWord(ghost.place('pids', type) + 2 * wordSize, 0n);
      }
    decay(guest, ghost, random);
    return ghost;
  });
}

/** What becomes of a freed object. */
function decay(guest: Guest, ghost: KernelObject, random: Random): void {
  const { memory } = guest;
  const { size } = ghost.struct;
  const fate = random.below(5);
  if (fate < 2)
    memory.writeWord(ghost.physical, random.chance(0.5) ? 0n : random.pick(guest.tasks).object.address);
  if (fate === 3) {
    const half = random.chance(0.5) ? 0 : size >> 1;
    const bytes = memory.at(ghost.physical + half, size - (size >> 1) - 8);
    for (let i = 0; i < bytes.length; i++) bytes[i] = random.chance(0.5) ? 0 : random.below(256);
  }
  if (fate === 4) memory.at(ghost.physical, (size * random.below(100)) / 100).fill(0x6b);
}

/**
 * The idle tasks of the other processors, as fork_idle makes them: copies of what was the first process when the
 * kernel started, with number 0 and in no list; their own links are the ones that process had.
 */
export function addIdleTasks(guest: Guest, count: number): KernelObject[] {
  const { idle, model } = guest;
  const init = guest.task(1).object;
  return Array.from({ length: count }, (_, i) => {
    const task = copyOf(guest, idle);
    const signal = guest.heap.take(`signal_struct+0`, guest.structs.signal_struct.size);
    const signals = new KernelObject(guest.memory, guest.structs.signal_struct, signal);
    guest.memory
      .at(signal, signals.struct.size)
      .set(guest.memory.at(idle.signal.physical, signals.struct.size));
    task.set('group_leader', task.address).set('signal', signals.address).set('real_parent', init.address);
    task.set('parent', init.address);
    for (const { name, kind, count: elements } of task.struct.members)
      if (kind === 'list')
        for (let at = 0; at < elements; at++) {
          const own = task.pointerTo(name, at);
          if (idle.object.get(name, at) === idle.object.pointerTo(name, at)) task.setPair(name, own, own, at);
        }
    empty(task, ['children', 'sibling', 'thread_group', 'ptraced', 'ptrace_entry', 'cg_list']);
    if (task.struct.has('thread_node')) {
      task.setPair('thread_node', signals.pointerTo('thread_head'), signals.pointerTo('thread_head'));
      signals.setPair('thread_head', task.pointerTo('thread_node'), task.pointerTo('thread_node'));
    }
    // What the first process had when it was copied: itself between init_task and who came second.
    const second = guest.tasks.find(({ truth }) => truth.pid === 2) ?? guest.task(1);
    task.setPair('tasks', second.object.pointerTo('tasks'), idle.object.pointerTo('tasks'));
    const name = model.idleName === 'swapper' ? 'swapper' : `swapper/${i + 1}`;
    guest.memory.writeText(task.place('comm'), name, 16);
    return task;
  });
}
