import { COMM_LENGTH } from '../../../shared/task-table.ts';
import { physAddr } from '../../../shared/units.ts';
import type { AddressSpace } from './address-space.ts';
import { isName } from './comm.ts';
import type { LeaderShape } from './judge-leaders.ts';
import { highHalf, joinHalves, lowHalf } from './word-view.ts';

/** init_task starts two tasks: the first process and kthreadd (init/main.c, rest_init). */
export const CHILDREN_OF_INIT = 2;
/**
 * Share of all tasks that descend from an init_task that lies among allocated objects. Another task that is lost with
 * all but a child or two seldom has so many.
 */
const DESCENDING = 0.1;

/**
 * The address of init_task, by those who name it as their parent. Of the parents that are no leaders themselves it has
 * few children and no name: kthreadd, which may be lost as well, has many. The kernel's image holds it, and most
 * kernels map that elsewhere than what they allocate; after that the one from which most tasks descend.
 */
export function initAddress(space: AddressSpace, shape: LeaderShape): bigint | undefined {
  const descendants = countDescendants(space, shape);
  const isOutside = (address: bigint): boolean =>
    Number.isNaN(space.place(highHalf(address), lowHalf(address)));
  const weight = (address: bigint): number => descendants.get(address) ?? 0;
  const enough = shape.members.length * DESCENDING;
  const [best] = [...shape.strangers.keys()]
    .filter((address) => (shape.strangers.get(address) ?? 0) <= CHILDREN_OF_INIT)
    .filter((address) => !isNamed(space, shape, address))
    .filter((address) => isOutside(address) || weight(address) >= enough)
    .sort(
      (a, b) =>
        Number(isOutside(b)) - Number(isOutside(a)) ||
        weight(b) - weight(a) ||
        (shape.strangers.get(b) ?? 0) - (shape.strangers.get(a) ?? 0) ||
        Number(a - b),
    );
  return best;
}

/** A task that bears a name is in the dump: init_task would have been found by its own. */
function isNamed(space: AddressSpace, { commOffset }: LeaderShape, address: bigint): boolean {
  const physical = space.toPhysical(address);
  if (physical === undefined) return false;
  const name = new Uint8Array(COMM_LENGTH);
  space.memory.read(physAddr(physical + commOffset), name);
  return isName(name);
}

/** For each parent that is no member how many members lead to it, from parent to parent. */
function countDescendants(
  space: AddressSpace,
  { members, parentOffsets: [offset = NaN] }: LeaderShape,
): Map<bigint, number> {
  const words = space.gatherWords(Float64Array.from(members, (base) => base + offset));
  const parents = space.physicalColumn(words);
  const rowOf = new Map(members.map((base, row) => [base, row]));
  const ends = new Map<number, bigint>();
  const counts = new Map<bigint, number>();
  for (const start of members.keys()) {
    const path: number[] = [];
    let row = start;
    let next = rowOf.get(parents[row] ?? NaN);
    while (next !== undefined && !ends.has(row)) {
      ends.set(row, 0n); // a cycle ends here
      path.push(row);
      row = next;
      next = rowOf.get(parents[row] ?? NaN);
    }
    const end = ends.get(row) ?? joinHalves(words.hi[row] ?? 0, words.lo[row] ?? 0);
    for (const step of [...path, row]) ends.set(step, end);
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return counts;
}
