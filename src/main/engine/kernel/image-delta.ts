import { physAddr } from '../../../shared/units.ts';
import type { AddressSpace } from './address-space.ts';
import { chunkStarts, readChunks } from './memory-chunks.ts';
import type { Pace } from './pace.ts';
import { countEmptyLists, deltaOf, type DeltaVotes } from './self-words.ts';
import { splitWords } from './word-view.ts';

/** Farther than init_task is long: the kernel's image goes on there. */
const NEAR = 0x10_0000;
/** Chunks of memory with anything in them in which empty lists of the image are looked for. */
const MOST_CHUNKS = 1024;
/** Empty lists that must agree; an image has hundreds. */
const MIN_VOTES = 16;

/**
 * Virtual − physical of the kernel's image, which holds the task at this address: a displacement that places it in
 * memory, or close to some where its own page is lost. `voted`: those that empty lists voted for in a part of the dump;
 * the rest is looked at as far as needed. Undefined where none fits.
 */
export async function imageDelta(
  space: AddressSpace,
  address: bigint,
  voted: readonly bigint[],
  pace: Pace,
): Promise<bigint | undefined> {
  const known = voted.find((delta) => isNearMemory(space, placeUnder(space, address, delta)));
  if (known !== undefined) return known;
  const votes: DeltaVotes = new Map();
  const fits = new Map<number, boolean>();
  let looked = 0;
  for (const { start, bytes, isZero } of readChunks(space.memory, chunkStarts(space.memory))) {
    await pace.breathe();
    if (isZero) continue;
    if (++looked > MOST_CHUNKS) break;
    countEmptyLists(splitWords(bytes, space.format), start, space.wordSize, votes);
    for (const [key, count] of votes) {
      if (count < MIN_VOTES) continue;
      const fit = fits.get(key) ?? isNearMemory(space, placeUnder(space, address, deltaOf(key)));
      fits.set(key, fit);
      if (fit) return deltaOf(key);
    }
  }
  return undefined;
}

/** Where an address lies in physical memory under a displacement. */
export const placeUnder = (
  { wordSize }: Pick<AddressSpace, 'wordSize'>,
  address: bigint,
  delta: bigint,
): number => Number(BigInt.asUintN(wordSize * 8, address - delta));

/** Whether the dump holds an address, or anything close to it. */
const isNearMemory = ({ memory, wordSize }: AddressSpace, place: number): boolean =>
  place < memory.end &&
  [0, -NEAR, NEAR].some((step) => place + step >= 0 && memory.has(physAddr(place + step), wordSize));
