import type { AddressSpace } from './address-space.ts';
import { listLinks } from './list-links.ts';
import type { LocatedKernel } from './locate-kernel.ts';

/**
 * Tasks beyond a broken link. Of all objects that name themselves where a leader does, those to which another one, or
 * init_task, points back as its neighbour in the list: that is, members of the list, in address order. (The kernel
 * takes a task out of the list before it frees it, and then nobody points back.)
 */
export function listMembers(kernel: LocatedKernel, objects: Float64Array): number[] {
  const { space, accepted, tasksOffset } = kernel;
  const known = new Set(accepted.tasks);
  const all = new Set([...objects, ...accepted.tasks]);
  const bases = objects.filter((base) => !known.has(base));
  const links = listLinks(space, bases, tasksOffset);
  const isMember = (node: number | undefined): boolean => all.has((node ?? NaN) - tasksOffset);
  return Array.from(bases).filter(
    (_, i) =>
      (links.nextReturned[i] === 1 && isMember(links.nextNode[i])) ||
      (links.prevReturned[i] === 1 && isMember(links.prevNode[i])),
  );
}

/** Share of the links between members that lead nowhere or are not returned: about the share of lost pages. */
export function lostLinks(space: AddressSpace, bases: Float64Array, offset: number): number {
  const { nextReturned, prevReturned } = listLinks(space, bases, offset);
  const returned = [nextReturned, prevReturned]
    .flatMap((side) => [...side])
    .filter((flag) => flag === 1).length;
  return 1 - returned / Math.max(1, 2 * bases.length);
}

/**
 * Of these objects the ones that no neighbour is left to vouch for: an object cut off by lost pages is not one that
 * somebody unlinked. `isMember`: whether a task of the list begins at a physical address.
 */
export function cutOffTasks(
  space: AddressSpace,
  objects: readonly number[],
  offset: number,
  isMember: (base: number) => boolean,
): Set<number> {
  const { nextNode, prevNode } = listLinks(space, Float64Array.from(objects), offset);
  return new Set(
    objects.filter((base, i) => {
      const nodes = [nextNode[i] ?? NaN, prevNode[i] ?? NaN];
      return nodes.every((node) => node !== base + offset && !isMember(node - offset));
    }),
  );
}
