import type { ScanQuery } from './dump-file.ts';
import { boundsOf } from './scan-query.ts';

type WordQuery = Exclude<ScanQuery, { kind: 'patterns' }>;

/**
 * The question asked of one word in halves (`high` is 0 for 4-byte words), at `address`: the index of what it matches,
 * or −1. Halves, because a bigint for each word would be ten times slower.
 */
export type WordTest = (low: number, high: number, address: number) => number;

const LOW_32 = 0xffffffffn;
const lowOf = (value: bigint): number => Number(value & LOW_32);
const highOf = (value: bigint): number => Number((value >> 32n) & LOW_32);

export function wordTest(query: WordQuery): WordTest {
  switch (query.kind) {
    case 'values':
      return valuesTest(query.values);
    case 'range':
      return rangeTest(query.low, query.high);
    case 'selfRelative':
      return query.wordSize === 8 ? relativeTest64(query.delta) : relativeTest32(query.delta);
  }
}

function valuesTest(values: BigUint64Array): WordTest {
  const byLow = new Map<number, { high: number; which: number }[]>();
  values.forEach((value, which) => {
    const same = byLow.get(lowOf(value)) ?? [];
    // The lowest index counts when a value is listed twice.
    if (!same.some((entry) => entry.high === highOf(value))) same.push({ high: highOf(value), which });
    byLow.set(lowOf(value), same);
  });
  return (low, high) => byLow.get(low)?.find((entry) => entry.high === high)?.which ?? -1;
}

function rangeTest(from: bigint, to: bigint): WordTest {
  const bounds = boundsOf(from, to);
  if (bounds === undefined) return () => -1;
  const [lowLow, lowHigh] = [lowOf(bounds.low), highOf(bounds.low)];
  const [topLow, topHigh] = [lowOf(bounds.top), highOf(bounds.top)];
  return (low, high) => {
    const above = high > lowHigh || (high === lowHigh && low >= lowLow);
    const below = high < topHigh || (high === topHigh && low <= topLow);
    return above && below ? 0 : -1;
  };
}

const TWO_32 = 2 ** 32;

function relativeTest32(delta: bigint): WordTest {
  const add = lowOf(delta);
  return (low, _high, address) => (low === (address + add) % TWO_32 ? 0 : -1);
}

function relativeTest64(delta: bigint): WordTest {
  const [addLow, addHigh] = [lowOf(delta), highOf(delta)];
  return (low, high, address) => {
    const sum = (address % TWO_32) + addLow;
    if (low !== sum % TWO_32) return -1;
    const carry = sum >= TWO_32 ? 1 : 0;
    return high === (Math.floor(address / TWO_32) + addHigh + carry) % TWO_32 ? 0 : -1;
  };
}
