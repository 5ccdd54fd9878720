import type { MemoryScanOptions, MemoryScanResult } from '../memory/physical-memory.ts';
import type { AddressSpace } from './address-space.ts';

/**
 * One pass over the dump for words that hold the address, in the direct map, of the object that they lie `offset` bytes
 * into, as a task's group_leader does. Hits are physical addresses of the words.
 */
export const scanSelves = (
  space: AddressSpace,
  offset: number,
  options: Omit<MemoryScanOptions, 'query'>,
): Promise<MemoryScanResult> =>
  space.memory.scan({
    ...options,
    query: {
      kind: 'selfRelative',
      delta: BigInt.asUintN(space.wordSize * 8, space.directMap - BigInt(offset)),
      wordSize: space.wordSize,
      bigEndian: space.format.byteOrder === 'big',
    },
  });
