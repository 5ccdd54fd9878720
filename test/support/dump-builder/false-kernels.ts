import type { Guest } from './guest.ts';
import { KernelObject, linkRing, type ListNode } from './objects.ts';
import { Random } from './random.ts';

/** Kernels that are none: what somebody puts into memory to be taken for the machine. */

const PAGE = 4096;

/** A copy of a task_struct whose empty lists and pointers to itself have moved with it. */
export function movedCopy(guest: Guest, pid: number, at: number): KernelObject {
  const { memory, structs } = guest;
  const original = guest.task(pid).object;
  const struct = structs.task_struct;
  const copy = new KernelObject(memory, struct, at);
  memory.at(at, struct.size).set(memory.at(original.physical, struct.size));
  const { wordSize } = memory.machine;
  for (let offset = 0; offset + wordSize <= struct.size; offset += wordSize) {
    const word = memory.readWord(at + offset);
    const target = memory.physicalOf(word);
    if (target === undefined || target < original.physical) continue;
    if (target < original.physical + struct.size)
      memory.writeWord(at + offset, memory.virtualOf(at + target - original.physical));
  }
  return copy;
}

/**
 * A false kernel: an idle task and others that lead themselves, with names, pids and a parent, in a closed list. What
 * they lack is a kthreadd, and whatever else their makers did not think of. Answers where its idle task lies.
 */
export function addFalseKernel(guest: Guest, size: number, seed: number, place?: number): number {
  const random = new Random(seed);
  const { memory, structs } = guest;
  const slot = Math.ceil(structs.task_struct.size / 64) * 64;
  const pages = Math.ceil((slot * size) / PAGE);
  const start = place ?? guest.heap.take(`false kernel of ${pages} pages`, pages * PAGE, PAGE);
  const users = guest.tasks.filter((task) => !task.truth.kernelThread && task.truth.pid > 2);
  const copies = Array.from({ length: size }, (_, i) =>
    movedCopy(guest, i === 0 ? 0 : random.pick(users).truth.pid, start + i * slot),
  );
  const [idle] = copies;
  if (idle === undefined) throw new Error('A kernel has a task.');
  copies.forEach((copy, i) => {
    copy.set('group_leader', copy.address).set('real_parent', idle.address).set('parent', idle.address);
    if (i > 0) copy.set('pid', 100 + i).set('tgid', 100 + i);
    memory.writeText(copy.place('comm'), i === 0 ? guest.idle.truth.comm : `fake-${i}`, 16);
  });
  linkRing(copies.map((object): ListNode => ({ object, member: 'tasks' })));
  return idle.physical;
}
