import { Columns } from '../kernel/columns.ts';
import { sampleRows } from '../kernel/sample-rows.ts';
import type { AddressSpace } from '../kernel/address-space.ts';

/** The smallest page of any architecture; what acquisition tools lose. */
const PAGE = 4096;
/** Share of objects that must agree on a word for it to be a mark. Small structs share pages, and are lost together. */
const MARKED = 0.4;
/** Share of a part's marks that an intact object bears at least: tasks of another kind differ in many. */
const BORNE = 0.25;
/** The same for objects of which some have little in common with the rest: a user's credentials, of root's. */
export const OFTEN_UNLIKE = 0.1;
/** Fewer marks than this tell nothing of a part that is not blank. */
const ENOUGH = 3;
/** Objects whose marks are compared at a time. */
const BATCH = 512;

/** A word that most objects of a kind have in common, not zero: the same value, or their own address plus a constant. */
interface Mark {
  readonly offset: number;
  readonly relative: boolean;
  /** The value's two halves, or the constant in `lo`. */
  readonly hi: number;
  readonly lo: number;
}

/**
 * Tells which pages of objects of one kind are lost, whatever stands there instead: zeros, noise, or another page.
 * Objects of a kind have many words in common (empty lists, pointers to themselves, tables, sizes). An object bears
 * those marks on each page of it, or that page is not its own.
 */
export class Intactness {
  readonly #space: AddressSpace;
  readonly #length: number;
  readonly #borne: number;
  readonly #marks: readonly Mark[];

  /**
   * Learns the marks on some of the objects, most of which must be intact. `length`: bytes of an object. `borne`: share
   * of the marks that an intact object bears at least.
   */
  constructor(space: AddressSpace, bases: Float64Array, length: number, borne = BORNE) {
    this.#space = space;
    this.#borne = borne;
    this.#length = length;
    const held = bases.filter((base) => base >= 0);
    const sample = Float64Array.from(sampleRows(held.length), (row) => held[row] ?? NaN);
    this.#marks = findMarks(new Columns(space, sample, length));
  }

  /** For each object the ranges of it that are lost, as [start, end) pairs of physical addresses. */
  lostRanges(bases: Float64Array): [number, number][][] {
    const lost: [number, number][][] = [];
    for (let from = 0; from < bases.length; from += BATCH) {
      const columns = new Columns(this.#space, bases.slice(from, from + BATCH), this.#length);
      const marks = this.#marks.map((mark) => ({ ...mark, borne: bearers(columns, mark) }));
      columns.bases.forEach((base, row) => lost.push(this.#lostOf(columns, marks, base, row)));
    }
    return lost;
  }

  #lostOf(
    columns: Columns,
    marks: readonly (Mark & { readonly borne: Uint8Array })[],
    base: number,
    row: number,
  ): [number, number][] {
    if (Number.isNaN(base)) return [];
    const lost: [number, number][] = [];
    const end = base + this.#length;
    for (let from = base; from < end; from = (pageOf(from) + 1) * PAGE) {
      const to = Math.min(end, (pageOf(from) + 1) * PAGE);
      const here = marks.filter(({ offset }) => base + offset >= from && base + offset < to);
      // Nothing but the object itself knows its address, however unlike the others it may be.
      if (here.some((mark) => mark.relative && mark.borne[row] === 1)) continue;
      const borne = here.filter((mark) => mark.borne[row] === 1).length;
      const isBlank = columns
        .row(row)
        .subarray(from - base, to - base)
        .every((byte) => byte === 0);
      if (isBlank ? here.length > 0 : here.length >= ENOUGH && borne < here.length * this.#borne)
        lost.push([from, to]);
    }
    return lost;
  }
}

/** The addresses of structs of one kind, NaN for those of which something is lost. */
export function intactOnly(space: AddressSpace, structs: Float64Array, length: number): Float64Array {
  const lost = new Intactness(space, structs, length, OFTEN_UNLIKE).lostRanges(structs);
  return structs.map((base, i) => ((lost[i]?.length ?? 0) > 0 ? NaN : base));
}

/** Where tasks point at their structs of one kind; NaN where that is not in the dump, or the pointer's page is lost. */
export const structsOf = (
  space: AddressSpace,
  bases: Float64Array,
  pointer: number,
  lost: ReadonlySet<number>,
): Float64Array =>
  space
    .physicalColumn(space.gatherWords(bases.map((base) => base + pointer)))
    .map((target, row) => (lost.has(pageOf((bases[row] ?? NaN) + pointer)) ? NaN : target));

/** The number of the page at an address. */
export const pageOf = (address: number): number => Math.floor(address / PAGE);

/** The numbers of the pages that these ranges lie on. */
export function pageNumbers(ranges: readonly (readonly [number, number])[]): Set<number> {
  return new Set(ranges.map(([from]) => pageOf(from)));
}

/** Pages on which members have lost something, and those members. */
export function findLostPages(
  space: AddressSpace,
  members: readonly number[],
  span: number,
): { damaged: number[]; pages: Set<number> } {
  const bases = Float64Array.from(members);
  const ranges = new Intactness(space, bases, span).lostRanges(bases);
  return {
    damaged: members.filter((_, i) => (ranges[i]?.length ?? 0) > 0),
    pages: pageNumbers(ranges.flat()),
  };
}

function findMarks(columns: Columns): Mark[] {
  const marks: Mark[] = [];
  for (const offset of columns.offsets()) {
    const mark = commonWord(columns, offset);
    if (mark !== undefined) marks.push(mark);
  }
  return marks;
}

function commonWord(columns: Columns, offset: number): Mark | undefined {
  const { lo, hi } = columns.words(offset);
  const targets = columns.targets(offset);
  const relative = new Map<number, number>();
  const absolute = new Map<number, { row: number; count: number }>();
  for (let row = 0; row < columns.rows; row++) {
    const low = lo[row] ?? 0;
    const high = hi[row] ?? 0;
    if (low === 0 && high === 0) continue;
    const distance = (targets[row] ?? NaN) - (columns.bases[row] ?? NaN);
    if (!Number.isNaN(distance)) relative.set(distance, (relative.get(distance) ?? 0) + 1);
    const key = high * 0x1_0000_0000 + low;
    const seen = absolute.get(key);
    if (seen === undefined) absolute.set(key, { row, count: 1 });
    else seen.count++;
  }
  const enough = columns.rows * MARKED;
  for (const [distance, count] of relative) {
    if (count >= enough) return { offset, relative: true, hi: 0, lo: distance };
  }
  for (const { row, count } of absolute.values()) {
    if (count >= enough) return { offset, relative: false, hi: hi[row] ?? 0, lo: lo[row] ?? 0 };
  }
  return undefined;
}

function bearers(columns: Columns, { offset, relative, hi, lo }: Mark): Uint8Array {
  const words = columns.words(offset);
  const targets = columns.targets(offset);
  return Uint8Array.from({ length: columns.rows }, (_, row) =>
    Number(
      relative
        ? targets[row] === (columns.bases[row] ?? NaN) + lo
        : words.lo[row] === lo && words.hi[row] === hi,
    ),
  );
}
