import { physAddr, virtAddr, type PhysAddr, type VirtAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import {
  asUint32,
  highHalf,
  highOf,
  lowHalf,
  lowOf,
  splitWords,
  type WordFormat,
  type Words,
} from './word-view.ts';

const TWO32 = 0x1_0000_0000;
/** Guest-physical addresses have at most 52 bits on every architecture. */
const PHYS_HIGH_LIMIT = 0x10_0000;

/** The two words of a `list_head` (or any two words side by side), as halves. */
export interface WordPair {
  readonly firstHi: number;
  readonly firstLo: number;
  readonly secondHi: number;
  readonly secondLo: number;
}

/** One linear mapping: every virtual address in it is a physical address plus `delta` (mod 2^wordbits). */
export interface LinearMap {
  readonly label: 'kernel image' | 'direct map';
  readonly delta: bigint;
}

/**
 * Kernel virtual addresses of one dump, as far as linear mappings go. That reaches every object the kernel's
 * allocators hand out and its own image; page tables are needed only for vmalloc and user memory.
 */
export class AddressSpace {
  readonly memory: PhysicalMemory;
  readonly format: WordFormat;
  readonly image: bigint;
  readonly directMap: bigint;
  readonly #deltas: readonly { hi: number; lo: number }[];
  readonly #pairBytes: Uint8Array;
  /**
   * One past the last physical address that a linear mapping can reach: a mapping does not wrap around the end of
   * the address space, so a 32-bit kernel's leaves high memory out (where small numbers would look like pointers).
   */
  readonly #top: number;
  /** The only run, when there is just one; spares a search per pointer. */
  readonly #single: { start: number; end: number } | undefined;

  constructor(memory: PhysicalMemory, format: WordFormat, image: bigint, directMap: bigint) {
    this.memory = memory;
    this.format = format;
    this.image = image;
    this.directMap = directMap;
    const both = image === directMap ? [directMap] : [directMap, image];
    this.#deltas = both.map((delta) => ({ hi: highHalf(delta), lo: lowHalf(delta) }));
    this.#pairBytes = new Uint8Array(2 * format.wordSize);
    const [run] = memory.runs;
    const start = run?.start ?? 0;
    this.#top = format.wordSize === 8 ? Infinity : start + TWO32 - Number(this.toVirtual(start, directMap));
    if (run !== undefined && memory.runs.length === 1) {
      this.#single = { start: run.start, end: run.start + run.length };
    }
  }

  get wordSize(): 4 | 8 {
    return this.format.wordSize;
  }

  /**
   * Where the pointer with these halves leads: a physical address, NaN when no linear mapping reaches memory there.
   * The null pointer leads nowhere, though a displacement may well take it into memory: to the first byte where
   * virtual addresses are physical ones, to some page above 4 GiB elsewhere.
   */
  physical(hi: number, lo: number): number {
    return hi === 0 && lo === 0 ? NaN : this.#translate(hi, lo);
  }

  #translate(hi: number, lo: number): number {
    for (const delta of this.#deltas) {
      const low = lo - delta.lo;
      const high = this.format.wordSize === 4 ? 0 : (hi - delta.hi - (low < 0 ? 1 : 0)) >>> 0;
      if (high >= PHYS_HIGH_LIMIT) continue;
      const address = high * TWO32 + (low >>> 0);
      if (address < this.#top && this.#held(address)) return address;
    }
    return NaN;
  }

  /**
   * As `physical`, but whether or not the dump holds memory there: where something is that may be lost. NaN when no
   * linear mapping leads to a physical address.
   */
  place(hi: number, lo: number): number {
    const held = this.physical(hi, lo);
    if (!Number.isNaN(held)) return held;
    for (const delta of this.#deltas) {
      const low = lo - delta.lo;
      const high = this.format.wordSize === 4 ? 0 : (hi - delta.hi - (low < 0 ? 1 : 0)) >>> 0;
      const address = high * TWO32 + (low >>> 0);
      if (high < PHYS_HIGH_LIMIT && address < this.#top && address < this.memory.end) return address;
    }
    return NaN;
  }

  #held(address: number): boolean {
    const single = this.#single;
    if (single !== undefined) return address >= single.start && address < single.end;
    return address < this.memory.end && this.memory.has(physAddr(address), 1);
  }

  toPhysical(address: bigint): PhysAddr | undefined {
    const physical = this.#translate(highHalf(address), lowHalf(address));
    return Number.isNaN(physical) ? undefined : physAddr(physical);
  }

  /** The address in the direct map (where allocated objects live). */
  toVirtual(physical: number, delta: bigint = this.directMap): VirtAddr {
    return virtAddr(BigInt.asUintN(this.format.wordSize * 8, BigInt(physical) + delta));
  }

  /** Translates whole columns of halves. */
  physicalColumn(words: Words): Float64Array {
    const out = new Float64Array(words.lo.length);
    for (let i = 0; i < out.length; i++) out[i] = this.physical(words.hi[i] ?? 0, words.lo[i] ?? 0);
    return out;
  }

  /** The same by `place`. */
  placeColumn(words: Words): Float64Array {
    const out = new Float64Array(words.lo.length);
    for (let i = 0; i < out.length; i++) out[i] = this.place(words.hi[i] ?? 0, words.lo[i] ?? 0);
    return out;
  }

  /** The pointer stored at a physical address, as a physical address; NaN when either is not in the dump. */
  follow(at: number): number {
    const words = this.pair(at);
    return words === undefined ? NaN : this.physical(words.firstHi, words.firstLo);
  }

  /** The two words at `at`; undefined when the dump does not hold them. */
  pair(at: number): WordPair | undefined {
    const bytes = this.#pairBytes;
    if (!(at >= 0) || this.memory.read(physAddr(at), bytes) < bytes.length) return undefined;
    const { wordSize, byteOrder } = this.format;
    const u32 = asUint32(bytes, byteOrder);
    const [a = 0, b = 0, c = 0, d = 0] = u32;
    if (wordSize === 4) return { firstHi: 0, firstLo: a, secondHi: 0, secondLo: b };
    return byteOrder === 'little'
      ? { firstHi: b, firstLo: a, secondHi: d, secondLo: c }
      : { firstHi: a, firstLo: b, secondHi: c, secondLo: d };
  }

  /** The word at every address of a column (NaN allowed: zero). */
  gatherWords(addresses: Float64Array, words = 1): Words {
    const length = this.format.wordSize * words;
    const bytes = new Uint8Array(addresses.length * length);
    this.memory.gather(addresses, length, bytes);
    return splitWords(bytes, this.format);
  }

  /** True when the halves are the virtual address of `physical` under either mapping. */
  pointsTo(hi: number, lo: number, physical: number): boolean {
    for (const delta of this.#deltas) {
      const low = delta.lo + lowOf(physical);
      if (low >>> 0 !== lo && low % TWO32 !== lo) continue;
      if (this.format.wordSize === 4) return true;
      if ((delta.hi + highOf(physical) + (low >= TWO32 ? 1 : 0)) % TWO32 === hi) return true;
    }
    return false;
  }
}
