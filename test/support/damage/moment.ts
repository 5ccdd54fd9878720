import { unlinkFrom, unlinkFromPidTable } from '../dump-builder/damage.ts';
import type { GuestMemory } from '../dump-builder/guest-memory.ts';
import type { Guest, GuestTask } from '../dump-builder/guest.ts';
import type { KernelObject } from '../dump-builder/objects.ts';

/** What became of tasks that are drawn and do not live at some moment. */
export type Absence = 'has ended' | 'is not born yet';

/**
 * The memory of a drawn machine at a moment when some of its tasks do not live. `absent`: childless leaders, with all
 * threads of theirs, or single threads. Of those that have ended the memory stays as it was freed (release_task,
 * kernel/exit.c); where one is not born yet there lies nothing.
 */
export function momentOf(guest: Guest, absent: readonly number[], why: Absence): Uint8Array {
  const { memory } = guest;
  const before = memory.bytes.slice();
  for (const pid of absent) {
    const task = guest.task(pid);
    leaveLists(guest, task);
    release(guest, task);
  }
  if (why === 'is not born yet') for (const pid of absent) wipe(guest.task(pid), guest);
  const moment = memory.bytes.slice();
  memory.bytes.set(before);
  return moment;
}

function leaveLists(guest: Guest, { object, truth }: GuestTask): void {
  const isLeader = truth.pid === truth.tgid;
  const rings = [...(isLeader ? ['tasks', 'sibling'] : []), 'thread_group', 'thread_node'];
  for (const ring of rings) if (object.struct.has(ring)) unlinkFrom(guest, truth.pid, ring);
  unlinkFromPidTable(guest, truth.pid);
  // free_pid (kernel/pid.c) takes it out of its chain with hlist_del_rcu.
  const chain = guest.model.pidTable === 'hash' ? guest.pidPlaces.get(truth.pid) : undefined;
  if (chain !== undefined)
    guest.memory.writeWord(chain + guest.memory.machine.wordSize, poisonOf(guest.memory));
}

/** LIST_POISON2 (include/linux/poison.h). */
const poisonOf = ({ machine }: GuestMemory): bigint =>
  machine.wordSize === 8 ? 0xdead_0000_0000_0122n : 0x122n;

/** list_del_rcu keeps `next` and poisons `prev` (include/linux/rculist.h), list_del_init empties `sibling`. */
function release(guest: Guest, { object, pid }: GuestTask): void {
  for (const ring of ['tasks', 'thread_group', 'thread_node'])
    if (object.struct.has(ring))
      object.setPair(ring, guest.memory.readWord(object.place(ring)), poisonOf(guest.memory));
  object.setPair('sibling', object.pointerTo('sibling'), object.pointerTo('sibling'));
  detachPids(guest, object);
  object
    .set('thread_pid', 0)
    .set('mm', 0)
    .set('active_mm', 0)
    .set('state', guest.model.deadState)
    .set('exit_state', 48 - guest.model.zombie);
  pid.set('count', 0);
  if (pid.struct.has('tasks')) pid.set('tasks', 0);
}

/** Takes it out of the lists of its number, process group and session (detach_pid, kernel/pid.c): hlist_del_rcu. */
function detachPids({ memory }: Guest, object: KernelObject): void {
  const { wordSize } = memory.machine;
  const member = object.struct.has('pid_links') ? 'pid_links' : 'pids';
  const count = object.struct.members.find(({ name }) => name === member)?.count ?? 0;
  for (let type = 0; type < count; type++) {
    const node = object.place(member, type);
    const next = memory.readWord(node);
    const before = memory.readWord(node + wordSize);
    const beforeAt = memory.physicalOf(before);
    if (beforeAt === undefined || memory.readWord(beforeAt) !== memory.virtualOf(node)) continue;
    memory.writeWord(beforeAt, next);
    const nextAt = next === 0n ? undefined : memory.physicalOf(next);
    if (nextAt !== undefined) memory.writeWord(nextAt + wordSize, before);
    memory.writeWord(node + wordSize, poisonOf(memory));
    if (member === 'pids') memory.writeWord(node + 2 * wordSize, 0n);
  }
}

/** What others share with it lives on. */
function wipe({ object, cred, pid }: GuestTask, { memory, tasks }: Guest): void {
  const isShared = tasks.some((other) => other.object !== object && other.cred === cred);
  for (const own of [object, pid, ...(cred === undefined || isShared ? [] : [cred])])
    memory.at(own.physical, own.struct.size).fill(0);
}
