import type { Guest } from './guest.ts';
import type { GuestMemory } from './guest-memory.ts';

/** Ways to break a drawn machine: what rootkits do, and what bad luck does. All addresses are physical. */

const PAGE = 4096;

/** Takes a list_head out of its ring as list_del does: the neighbours close up, the node keeps its pointers. */
function unlink(memory: GuestMemory, node: number): void {
  const { wordSize } = memory.machine;
  const next = memory.readWord(node);
  const previous = memory.readWord(node + wordSize);
  const nextAt = memory.physicalOf(next);
  const previousAt = memory.physicalOf(previous);
  if (nextAt === undefined || previousAt === undefined)
    throw new Error('The list node is linked to nowhere.');
  memory.writeWord(nextAt + wordSize, previous);
  memory.writeWord(previousAt, next);
}

/** Hides a process from one of its rings: `tasks`, `sibling`, `thread_group`, `thread_node`. */
export function unlinkFrom(guest: Guest, pid: number, ring: string): void {
  unlink(guest.memory, guest.task(pid).object.place(ring));
}

/** Takes a pid out of the kernel's table of pids; its struct stays. */
export function unlinkFromPidTable(guest: Guest, pid: number): void {
  const { memory, model } = guest;
  const { wordSize } = memory.machine;
  const place = guest.pidPlaces.get(pid);
  if (place === undefined) throw new Error(`Pid ${pid} is not in the table.`);
  if (model.pidTable !== 'hash') {
    memory.writeWord(place, 0n);
    return;
  }
  const next = memory.readWord(place);
  const before = memory.readWord(place + wordSize);
  const beforeAt = memory.physicalOf(before);
  if (beforeAt === undefined) throw new Error('The chain is broken.');
  memory.writeWord(beforeAt, next);
  const nextAt = next === 0n ? undefined : memory.physicalOf(next);
  if (nextAt !== undefined) memory.writeWord(nextAt + wordSize, before);
}

/** Overwrites a member of a task with a word of one's own. For a list_head `index` 1 is its second word. */
export function writeWild(guest: Guest, pid: number, member: string, value: bigint, index: 0 | 1 = 0): void {
  const { memory } = guest;
  memory.writeWord(guest.task(pid).object.place(member) + index * memory.machine.wordSize, value);
}

/** Makes the ring through `member` end in a loop that never comes back to its head: `from` leads to `back` again. */
export function makeCycle(guest: Guest, member: string, from: number, back: number): void {
  writeWild(guest, from, member, guest.task(back).object.pointerTo(member));
}

/** Makes a list head point at itself with one hand only: an endless step on the spot. */
export function makeSelfLoop(guest: Guest, pid: number, member: string): void {
  writeWild(guest, pid, member, guest.task(pid).object.pointerTo(member));
}

/** Wipes the page around an address, as unreadable pages are in many dumps. */
export function zeroPage(guest: Guest, address: number): void {
  guest.memory.at(Math.floor(address / PAGE) * PAGE, PAGE).fill(0);
}

/** Wipes the pages of one task, which may hold others too; answers the pids of all that lost bytes. */
export function zeroPagesOf(guest: Guest, pid: number): number[] {
  const { object } = guest.task(pid);
  const from = Math.floor(object.physical / PAGE) * PAGE;
  const to = Math.ceil((object.physical + object.struct.size) / PAGE) * PAGE;
  guest.memory.at(from, to - from).fill(0);
  return guest.tasks
    .filter((task) => task.object.physical < to && task.object.physical + task.object.struct.size > from)
    .map((task) => task.truth.pid);
}
