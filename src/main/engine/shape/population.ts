import type { AddressSpace } from '../kernel/address-space.ts';
import { Columns } from '../kernel/columns.ts';
import { asUint32, joinHalves, splitWords, type Words } from '../kernel/word-view.ts';
import { sampleRows } from '../kernel/sample-rows.ts';

/** Stands for the place of an init_task that the dump does not hold, in columns of places. */
const UNPLACED_INIT = Infinity;

/**
 * Tasks by physical address, in the order they were found; the first is init_task. Whole columns of them are
 * fetched one field at a time, so that cost grows with the number of tasks and not with the size of a task.
 */
export class Population {
  readonly space: AddressSpace;
  readonly bases: Float64Array;
  /** Bytes from the start of a task in which members are looked for. */
  readonly span: number;
  readonly #rowOf = new Map<number, number>();
  #learned: { readonly rows: readonly number[]; readonly columns: Columns } | undefined;

  /** Tasks that have lost a page, or are not what they seem: nothing is learned from them. */
  readonly damaged: ReadonlySet<number>;

  constructor(
    space: AddressSpace,
    bases: readonly number[],
    span: number,
    damaged: ReadonlySet<number> = new Set(),
  ) {
    this.space = space;
    this.damaged = damaged;
    this.span = span;
    this.bases = Float64Array.from(bases);
    bases.forEach((base, row) =>
      this.#rowOf.set(row === 0 && Number.isNaN(base) ? UNPLACED_INIT : base, row),
    );
  }

  get size(): number {
    return this.bases.length;
  }

  /** Row of the task at this physical address, −1 when it is none of these. */
  rowOf(base: number): number {
    return this.#rowOf.get(base) ?? -1;
  }

  has(base: number): boolean {
    return this.#rowOf.has(base);
  }

  /** Whether this is one of the tasks, and has lost nothing. */
  isIntact(base: number): boolean {
    return Number.isFinite(base) && this.#rowOf.has(base) && !this.damaged.has(base);
  }

  #gather(offset: number, length: number, from: Float64Array = this.bases): Uint8Array {
    const bytes = new Uint8Array(from.length * length);
    const addresses = offset === 0 ? from : from.map((base) => base + offset);
    this.space.memory.gather(addresses, length, bytes);
    return bytes;
  }

  /** The word at `offset` of every task. */
  words(offset: number): Words {
    return splitWords(this.#gather(offset, this.space.wordSize), this.space.format);
  }

  /** Next and prev of the list_head at `offset` of every task, as two columns of physical addresses. */
  links(offset: number): { next: Float64Array; prev: Float64Array } {
    const words = splitWords(this.#gather(offset, 2 * this.space.wordSize), this.space.format);
    const all = this.space.physicalColumn(words);
    const next = new Float64Array(this.size);
    const prev = new Float64Array(this.size);
    for (let row = 0; row < this.size; row++) {
      next[row] = all[2 * row] ?? NaN;
      prev[row] = all[2 * row + 1] ?? NaN;
    }
    return { next, prev };
  }

  /** The pointer at `offset` of every task, as a physical address; NaN when it leads nowhere. */
  targets(offset: number): Float64Array {
    return this.space.physicalColumn(this.words(offset));
  }

  /**
   * The same whether or not the dump holds what it points at. `initTask`: address of init_task, which counts as row 0
   * also where it cannot be placed.
   */
  places(offset: number, initTask: bigint): Float64Array {
    const words = this.words(offset);
    const places = this.space.placeColumn(words);
    if (!Number.isNaN(this.bases[0])) return places;
    return places.map((place, row) =>
      initTask !== 0n && joinHalves(words.hi[row] ?? 0, words.lo[row] ?? 0) === initTask
        ? UNPLACED_INIT
        : place,
    );
  }

  /** The 32-bit number at `offset` of every task. */
  numbers(offset: number): Uint32Array {
    return asUint32(this.#gather(offset, 4), this.space.format.byteOrder);
  }

  /** `length` bytes at `offset` of every task, one after the other. */
  bytes(offset: number, length: number): Uint8Array {
    return this.#gather(offset, length);
  }

  /** The rows that relations are learned on, in full; read once. */
  get learned(): { readonly rows: readonly number[]; readonly columns: Columns } {
    if (this.#learned === undefined) {
      const intact = this.intactRows();
      const rows = sampleRows(intact.length).map((i) => intact[i] ?? 0);
      this.#learned = { rows, columns: this.sample(rows, this.span) };
    }
    return this.#learned;
  }

  /** All rows but the damaged ones; init_task is always among them. */
  intactRows(): number[] {
    return Array.from(this.bases.keys()).filter(
      (row) => row === 0 || !this.damaged.has(this.bases[row] ?? NaN),
    );
  }

  /** Some rows in full, for relations to be tested on. */
  sample(rows: readonly number[], length: number): Columns {
    return new Columns(
      this.space,
      Float64Array.from(rows, (row) => this.bases[row] ?? NaN),
      length,
    );
  }

  /** This population with more tasks behind it. */
  with(more: readonly number[]): Population {
    return new Population(this.space, [...this.bases, ...more], this.span, this.damaged);
  }
}
