import type { Guest, GuestTask } from '../../support/dump-builder/guest.ts';
import type { KernelObject } from '../../support/dump-builder/objects.ts';
import { randomFrom } from '../mutate.ts';

/** Bytes of one instruction: what, task, other task, member, kind of value, three arguments. */
export const INSTRUCTION = 8;

const PAGE = 4096;
/** Members that the search follows; drawn more often than others. */
const LINKS = [
  ...['tasks', 'children', 'sibling', 'thread_group', 'thread_node', 'real_parent', 'parent', 'group_leader'],
  ...['pid', 'tgid', 'cred', 'real_cred', 'thread_pid', 'signal', 'mm', 'active_mm', 'nsproxy', 'comm'],
  ...['state', 'exit_state', 'flags', 'start_time', 'real_start_time', 'pids', 'fs', 'files'],
];
const EDGES = [
  1n,
  2n,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  0x400000n,
  1n << 63n,
  (1n << 52n) - 1n,
  0x200000n,
];

/** One instruction on a machine. */
class Step {
  readonly #guest: Guest;
  readonly #bytes: Uint8Array;

  constructor(guest: Guest, bytes: Uint8Array) {
    this.#guest = guest;
    this.#bytes = bytes;
  }

  byte(at: number): number {
    return this.#bytes[at] ?? 0;
  }

  get task(): GuestTask {
    return this.#taskAt(this.byte(1));
  }

  get other(): GuestTask {
    return this.#taskAt(this.byte(2));
  }

  /** Bytes from the start of a task_struct to the member, and whether its second word is meant. */
  get member(): number {
    const { members } = this.#guest.structs.task_struct;
    const name = LINKS[this.byte(3) % 64];
    const member =
      members.find((candidate) => candidate.name === name) ?? members[this.byte(3) % members.length];
    const second = member?.kind === 'list' && (this.byte(3) & 64) !== 0 ? this.#wordSize : 0;
    return (member?.offset ?? 0) + second;
  }

  /** Two of the arguments as one number. */
  get number(): number {
    return this.byte(5) + 256 * this.byte(6);
  }

  get #wordSize(): number {
    return this.#guest.memory.machine.wordSize;
  }

  #taskAt(index: number): GuestTask {
    const task = this.#guest.tasks[index % this.#guest.tasks.length];
    if (task === undefined) throw new Error('Nothing was drawn.');
    return task;
  }

  /** A place in RAM, at any word. */
  place(room = 8): number {
    const { ramBase, ramSize } = this.#guest.memory.machine;
    const at = (this.byte(7) * 65536 + this.number) * 8;
    return ramBase + (at % (ramSize - room));
  }

  /** The word to write at offset `offset` of `owner`. */
  value(owner: KernelObject, offset: number): bigint {
    const { memory } = this.#guest;
    switch (this.byte(4) % 12) {
      case 0:
        return 0n;
      case 1:
        return (1n << 64n) - 1n;
      case 2:
        return BigInt(this.number);
      case 3:
        return BigInt(this.byte(5)) * 0x0101_0101_0101_0101n;
      case 4:
        return memory.virtualOf(this.place());
      case 5:
        return this.other.object.address;
      case 6:
        return memory.virtualOf(this.other.object.physical + offset);
      case 7:
        return memory.virtualOf(owner.physical + offset);
      case 8:
        return owner.address;
      case 9:
        return EDGES[this.byte(5) % EDGES.length] ?? 0n;
      case 10:
        return this.other.object.address + BigInt(this.byte(5)) * 8n;
      default:
        return memory.virtualOf(this.place() & ~(PAGE - 1));
    }
  }
}

type Act = (guest: Guest, step: Step) => void;

const writeWord = (guest: Guest, at: number, value: bigint): void => {
  const { ramBase, ramSize, wordSize } = guest.memory.machine;
  if (at >= ramBase && at + wordSize <= ramBase + ramSize) guest.memory.writeWord(at, value);
};

/** Every kind of object that a task leads to. */
const objectsOf = (task: GuestTask): KernelObject[] =>
  [task.object, task.cred, task.signal, task.pid, task.mm].filter((object) => object !== undefined);

