import { Columns } from '../kernel/columns.ts';
import { sampleRows } from '../kernel/sample-rows.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import { bearing, findMarks, type Mark } from './marks.ts';

/** The smallest page of any architecture; what acquisition tools lose. */
const PAGE = 4096;
/** Objects whose marks are compared at a time. */
const BATCH = 512;

/** How it is told that a part of an object is not its own. */
interface Standard {
  /** Share of the objects that must agree on a word for it to be a mark; whether pointers to their own are marks too. */
  readonly share: number;
  readonly pointers: boolean;
  /** Whether a part with so many marks, of which so many are borne, is lost. `isBlank`: nothing but zeros is there. */
  readonly isLost: (marks: number, borne: number, isBlank: () => boolean) => boolean;
}

/**
 * Where pages are known to be lost: an object bears this share of what many have in common. Fewer marks than three tell
 * nothing of a part that is not blank. (Small structs share pages, and are lost together: many is not most.)
 */
const likeOthers = (least: number): Standard => ({
  share: 0.4,
  pointers: false,
  isLost: (marks, borne, isBlank) =>
    marks > 0 && ((marks >= 3 && borne < marks * least) || (borne === 0 && isBlank())),
});
/** Of tasks: those of another kind differ in many words. */
const LIKE_TASKS = likeOthers(0.25);
/** Of objects of which some have little in common with the rest: a user's credentials, of root's. */
const OFTEN_UNLIKE = likeOthers(0.1);
/**
 * Where nothing else speaks of damage: hardly any is borne of what almost all have. In no dump of any architecture that
 * was looked at does an intact task lack more than half of that, on any page of it.
 */
const UNLIKE_ANY: Standard = {
  share: 0.85,
  pointers: true,
  isLost: (marks, borne) => marks >= 4 && borne <= marks * 0.2,
};
/** What fewer tasks than this have in common tells nothing of one of them. */
const COMPANY = 16;

/**
 * Tells which pages of objects of one kind are lost, whatever stands there instead: zeros, noise, or another page.
 * Objects of a kind have many words in common (empty lists, pointers to themselves, tables, sizes). An object bears
 * those marks on each page of it, or that page is not its own.
 */
class Intactness {
  readonly #space: AddressSpace;
  readonly #length: number;
  readonly #standard: Standard;
  readonly #marks: readonly Mark[];

  /** Learns the marks on some of the objects, most of which must be intact. `length`: bytes of an object. */
  constructor(space: AddressSpace, bases: Float64Array, length: number, standard: Standard) {
    this.#space = space;
    this.#standard = standard;
    this.#length = length;
    const held = bases.filter((base) => base >= 0);
    const sample = Float64Array.from(sampleRows(held.length), (row) => held[row] ?? NaN);
    this.#marks = findMarks(new Columns(space, sample, length), standard.share, standard.pointers);
  }

  /** For each object the ranges of it that are lost, as [start, end) pairs of physical addresses. */
  lostRanges(bases: Float64Array): [number, number][][] {
    const lost: [number, number][][] = [];
    for (let from = 0; from < bases.length; from += BATCH) {
      const columns = new Columns(this.#space, bases.slice(from, from + BATCH), this.#length);
      const marks = this.#marks.map((mark) => ({ ...mark, isBorne: bearing(columns, mark) }));
      columns.bases.forEach((base, row) => lost.push(this.#lostOf(columns, marks, base, row)));
    }
    return lost;
  }

  #lostOf(columns: Columns, marks: readonly BorneMark[], base: number, row: number): [number, number][] {
    if (Number.isNaN(base)) return [];
    const first = pageOf(base);
    const end = base + this.#length;
    const parts = Array.from({ length: pageOf(end - 1) - first + 1 }, () => ({
      marks: 0,
      borne: 0,
      // Nothing but the object itself knows its address, however unlike the others it may be.
      knowsItself: false,
    }));
    for (const { offset, kind, isBorne } of marks) {
      const part = parts[pageOf(base + offset) - first];
      if (part === undefined) continue;
      part.marks++;
      if (!isBorne(row)) continue;
      part.borne++;
      part.knowsItself ||= kind === 'relative';
    }
    return parts.flatMap(({ marks: all, borne, knowsItself }, page): [number, number][] => {
      const from = Math.max(base, (first + page) * PAGE);
      const to = Math.min(end, (first + page + 1) * PAGE);
      const isBlank = (): boolean =>
        columns
          .row(row)
          .subarray(from - base, to - base)
          .every((byte) => byte === 0);
      return !knowsItself && this.#standard.isLost(all, borne, isBlank) ? [[from, to]] : [];
    });
  }
}

/** A mark, and which of the objects at hand bear it. */
type BorneMark = Pick<Mark, 'offset' | 'kind'> & { readonly isBorne: (row: number) => boolean };

/** The parts of structs of one kind that are lost, of each struct. Some may have little in common with the rest. */
export const lostParts = (space: AddressSpace, structs: Float64Array, length: number): [number, number][][] =>
  new Intactness(space, structs, length, OFTEN_UNLIKE).lostRanges(structs);

/**
 * The addresses of small structs of one kind, NaN for those that begin on a lost page. They end somewhere within
 * `length`: what lies on the next page is mostly not theirs, and nobody's if it is blank.
 */
export function intactOnly(space: AddressSpace, structs: Float64Array, length: number): Float64Array {
  const lost = lostParts(space, structs, length);
  return structs.map((base, i) => (lost[i]?.[0]?.[0] === base ? NaN : base));
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
export interface Wounds {
  readonly damaged: ReadonlySet<number>;
  readonly pages: ReadonlySet<number>;
}

/**
 * What members of the list have lost. `isHurt`: whether something else speaks of damage; then what is not like the
 * others is lost, or else what is unlike any.
 */
export function findWounds(
  space: AddressSpace,
  members: readonly number[],
  span: number,
  isHurt: boolean,
): Wounds {
  const bases = Float64Array.from(members);
  const lost = (standard: Standard) => new Intactness(space, bases, span, standard).lostRanges(bases);
  const plain = members.length < COMPANY ? members.map(() => []) : lost(UNLIKE_ANY);
  const isWounded = isHurt || plain.some((ranges) => ranges.length > 0);
  const others = isWounded ? lost(LIKE_TASKS) : [];
  const ranges = plain.map((found, i) => [...found, ...(others[i] ?? [])]);
  return {
    damaged: new Set(members.filter((_, i) => (ranges[i]?.length ?? 0) > 0)),
    pages: pageNumbers(ranges.flat()),
  };
}
