import type { AddressSpace } from './address-space.ts';

/** LIST_POISON1 and 2 (include/linux/poison.h) as list_del leaves them: 0xdead… on 64-bit kernels, small elsewhere. */
const POISON_HIGH = 0xdead_0000;
const POISON_LIMIT = 0x40_0000;

/**
 * How a list_head stands to its neighbours. `linked`: one of them points back. `unlinked`: they can be read and none
 * does, or it was emptied or poisoned, as by list_del. `unknown`: it, or a neighbour that could tell, is lost.
 */
export type LinkState = 'linked' | 'unlinked' | 'unknown';

/** The state of the list_head at `node` (physical). */
export function linkState(space: AddressSpace, node: number): LinkState {
  const links = space.pair(node);
  if (links === undefined || (links.firstLo | links.firstHi | links.secondLo | links.secondHi) === 0)
    return 'unknown';
  const next = space.physical(links.firstHi, links.firstLo);
  const prev = space.physical(links.secondHi, links.secondLo);
  if (next === node && prev === node) return 'unlinked';
  const after = space.pair(next);
  if (next !== node && after !== undefined && space.pointsTo(after.secondHi, after.secondLo, node))
    return 'linked';
  const before = space.pair(prev);
  if (prev !== node && before !== undefined && space.pointsTo(before.firstHi, before.firstLo, node))
    return 'linked';
  const tells = (hi: number, lo: number, pair: typeof after): boolean =>
    isPoison(hi, lo) ||
    (pair !== undefined && (pair.firstLo | pair.firstHi | pair.secondLo | pair.secondHi) !== 0);
  return tells(links.firstHi, links.firstLo, after) && tells(links.secondHi, links.secondLo, before)
    ? 'unlinked'
    : 'unknown';
}

const isPoison = (hi: number, lo: number): boolean => hi === POISON_HIGH || (hi === 0 && lo < POISON_LIMIT);