const ACTS: readonly Act[] = [
  // One word of one task.
  (guest, step) => {
    const { object } = step.task;
    writeWord(guest, object.physical + step.member, step.value(object, step.member));
  },
  // The same member of all tasks.
  (guest, step) => {
    for (const { object } of guest.tasks)
      writeWord(guest, object.physical + step.member, step.value(object, step.member));
  },
  // Any word of anything a task leads to.
  (guest, step) => {
    const objects = objectsOf(step.task);
    const object = objects[step.byte(3) % objects.length];
    if (object === undefined) return;
    const { wordSize } = guest.memory.machine;
    const offset = (step.byte(2) * wordSize) % object.struct.size;
    writeWord(guest, object.physical + offset, step.value(object, offset));
  },
  // All words of a task one value; its name may stay.
  (guest, step) => {
    fillTask(guest, step, step.task);
  },
  // All words of all tasks one value.
  (guest, step) => {
    for (const task of guest.tasks) fillTask(guest, step, task);
  },
  // Names: all ones, empty, without an end, the idle task's.
  (guest, step) => {
    const names = [
      '\xff'.repeat(16),
      '\0'.repeat(16),
      'a'.repeat(16),
      'swapper/0\0',
      'swapper\0',
      '\x1b[2J\x07\0',
    ];
    const name = Buffer.from(names[step.byte(5) % names.length] ?? '', 'latin1');
    const victims = (step.byte(6) & 1) === 0 ? [step.task] : guest.tasks;
    for (const { object } of victims) guest.memory.at(object.place('comm'), name.length).set(name);
  },
  // A task over another, or beside it so that they overlap.
  (guest, step) => {
    const { size } = guest.structs.task_struct;
    const bytes = guest.memory.at(step.task.object.physical, size).slice();
    copyTo(guest, step.other.object.physical + step.byte(5) * 8 * (step.byte(6) % 3), bytes);
  },
  // A page zero, all ones or random.
  (guest, step) => {
    const at = Math.floor(step.task.object.physical / PAGE + (step.byte(5) % 3)) * PAGE;
    const { ramBase, ramSize } = guest.memory.machine;
    if (at + PAGE > ramBase + ramSize) return;
    const random = randomFrom(step.number);
    const fill = step.byte(6) % 3;
    guest.memory.at(at, PAGE).forEach((_, i, page) => (page[i] = fill === 2 ? random() * 256 : fill * 255));
  },
  // Random bytes anywhere.
  (guest, step) => {
    const random = randomFrom(step.number + step.byte(7));
    const length = 1 + step.byte(4) * 16;
    guest.memory.at(step.place(length), length).forEach((_, i, bytes) => (bytes[i] = random() * 256));
  },
  // A closed ring of list heads close to each other, through a member of a task.
  (guest, step) => {
    const { wordSize } = guest.memory.machine;
    const stride = wordSize * (2 + (step.byte(4) % 64));
    const nodes = placesOf(guest, step, stride, 8 * (1 + step.byte(5)));
    linkRing(guest, [step.task.object.physical + step.member, ...nodes]);
  },
  // Many copies of a task in its list, each the child of the one before or of one for all.
  (guest, step) => {
    fakeFamily(guest, step);
  },
  // Names of the idle task all over.
  (guest, step) => {
    const stride = 24 + step.byte(4) * 8;
    for (const at of placesOf(guest, step, stride, 16 * (1 + step.byte(5))))
      guest.memory.writeText(at, step.byte(6) % 2 === 0 ? 'swapper/0' : 'swapper', 16);
  },
  // A dump in a dump: the image, or the tasks, elsewhere again.
  (guest, step) => {
    const { ramBase, ramSize } = guest.memory.machine;
    const length = (1 + (step.byte(5) % 32)) * 0x8000;
    const from = ramBase + ((step.byte(6) * 0x1_0000) % (ramSize - length));
    copyTo(guest, step.place(length) & ~(PAGE - 1), guest.memory.at(from, length).slice());
  },
  // Rings of two tasks crossed: each goes on in the other's.
  (guest, step) => {
    const [one, two] = [step.task.object.physical, step.other.object.physical];
    const { memory } = guest;
    const word = memory.readWord(one + step.member);
    writeWord(guest, one + step.member, memory.readWord(two + step.member));
    writeWord(guest, two + step.member, word);
  },
  // Lies in numbers: pids of others, negative, beyond all limits.
  (guest, step) => {
    const numbers = [0, -1, 1, 2, 0x7fff_ffff, 4_194_304, 4_194_305, step.other.truth.pid, step.number];
    const lie = numbers[step.byte(4) % numbers.length] ?? 0;
    const victims = (step.byte(7) & 1) === 0 ? [step.task] : guest.tasks;
    for (const { object } of victims) {
      if ((step.byte(3) & 1) === 0) object.set('pid', lie);
      if ((step.byte(3) & 2) === 0) object.set('tgid', lie);
    }
  },
  // All tasks in one ring, through a member of each.
  (guest, step) => {
    const ring = guest.tasks.map(({ object }) => object.physical + step.member);
    linkRing(guest, (step.byte(4) & 1) === 0 ? ring : ring.reverse());
  },
];

