import { COMM_LENGTH } from '../../../shared/task-table.ts';
import { isName } from './accept.ts';
import type { AddressSpace } from './address-space.ts';
import type { LocatedKernel } from './locate-kernel.ts';

/**
 * Tasks beyond a broken link. Of all objects that name themselves where a leader does, those with a name whose
 * neighbour in the list points back at them: that is, members of the list, in address order. (The kernel takes a task
 * out of the list before it frees it, and then nobody points back.)
 */
export function listMembers(kernel: LocatedKernel, objects: Float64Array): number[] {
  const { space, accepted } = kernel;
  const known = new Set(accepted.tasks);
  const bases = objects.filter((base) => !known.has(base));
  const linked = isLinked(space, bases, kernel.tasksOffset);
  const names = new Uint8Array(bases.length * COMM_LENGTH);
  const addresses = bases.map((base) => base + kernel.commOffset);
  space.memory.gather(addresses, COMM_LENGTH, names);
  return Array.from(bases).filter(
    (_, i) => linked[i] === true && isName(names.subarray(i * COMM_LENGTH, (i + 1) * COMM_LENGTH)),
  );
}

/** For each object: whether a neighbour in the list at `offset` points back at it. */
export const isLinked = (space: AddressSpace, bases: Float64Array, offset: number): boolean[] =>
  neighbours(space, bases, offset).map(({ next, prev }) => next || prev);

/** Share of the links between members that lead nowhere or are not returned: about the share of lost pages. */
export function lostLinks(space: AddressSpace, bases: Float64Array, offset: number): number {
  const sides = neighbours(space, bases, offset).flatMap(({ next, prev }) => [next, prev]);
  return sides.filter((returned) => !returned).length / Math.max(1, sides.length);
}

/** True when no neighbour is left to ask: an object cut off by lost pages is not one that somebody unlinked. */
export function neighboursLost(space: AddressSpace, base: number, offset: number): boolean {
  const links = space.pair(base + offset);
  if (links === undefined) return true;
  const isLost = (node: number): boolean => {
    const words = space.pair(node);
    return words === undefined || (words.firstLo | words.firstHi | words.secondLo | words.secondHi) === 0;
  };
  return (
    isLost(space.physical(links.firstHi, links.firstLo)) &&
    isLost(space.physical(links.secondHi, links.secondLo))
  );
}

/** Whether next's prev and prev's next are the object itself, which is not its own neighbour. */
function neighbours(
  space: AddressSpace,
  bases: Float64Array,
  offset: number,
): { next: boolean; prev: boolean }[] {
  const nodes = bases.map((base) => base + offset);
  const links = space.physicalColumn(space.gatherWords(nodes, 2));
  const next = nodes.map((_, i) => links[2 * i] ?? NaN);
  const prev = nodes.map((_, i) => links[2 * i + 1] ?? NaN);
  const back = space.physicalColumn(space.gatherWords(next.map((node) => node + space.wordSize)));
  const forth = space.physicalColumn(space.gatherWords(prev));
  return Array.from(nodes, (node, i) => ({
    next: next[i] !== node && back[i] === node,
    prev: prev[i] !== node && forth[i] === node,
  }));
}
