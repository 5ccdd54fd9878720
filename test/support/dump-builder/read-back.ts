import type { Guest } from './guest.ts';

/**
 * Reads a drawn machine the way a debugger with symbols would: by the offsets of its structs, from the bytes alone.
 * Shares nothing with the code that wrote them but the layout and the way from virtual to physical.
 */
export class Debugger {
  readonly guest: Guest;
  readonly #view: DataView;

  constructor(guest: Guest, bytes = guest.raw()) {
    this.guest = guest;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #at(address: bigint): number {
    const { machine } = this.guest.memory;
    const mask = 8 * machine.wordSize;
    for (const delta of [machine.imageDelta, machine.directMapDelta]) {
      const offset = BigInt.asUintN(mask, address - delta) - BigInt(machine.ramBase);
      if (offset >= 0n && offset < BigInt(machine.ramSize)) return Number(offset);
    }
    throw new Error(`0x${address.toString(16)} is not mapped.`);
  }

  word(address: bigint): bigint {
    const { wordSize, byteOrder } = this.guest.memory.machine;
    const little = byteOrder === 'little';
    const at = this.#at(address);
    return wordSize === 8 ? this.#view.getBigUint64(at, little) : BigInt(this.#view.getUint32(at, little));
  }

  u32(address: bigint): number {
    return this.#view.getUint32(this.#at(address), this.guest.memory.machine.byteOrder === 'little');
  }

  u64(address: bigint): bigint {
    return this.#view.getBigUint64(this.#at(address), this.guest.memory.machine.byteOrder === 'little');
  }

  text(address: bigint, room: number): string {
    const at = this.#at(address);
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, room);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  }

  /** Address of a member of a task. */
  member(task: bigint, name: string): bigint {
    return task + BigInt(this.guest.offsetOf(name));
  }

  /** A number of a task, as wide as its member. */
  number(task: bigint, name: string): number {
    const kind = this.guest.structs.task_struct.members.find((member) => member.name === name)?.kind;
    const at = this.member(task, name);
    return kind === 'u32' ? this.u32(at) : Number(this.word(at));
  }

  pointer(task: bigint, name: string): bigint {
    return this.word(this.member(task, name));
  }

  /**
   * The nodes of a ring from its head on, the head left out. Throws when a step back does not lead to where the step
   * forward came from, or when the ring does not close.
   */
  ring(head: bigint): bigint[] {
    const wordSize = BigInt(this.guest.memory.machine.wordSize);
    const nodes: bigint[] = [];
    let at = head;
    for (let steps = 0; steps < 100_000; steps++) {
      const next = this.word(at);
      if (this.word(next + wordSize) !== at) throw new Error(`The ring is broken at 0x${next.toString(16)}.`);
      if (next === head) return nodes;
      nodes.push(next);
      at = next;
    }
    throw new Error('The ring never closes.');
  }

  /** The tasks of a ring whose head lies in a task and whose nodes are the member `name` of others. */
  tasksOn(head: bigint, name: string): bigint[] {
    return this.ring(head).map((node) => node - BigInt(this.guest.offsetOf(name)));
  }
}
