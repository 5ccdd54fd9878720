import type { AddressSpace } from './address-space.ts';

/** PID_MAX_LIMIT (include/linux/threads.h): no list of tasks is longer. */
const MAX_NODES = 4_194_304;

export interface Ring {
  /** Physical addresses of the objects the nodes are in; the first is where the walk began. */
  readonly objects: number[];
  /** True when the walk came back to its beginning with every `next->prev` pointing back. */
  readonly closed: boolean;
  /** Objects at which the walk met a broken link, forwards and backwards. */
  readonly breaks: readonly number[];
}

/**
 * Follows a `list_head` at `offset` of each object, starting in `first`, proving every step by its way back. At a
 * broken link the ring is walked from the other end as well, so that one lost page costs one task.
 */
export function walkRing(space: AddressSpace, first: number, offset: number, limit = MAX_NODES): Ring {
  const objects = [first];
  const seen = new Set(objects);
  const forward = walkOneWay(space, first, offset, 0, objects, seen, limit);
  if (forward === undefined) return { objects, closed: true, breaks: [] };
  const tail: number[] = [];
  const backward = walkOneWay(space, first, offset, 1, tail, seen, limit);
  objects.push(...tail.reverse());
  return { objects, closed: false, breaks: backward === undefined ? [forward] : [forward, backward] };
}

/** Appends what it reaches; answers undefined when it came back to `first`, else the object whose link is broken. */
function walkOneWay(
  space: AddressSpace,
  first: number,
  offset: number,
  direction: 0 | 1,
  objects: number[],
  seen: Set<number>,
  limit: number,
): number | undefined {
  let at = first;
  let links = space.pair(at + offset);
  while (links !== undefined && objects.length <= limit) {
    const node = space.physical(links.hi[direction] ?? 0, links.lo[direction] ?? 0);
    if (Number.isNaN(node)) return at;
    const next = node - offset;
    const nextLinks = space.pair(node);
    if (nextLinks === undefined) return at;
    const back = 1 - direction;
    if (!space.pointsTo(nextLinks.hi[back] ?? 0, nextLinks.lo[back] ?? 0, at + offset)) return at;
    if (next === first) return undefined;
    if (seen.has(next)) return at;
    seen.add(next);
    objects.push(next);
    at = next;
    links = nextLinks;
  }
  return at;
}
