import type { AddressSpace } from './address-space.ts';
import { candidateAddress, type InitCandidate } from './init-candidates.ts';
import { offsetsHolding } from './word-view.ts';

/**
 * Whether somebody whom a supposed init_task names as its neighbour in a list names it back. All of the rest of the
 * list may be lost. The image that holds it need not be known to `space`.
 */
export function hasNeighbour(space: AddressSpace, init: InitCandidate, listOffset: number): boolean {
  const node = BigInt.asUintN(space.wordSize * 8, candidateAddress(init) + BigInt(listOffset));
  const links = space.pair(init.physical + listOffset);
  if (links === undefined) return false;
  const next = space.physical(links.firstHi, links.firstLo);
  const previous = space.physical(links.secondHi, links.secondLo);
  const back = space.gatherWords(Float64Array.of(next + space.wordSize, previous));
  return offsetsHolding(back, node, space.wordSize).length > 0;
}
