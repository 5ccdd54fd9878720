import { QUORUM } from './accept.ts';
import type { AddressSpace } from './address-space.ts';
import type { Columns } from './columns.ts';
import { listLinks } from './list-links.ts';
import { joinHalves } from './word-view.ts';

/** Whether a test holds for the quorum of rows; given up at the first that makes it impossible. */
export function mostly(rows: number, holds: (row: number) => boolean): boolean {
  let broken = 0;
  for (let row = 0; row < rows; row++) if (!holds(row) && ++broken > rows * (1 - QUORUM)) return false;
  return true;
}

/** Tasks whose parents may be no members: init_task's children, and the kernel's threads where kthreadd is lost. */
const STRANGERS = 2;

/**
 * Words that lead from objects to others of the set, or to one of two strangers, and hardly ever to themselves. Some
 * lead to others, or to what others name as their neighbour in the list at `tasks`, which may be lost: those with most
 * of these come first.
 */
export function parentOffsets(columns: Columns, members: ReadonlySet<number>, tasks: number): number[] {
  const listed = withNeighbours(columns.space, members, tasks);
  const { wordSize } = columns.space.format;
  const candidates = [...columns.offsets()].filter((offset) => {
    const words = columns.words(offset);
    const isAddress = (row: number): boolean =>
      (words.lo[row] ?? 0) % wordSize === 0 && ((words.lo[row] ?? 0) | (words.hi[row] ?? 0)) !== 0;
    if (!mostly(columns.rows, isAddress)) return false;
    const targets = columns.targets(offset);
    if (keepsDistance(columns, targets)) return false;
    const outside = new Map<number, number>();
    let within = 0;
    let own = 0;
    targets.forEach((target, row) => {
      if (target === columns.bases[row]) own++;
      else if (members.has(target)) within++;
      else {
        // The halves as one double: not exact, but the same for the same word.
        const word = (words.hi[row] ?? 0) * 0x1_0000_0000 + (words.lo[row] ?? 0);
        if (isAddress(row)) outside.set(word, (outside.get(word) ?? 0) + 1);
      }
    });
    const common = [...outside.values()].sort((a, b) => b - a).slice(0, STRANGERS);
    const good = within + common.reduce((sum, count) => sum + count, 0);
    if (own >= columns.rows / 2 || good < columns.rows * QUORUM) return false;
    return within > 0 || outside.size > 1; // not the same in all
  });
  // Where kthreadd is lost hardly any parent is left: they are looked for among all.
  return candidates
    .map((offset) => ({ offset, leading: countLeading(columns.space, members, offset, listed) }))
    .filter(({ leading }) => leading > 0)
    .sort((a, b) => b.leading - a.leading || a.offset - b.offset)
    .map(({ offset }) => offset);
}

/** Whether a word leads from most objects equally far, as the words do in which the next one in memory names itself. */
function keepsDistance(columns: Columns, targets: Float64Array): boolean {
  const counts = new Map<number, number>();
  for (const [row, target] of targets.entries()) {
    if (Number.isNaN(target)) continue;
    const distance = target - (columns.bases[row] ?? NaN);
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values()) > columns.rows / 2;
}

/** How many members a word leads to others. */
function countLeading(
  space: AddressSpace,
  members: ReadonlySet<number>,
  offset: number,
  listed: ReadonlySet<number>,
): number {
  const bases = Float64Array.from(members);
  const places = space.placeColumn(space.gatherWords(bases.map((base) => base + offset)));
  return places.filter((place, i) => place >= 0 && place !== bases[i] && listed.has(place)).length;
}

/** The members of a list, and those that they name as their neighbours in it. */
function withNeighbours(space: AddressSpace, members: ReadonlySet<number>, tasks: number): Set<number> {
  const { words } = listLinks(space, Float64Array.from(members), tasks);
  return new Set([...members, ...space.placeColumn(words).map((node) => node - tasks)]);
}

/** real_parent and parent say the same, but for tasks that somebody traces. */
export function agree(columns: Columns, one: number, other: number): boolean {
  const a = columns.words(one);
  const b = columns.words(other);
  return (
    a.lo.filter((low, row) => low === b.lo[row] && a.hi[row] === b.hi[row]).length >= columns.rows * QUORUM
  );
}

/** Addresses that some member names as its parent and that are no members, with how many name them. */
export function strangersOf(
  space: AddressSpace,
  bases: Float64Array,
  members: ReadonlySet<number>,
  offset: number,
): Map<bigint, number> {
  const words = space.gatherWords(bases.map((base) => base + offset));
  const alignment = BigInt(space.format.wordSize);
  const found = new Map<bigint, number>();
  space.physicalColumn(words).forEach((target, i) => {
    const word = joinHalves(words.hi[i] ?? 0, words.lo[i] ?? 0);
    if (!members.has(target) && word !== 0n && word % alignment === 0n)
      found.set(word, (found.get(word) ?? 0) + 1);
  });
  return found;
}
