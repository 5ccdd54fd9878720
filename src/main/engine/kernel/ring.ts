import type { AddressSpace } from './address-space.ts';

/** PID_MAX_LIMIT (include/linux/threads.h): no ring of tasks is longer. */
const MAX_NODES = 4_194_304;

export interface Ring {
  /** Physical addresses of the members, in list order. */
  readonly objects: number[];
  /** True when the ring came back to its head. */
  readonly closed: boolean;
}

/**
 * Walks a ring of `list_head`s from `head` (its physical address), which is not a member itself; each member begins
 * `nodeOffset` bytes before its node (`container_of`). Every step is proven by its way back. Stops at the first link that does not point back, then continues
 * from the other end, so that a broken link loses as little as possible.
 */
export function walkRing(space: AddressSpace, head: number, nodeOffset: number, limit = MAX_NODES): Ring {
  const seen = new Set<number>();
  const forward: number[] = [];
  if (walk(space, head, 0, forward, seen, limit))
    return { objects: forward.map((node) => node - nodeOffset), closed: true };
  const backward: number[] = [];
  walk(space, head, 1, backward, seen, limit);
  return { objects: [...forward, ...backward.reverse()].map((node) => node - nodeOffset), closed: false };
}

/** Appends the nodes reached; true when the ring closed. */
function walk(
  space: AddressSpace,
  head: number,
  direction: 0 | 1,
  nodes: number[],
  seen: Set<number>,
  limit: number,
): boolean {
  let at = head;
  let links = space.pair(at);
  while (links !== undefined && nodes.length < limit) {
    const next = space.physical(links.hi[direction] ?? 0, links.lo[direction] ?? 0);
    const nextLinks = space.pair(next);
    if (nextLinks === undefined) return false;
    const back = 1 - direction;
    if (!space.pointsTo(nextLinks.hi[back] ?? 0, nextLinks.lo[back] ?? 0, at)) return false;
    if (next === head) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    nodes.push(next);
    at = next;
    links = nextLinks;
  }
  return false;
}
