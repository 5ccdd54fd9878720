import type { AddressSpace } from './address-space.ts';

/** PID_MAX_LIMIT (include/linux/threads.h): no ring of tasks is longer. */
const MAX_NODES = 4_194_304;

export interface Ring {
  /** Physical addresses of the members, in list order. */
  readonly objects: number[];
  /** True when the ring came back to its head. */
  readonly closed: boolean;
}

/** Decides about each member as it is reached; false ends the walk. */
export type Visit = (object: number) => boolean;

const everything: Visit = () => true;

/**
 * Walks a ring of `list_head`s from `head` (its physical address), which is not a member itself; each member begins
 * `nodeOffset` bytes before its node (`container_of`). Every step is proven by its way back. Stops at the first link
 * that does not point back, then continues from the other end, so that a broken link loses as little as possible.
 */
export function walkRing(
  space: AddressSpace,
  head: number,
  nodeOffset: number,
  limit = MAX_NODES,
  visit: Visit = everything,
): Ring {
  const walk: Walk = { space, head, nodeOffset, limit, visit, steps: 0, stopped: false };
  const forward: number[] = [];
  if (walkOneWay(walk, 0, forward)) return { objects: forward, closed: true };
  const backward: number[] = [];
  if (!walk.stopped) walkOneWay(walk, 1, backward);
  return { objects: withoutRepeats([...forward, ...backward.reverse()]), closed: false };
}

/** Both walks of a broken ring may reach the same members from either end. */
const withoutRepeats = (objects: readonly number[]): number[] => [...new Set(objects)];

interface Walk {
  readonly space: AddressSpace;
  readonly head: number;
  readonly nodeOffset: number;
  readonly limit: number;
  readonly visit: Visit;
  steps: number;
  stopped: boolean;
}

/** Steps after which the walk first looks whether it has come round; doubled each time. */
const FIRST_LAP = 64;

/**
 * Appends the members reached; true when the ring closed. Every node must point back at the one it was reached from.
 * Where a pointer has one meaning that alone keeps the walk from circles that leave out the head; under two mappings
 * that overlap a node may point back at two, so a landmark is left behind at growing distances (Brent's algorithm).
 */
function walkOneWay(walk: Walk, direction: 0 | 1, objects: number[]): boolean {
  const { space, head } = walk;
  let at = head;
  let landmark = head;
  let lap = FIRST_LAP;
  let left = lap;
  let links = space.pair(at);
  while (links !== undefined && walk.steps < walk.limit) {
    const next =
      direction === 0
        ? space.physical(links.firstHi, links.firstLo)
        : space.physical(links.secondHi, links.secondLo);
    const nextLinks = space.pair(next);
    if (nextLinks === undefined) return false;
    const pointsBack =
      direction === 0
        ? space.pointsTo(nextLinks.secondHi, nextLinks.secondLo, at)
        : space.pointsTo(nextLinks.firstHi, nextLinks.firstLo, at);
    if (!pointsBack) return false;
    if (next === head) return true;
    if (next === landmark) return false;
    if (--left === 0) {
      landmark = next;
      lap *= 2;
      left = lap;
    }
    walk.steps++;
    objects.push(next - walk.nodeOffset);
    if (!walk.visit(next - walk.nodeOffset)) {
      walk.stopped = true;
      return false;
    }
    at = next;
    links = nextLinks;
  }
  return false;
}