function fillTask(guest: Guest, step: Step, { object }: GuestTask): void {
  const { wordSize } = guest.memory.machine;
  const comm = guest.memory.at(object.place('comm'), 16).slice();
  for (let offset = 0; offset + wordSize <= object.struct.size; offset += wordSize)
    writeWord(guest, object.physical + offset, step.value(object, offset));
  if ((step.byte(7) & 1) === 0) guest.memory.at(object.place('comm'), 16).set(comm);
}

function copyTo(guest: Guest, at: number, bytes: Uint8Array): void {
  const { ramBase, ramSize } = guest.memory.machine;
  const room = ramBase + ramSize - at;
  if (room > 0 && at >= ramBase)
    guest.memory.at(at, Math.min(room, bytes.length)).set(bytes.subarray(0, room));
}

/** Up to `count` places a stride apart, from a place on that the step names. */
function placesOf(guest: Guest, step: Step, stride: number, count: number): number[] {
  const { ramBase, ramSize } = guest.memory.machine;
  const start = step.place(stride);
  const room = Math.floor((ramBase + ramSize - start) / stride);
  return Array.from({ length: Math.min(count, room) }, (_, i) => start + i * stride);
}

function linkRing(guest: Guest, places: readonly number[]): void {
  const { memory } = guest;
  places.forEach((place, i) => {
    writeWord(guest, place, memory.virtualOf(places[(i + 1) % places.length] ?? place));
    writeWord(guest, place + memory.machine.wordSize, memory.virtualOf(places.at(i - 1) ?? place));
  });
}

function fakeFamily(guest: Guest, step: Step): void {
  const { struct } = step.task.object;
  // Whole structs, or ones that overlap as far as they may.
  const stride = step.byte(4) % 2 === 0 ? Math.ceil(struct.size / 64) * 64 : 64 + 8 * step.byte(4);
  const bytes = guest.memory.at(step.task.object.physical, struct.size).slice();
  const places = placesOf(guest, step, stride, 2 * (1 + step.byte(5))).filter(
    (at) => at + struct.size <= guest.memory.machine.ramBase + guest.memory.machine.ramSize,
  );
  for (const at of places) copyTo(guest, at, bytes);
  const tasks = struct.offsetOf('tasks');
  linkRing(guest, [step.other.object.physical + tasks, ...places.map((at) => at + tasks)]);
  const isChain = step.byte(6) % 2 === 0;
  places.forEach((at, i) => {
    const parent = isChain ? places[i - 1] : undefined;
    const address = parent === undefined ? step.other.object.address : guest.memory.virtualOf(parent);
    writeWord(guest, at + struct.offsetOf('real_parent'), address);
    writeWord(guest, at + struct.offsetOf('group_leader'), guest.memory.virtualOf(at));
    if ((step.byte(6) & 2) === 0) continuePids(guest, at, struct.offsetOf('pid'), struct.offsetOf('tgid'), i);
  });
}

function continuePids(guest: Guest, at: number, pid: number, tgid: number, i: number): void {
  guest.memory.writeU32(at + pid, 1000 + i);
  guest.memory.writeU32(at + tgid, 1000 + i);
}

/** Does what a program says to a machine, step after step. */
export function inflictProgram(guest: Guest, program: Uint8Array): void {
  for (let at = 0; at + INSTRUCTION <= program.length; at += INSTRUCTION) {
    const step = new Step(guest, program.subarray(at, at + INSTRUCTION));
    ACTS[step.byte(0) % ACTS.length]?.(guest, step);
  }
}

export const ACT_COUNT = ACTS.length;
