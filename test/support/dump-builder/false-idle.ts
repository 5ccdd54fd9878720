import { movedCopy } from './false-kernels.ts';
import type { Guest } from './guest.ts';
import type { KernelObject } from './objects.ts';

/** Places that the search may take for init_task, each of which fails another of its tests. */

const PAGE = 4096;
/** Memory around a decoy in which nothing else lies: more than the search looks at around a name. */
const AROUND = 0x4000;

/** The middle of a stretch of zeros. */
function clearing(guest: Guest): number {
  const start = guest.heap.take('clearing', 2 * AROUND + PAGE, PAGE);
  guest.memory.at(start, 2 * AROUND + PAGE).fill(0);
  return start + AROUND;
}

/** The idle task's name on zeros, or, with `lists`, beside as many empty lists. Answers where it stands. */
export function addLoneName(guest: Guest, lists = 0): number {
  const { memory, idle } = guest;
  const at = clearing(guest);
  memory.writeText(at, idle.truth.comm, 16);
  for (let i = 1; i <= lists; i++) {
    const head = at + 64 * i;
    memory.writeWord(head, memory.virtualOf(head));
    memory.writeWord(head + memory.machine.wordSize, memory.virtualOf(head));
  }
  return at;
}

/** A copy of init_task that names itself and whose lists nobody returns. Answers where it lies. */
export const addFalseIdle = (guest: Guest): number => movedCopy(guest, 0, clearing(guest)).physical;

/** The same, heading a list of `size` more objects; what these are is up to `make`, given where. */
export function addFalseList(guest: Guest, size: number, make: (at: number, i: number) => unknown): number {
  const { memory } = guest;
  const idle = addFalseIdle(guest);
  const members = Array.from({ length: size }, (_, i) => {
    const at = clearing(guest);
    make(at, i);
    return at;
  });
  const nodes = [idle, ...members].map((at) => at + guest.offsetOf('tasks'));
  nodes.forEach((node, i) => {
    memory.writeWord(node, memory.virtualOf(nodes[(i + 1) % nodes.length] ?? 0));
    memory.writeWord(node + memory.machine.wordSize, memory.virtualOf(nodes.at(i - 1) ?? 0));
  });
  return idle;
}

/** Breaks the list of a false init_task behind its first member. */
export function breakList(guest: Guest, idle: number): void {
  const { memory } = guest;
  const node = idle + guest.offsetOf('tasks');
  const first = memory.physicalOf(memory.readWord(node)) ?? 0;
  memory.writeWord(node + memory.machine.wordSize, memory.virtualOf(first));
  memory.writeWord(first, 0n);
}

/** A copy of a task of its own; `leads`: it names itself as its leader. Its parents are nobody. */
export function orphan(guest: Guest, pid: number, at: number, leads: boolean): KernelObject {
  const copy = movedCopy(guest, pid, at).set('real_parent', 0).set('parent', 0);
  return leads ? copy : copy.set('group_leader', guest.task(pid).object.address);
}
