import type { GuestMemory } from './guest-memory.ts';
import type { StructLayout } from './struct-layout.ts';

/** A struct that has been given a place in memory. */
export class KernelObject {
  readonly memory: GuestMemory;
  readonly struct: StructLayout;
  /** Physical address. */
  readonly physical: number;

  constructor(memory: GuestMemory, struct: StructLayout, physical: number) {
    this.memory = memory;
    this.struct = struct;
    this.physical = physical;
  }

  /** The pointer the kernel has to it. */
  get address(): bigint {
    return this.memory.virtualOf(this.physical);
  }

  /** Physical address of a member, or of element `index` of it. */
  place(member: string, index = 0): number {
    const found = this.struct.members.find((candidate) => candidate.name === member);
    if (found === undefined) throw new Error(`struct ${this.struct.name} has no member ${member}`);
    return this.physical + found.offset + index * found.width;
  }

  /** The pointer the kernel has to a member. */
  pointerTo(member: string, index = 0): bigint {
    return this.memory.virtualOf(this.place(member, index));
  }

  /** Writes a number as wide as the member is. Members that this kernel does not have are passed over. */
  set(member: string, value: bigint | number, index = 0): this {
    const found = this.struct.members.find((candidate) => candidate.name === member);
    if (found === undefined) return this;
    const at = this.place(member, index);
    switch (found.kind) {
      case 'u8':
      case 'bytes':
        this.memory.at(at, 1)[0] = Number(value);
        break;
      case 'u16':
        this.memory.writeU16(at, Number(BigInt.asUintN(16, BigInt(value))));
        break;
      case 'u32':
        this.memory.writeU32(at, Number(BigInt.asUintN(32, BigInt(value))));
        break;
      case 'u64':
        this.memory.writeU64(at, BigInt.asUintN(64, BigInt(value)));
        break;
      case 'long':
      case 'ptr':
      case 'image':
      case 'list':
      case 'hlist':
      case 'pid_link':
      case 'timespec':
        this.memory.writeWord(at, BigInt(value));
        break;
      case 'chars16':
        throw new Error(`${member} is text, not a number.`);
    }
    return this;
  }

  /** Reads what `set` writes. */
  get(member: string, index = 0): bigint {
    const found = this.struct.members.find((candidate) => candidate.name === member);
    const at = this.place(member, index);
    if (found?.kind === 'u32') return BigInt(this.memory.readU32(at));
    return found?.kind === 'u64' ? this.memory.readU64(at) : this.memory.readWord(at);
  }

  /** Writes the two words of a list_head, hlist_node or timespec. */
  setPair(member: string, first: bigint, second: bigint, index = 0): this {
    if (!this.struct.has(member)) return this;
    const at = this.place(member, index);
    this.memory.writeWord(at, first);
    this.memory.writeWord(at + this.memory.machine.wordSize, second);
    return this;
  }
}

/** A list_head somewhere. */
export interface ListNode {
  readonly object: KernelObject;
  readonly member: string;
}

/** Links list heads into one ring, in the order given. A single one points at itself: an empty list. */
export function linkRing(nodes: readonly ListNode[]): void {
  nodes.forEach(({ object, member }, i) => {
    const next = nodes[(i + 1) % nodes.length];
    const previous = nodes[(i + nodes.length - 1) % nodes.length];
    if (next === undefined || previous === undefined || !object.struct.has(member)) return;
    object.setPair(member, next.object.pointerTo(next.member), previous.object.pointerTo(previous.member));
  });
}
