import { UNKNOWN_TIME } from '../../../shared/task-table.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import type { LostPages } from './lost-pages.ts';
import { asUint32, joinHalves, splitWords } from '../kernel/word-view.ts';

/**
 * 32-bit numbers at these physical addresses; NaN where the dump does not hold them. Given `lost`, a zero on a page
 * of nothing but zeros is not held either.
 */
export function readNumbers(space: AddressSpace, addresses: Float64Array, lost?: LostPages): Float64Array {
  const bytes = new Uint8Array(addresses.length * 4);
  const whole = space.memory.gather(addresses, 4, bytes);
  const values = asUint32(bytes, space.format.byteOrder);
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const held = whole[i] === 1 && !(value === 0 && lost?.isBlank(addresses[i] ?? 0) === true);
    numbers[i] = held ? value : NaN;
  }
  return numbers;
}

/** Pointers at these physical addresses, as physical addresses; NaN where either is not in the dump. */
export function readTargets(space: AddressSpace, addresses: Float64Array): Float64Array {
  return space.physicalColumn(space.gatherWords(addresses));
}

/** Nanoseconds at these physical addresses: one 64-bit number, or a pair of words (seconds, nanoseconds). */
export function readTimes(space: AddressSpace, addresses: Float64Array, pair: boolean): BigUint64Array {
  const length = pair ? 2 * space.wordSize : 8;
  const bytes = new Uint8Array(addresses.length * length);
  const whole = space.memory.gather(addresses, length, bytes);
  const { lo, hi } = splitWords(bytes, {
    wordSize: pair ? space.wordSize : 8,
    byteOrder: space.format.byteOrder,
  });
  const time = (i: number): bigint =>
    pair
      ? BigInt(lo[2 * i] ?? 0) * 1_000_000_000n + BigInt(lo[2 * i + 1] ?? 0)
      : joinHalves(hi[i] ?? 0, lo[i] ?? 0);
  const times = new BigUint64Array(addresses.length);
  for (let i = 0; i < times.length; i++) times[i] = whole[i] === 1 ? time(i) : UNKNOWN_TIME;
  return times;
}

/** The same displacement added to every address; undefined displacement: nothing is known anywhere. */
export function at(bases: Float64Array, offset = NaN): Float64Array {
  const addresses = new Float64Array(bases.length);
  for (let i = 0; i < bases.length; i++) addresses[i] = (bases[i] ?? NaN) + offset;
  return addresses;
}
