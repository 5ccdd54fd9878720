import { physAddr } from '../../../shared/units.ts';
import type { AddressSpace } from './address-space.ts';
import { asUint32, type Words } from './word-view.ts';

/**
 * The same `length` bytes of many objects, seen as columns: one column per word offset, one row per object. This is
 * what relations are tested on. Columns are cut out on demand and kept.
 */
export class Columns {
  readonly space: AddressSpace;
  /** Physical address of each object. */
  readonly bases: Float64Array;
  readonly rows: number;
  /** Bytes of each object. */
  readonly length: number;
  readonly bytes: Uint8Array;
  readonly #u32: Uint32Array;
  readonly #words = new Map<number, Words>();
  readonly #targets = new Map<number, Float64Array>();
  readonly #numbers = new Map<number, Uint32Array>();
  readonly #blank: (boolean | undefined)[] = [];

  constructor(space: AddressSpace, bases: Float64Array, length: number) {
    this.space = space;
    this.bases = bases;
    this.rows = bases.length;
    this.length = length;
    this.bytes = new Uint8Array(bases.length * length);
    bases.forEach((base, row) => {
      if (base >= 0) space.memory.read(physAddr(base), this.bytes.subarray(row * length, (row + 1) * length));
    });
    this.#u32 = asUint32(this.bytes, space.format.byteOrder);
  }

  /** The word at `offset` (a multiple of the word size) of every object. */
  words(offset: number): Words {
    let column = this.#words.get(offset);
    if (column === undefined) {
      const lo = new Uint32Array(this.rows);
      const hi = new Uint32Array(this.rows);
      const stride = this.length / 4;
      const at = offset / 4;
      const wide = this.space.wordSize === 8;
      const low = wide && this.space.format.byteOrder === 'big' ? at + 1 : at;
      const high = low === at ? at + 1 : at;
      for (let row = 0; row < this.rows; row++) {
        lo[row] = this.#u32[row * stride + low] ?? 0;
        if (wide) hi[row] = this.#u32[row * stride + high] ?? 0;
      }
      column = { lo, hi };
      this.#words.set(offset, column);
    }
    return column;
  }

  /** The word at `offset` of every object as a pointer: physical address of what it points at, NaN when nowhere. */
  targets(offset: number): Float64Array {
    let column = this.#targets.get(offset);
    if (column === undefined) {
      column = this.space.physicalColumn(this.words(offset));
      this.#targets.set(offset, column);
    }
    return column;
  }

  /** The same whether or not the dump holds what is pointed at; not kept. */
  places(offset: number): Float64Array {
    return this.space.placeColumn(this.words(offset));
  }

  /** The 32-bit number at `offset` (a multiple of four) of every object. */
  numbers(offset: number): Uint32Array {
    let column = this.#numbers.get(offset);
    if (column === undefined) {
      column = new Uint32Array(this.rows);
      const stride = this.length / 4;
      for (let row = 0; row < this.rows; row++) column[row] = this.#u32[row * stride + offset / 4] ?? 0;
      this.#numbers.set(offset, column);
    }
    return column;
  }

  /** True when nothing of the object is held: no address, or nothing but zeros, as on a page that was lost. */
  isBlank(row: number): boolean {
    let blank = this.#blank[row];
    if (blank === undefined) {
      blank = Number.isNaN(this.bases[row]) || this.row(row).every((byte) => byte === 0);
      this.#blank[row] = blank;
    }
    return blank;
  }

  /** The bytes of one object. */
  row(row: number): Uint8Array {
    return this.bytes.subarray(row * this.length, (row + 1) * this.length);
  }

  /** Every word offset. */
  *offsets(step: number = this.space.wordSize): Generator<number> {
    for (let offset = 0; offset + step <= this.length; offset += step) yield offset;
  }
}
