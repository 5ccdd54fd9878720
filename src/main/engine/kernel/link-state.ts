import type { AddressSpace, WordPair } from './address-space.ts';

/** LIST_POISON1 and 2 (include/linux/poison.h) as list_del leaves them: 0xdead… on 64-bit kernels, small elsewhere. */
const POISON_HIGH = 0xdead_0000;
const POISON_LIMIT = 0x40_0000;
/** Neighbours of one another that may all be unlinked. */
const MOST_UNLINKED = 64;

/**
 * How a list_head stands to its neighbours. `linked`: one of them points back. `unlinked`: they can be read and none
 * does, though each is in a list, or it was emptied or poisoned, as by list_del. `unknown`: it, or a neighbour that
 * could tell, is lost.
 */
export type LinkState = 'linked' | 'unlinked' | 'unknown';

/** The state of the list_head at `node` (physical). */
export function linkState(space: AddressSpace, node: number): LinkState {
  const links = space.pair(node);
  if (links === undefined || isZero(links)) return 'unknown';
  const next = space.physical(links.firstHi, links.firstLo);
  const prev = space.physical(links.secondHi, links.secondLo);
  if (next === node && prev === node) return 'unlinked';
  if (isAnswered(space, node, next, prev)) return 'linked';
  return tells(space, links.firstHi, links.firstLo, next) &&
    tells(space, links.secondHi, links.secondLo, prev)
    ? 'unlinked'
    : 'unknown';
}

/**
 * Whether a neighbour says anything: noise on a lost page does not point back either, but nothing points to it. One
 * that was unlinked as well leads on to one that is in a list.
 */
function tells(space: AddressSpace, hi: number, lo: number, neighbour: number): boolean {
  if (isPoison(hi, lo)) return true;
  let node = neighbour;
  for (let step = 0; step < MOST_UNLINKED; step++) {
    const pair = space.pair(node);
    if (pair === undefined || isZero(pair)) return false;
    if (isPoison(pair.firstHi, pair.firstLo) || isPoison(pair.secondHi, pair.secondLo)) return true;
    const next = space.physical(pair.firstHi, pair.firstLo);
    if (isAnswered(space, node, next, space.physical(pair.secondHi, pair.secondLo))) return true;
    node = next;
  }
  return false;
}

/** Whether one of a node's neighbours points back at it. */
function isAnswered(space: AddressSpace, node: number, next: number, prev: number): boolean {
  const after = space.pair(next);
  if (after !== undefined && space.pointsTo(after.secondHi, after.secondLo, node)) return true;
  const before = space.pair(prev);
  return before !== undefined && space.pointsTo(before.firstHi, before.firstLo, node);
}

const isZero = ({ firstLo, firstHi, secondLo, secondHi }: WordPair): boolean =>
  (firstLo | firstHi | secondLo | secondHi) === 0;

const isPoison = (hi: number, lo: number): boolean => hi === POISON_HIGH || (hi === 0 && lo < POISON_LIMIT);
