import type { AddressSpace, WordPair } from './address-space.ts';

/** LIST_POISON1 and 2 (include/linux/poison.h) as list_del leaves them: 0xdead… on 64-bit kernels, small elsewhere. */
const POISON_HIGH = 0xdead_0000;
const POISON_LIMIT = 0x40_0000;

/**
 * How a list_head stands to its neighbours. `linked`: one of them points back. `unlinked`: they can be read and none
 * does, though each is in a list, or it was emptied or poisoned, as by list_del. `unknown`: it, or a neighbour that could
 * tell, is lost.
 */
export type LinkState = 'linked' | 'unlinked' | 'unknown';

/** The state of the list_head at `node` (physical). */
export function linkState(space: AddressSpace, node: number): LinkState {
  const links = space.pair(node);
  if (links === undefined || isZero(links)) return 'unknown';
  const next = space.physical(links.firstHi, links.firstLo);
  const prev = space.physical(links.secondHi, links.secondLo);
  if (next === node && prev === node) return 'unlinked';
  const after = space.pair(next);
  if (next !== node && after !== undefined && space.pointsTo(after.secondHi, after.secondLo, node))
    return 'linked';
  const before = space.pair(prev);
  if (prev !== node && before !== undefined && space.pointsTo(before.firstHi, before.firstLo, node))
    return 'linked';
  return tells(space, links.firstHi, links.firstLo, next) &&
    tells(space, links.secondHi, links.secondLo, prev)
    ? 'unlinked'
    : 'unknown';
}

/** Whether a neighbour says anything: noise on a lost page does not point back either, but nothing points to it. */
function tells(space: AddressSpace, hi: number, lo: number, neighbour: number): boolean {
  if (isPoison(hi, lo)) return true;
  const pair = space.pair(neighbour);
  if (pair === undefined) return false;
  if (isPoison(pair.firstHi, pair.firstLo) || isPoison(pair.secondHi, pair.secondLo)) return !isZero(pair);
  const after = space.pair(space.physical(pair.firstHi, pair.firstLo));
  const before = space.pair(space.physical(pair.secondHi, pair.secondLo));
  return (
    (after !== undefined && space.pointsTo(after.secondHi, after.secondLo, neighbour)) ||
    (before !== undefined && space.pointsTo(before.firstHi, before.firstLo, neighbour))
  );
}

const isZero = ({ firstLo, firstHi, secondLo, secondHi }: WordPair): boolean =>
  (firstLo | firstHi | secondLo | secondHi) === 0;

const isPoison = (hi: number, lo: number): boolean => hi === POISON_HIGH || (hi === 0 && lo < POISON_LIMIT);
