import type { Guest } from './guest.ts';
import { linkRing, KernelObject, type ListNode } from './objects.ts';
import { Random } from './random.ts';

/** Things that look like what a search wants and are not. They lie where nothing drawn lies. */

const PAGE = 4096;

const sparePage = (guest: Guest): number => guest.heap.take('decoy page', PAGE, PAGE);

/** Writes the idle task's name all over stale pages, aligned and not. */
export function scatterName(guest: Guest, count: number, seed = 7): void {
  const random = new Random(seed);
  const pages = Array.from({ length: Math.ceil(count / 4) }, () => sparePage(guest));
  for (let i = 0; i < count; i++) {
    guest.memory.writeText(random.pick(pages) + random.below(PAGE - 16), guest.idle.truth.comm, 16);
  }
}

/** A copy of a task_struct in a slot of the tasks' own slab. */
function copyOf(guest: Guest, pid: number): KernelObject {
  const struct = guest.structs.task_struct;
  const copy = new KernelObject(guest.memory, struct, guest.heap.take('task_struct', struct.size));
  const original = guest.memory.at(guest.task(pid).object.physical, struct.size);
  guest.memory.at(copy.physical, struct.size).set(original);
  return copy;
}

/**
 * A whole false family: copies of real task_structs, names and all, linked to each other in a closed ring with a
 * false idle task at its head. Nobody leads himself in it: group_leader of every copy is still the original's.
 * Answers the virtual addresses.
 */
export function addFalseFamily(guest: Guest, size: number, seed = 11): readonly bigint[] {
  const random = new Random(seed);
  const copies = Array.from({ length: size }, (_, i) =>
    copyOf(guest, i === 0 ? 0 : random.pick(guest.tasks).truth.pid),
  );
  linkRing(copies.map((object): ListNode => ({ object, member: 'tasks' })));
  return copies.map((copy) => copy.address);
}

/** A long closed ring of list heads with nothing around them that a task has. */
export function addForeignRing(guest: Guest, length: number): void {
  const { memory } = guest;
  const { wordSize } = memory.machine;
  const nodes = Array.from({ length }, () => guest.heap.take('decoy node', 256));
  nodes.forEach((node, i) => {
    const next = nodes[(i + 1) % length] ?? node;
    const previous = nodes[(i + length - 1) % length] ?? node;
    memory.at(node, 256).fill(0);
    memory.writeWord(node + 64, memory.virtualOf(next + 64));
    memory.writeWord(node + 64 + wordSize, memory.virtualOf(previous + 64));
  });
}

/**
 * A task that has ended and whose memory nobody has used since: in no ring, with its name, pid, parent and the exit
 * state of the dead. Real dumps hold many. Answers its virtual address.
 */
export function addExitedTask(guest: Guest, comm: string, pid: number, parent: number): bigint {
  const task = copyOf(guest, parent);
  const rings = ['tasks', 'children', 'sibling', 'thread_group', 'thread_node', 'ptraced', 'ptrace_entry'];
  for (const ring of rings) {
    if (task.struct.has(ring)) task.setPair(ring, task.pointerTo(ring), task.pointerTo(ring));
  }
  const parentAddress = guest.task(parent).object.address;
  task
    .set('pid', pid)
    .set('tgid', pid)
    .set('group_leader', task.address)
    .set('real_parent', parentAddress)
    .set('parent', parentAddress)
    .set('mm', 0)
    .set('active_mm', 0)
    .set('state', guest.model.deadState)
    .set('exit_state', 48 - guest.model.zombie);
  guest.memory.writeText(task.place('comm'), comm, 16);
  return task.address;
}
