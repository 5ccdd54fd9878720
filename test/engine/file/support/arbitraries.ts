import fc from 'fast-check';

import type { ScanQuery, ScanRange } from '../../../../src/main/engine/file/dump-file.ts';
import { fileOffset } from '../../../../src/shared/units.ts';

/** A scan over made-up data. */
export interface Scenario {
  readonly data: Uint8Array;
  readonly ranges: ScanRange[];
  readonly query: ScanQuery;
  readonly step: number;
}

/** A byte string plain enough to occur by itself, with zeros and repeats. */
const pattern = fc.uint8Array({ minLength: 1, maxLength: 12, max: 3 });

const word = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  fc.bigInt({ min: 0n, max: 0xffffffffn }),
);

const layout = fc.record({ wordSize: fc.constantFrom(4 as const, 8 as const), bigEndian: fc.boolean() });

export const query: fc.Arbitrary<ScanQuery> = fc.oneof(
  fc.record({
    kind: fc.constant('patterns' as const),
    patterns: fc.array(pattern, { minLength: 1, maxLength: 20 }),
  }),
  fc
    .tuple(layout, fc.array(word, { maxLength: 40, size: 'max' }))
    .map(([words, values]) => ({ kind: 'values' as const, values: BigUint64Array.from(values), ...words })),
  fc
    .tuple(layout, word, fc.bigInt({ min: -5n, max: 1n << 63n }))
    .map(([words, low, span]) => ({ kind: 'range' as const, low, high: low + span, ...words })),
  fc
    .tuple(layout, fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n }))
    .map(([words, delta]) => ({ kind: 'selfRelative' as const, delta, ...words })),
);

const range = (size: number): fc.Arbitrary<ScanRange> =>
  fc
    .record({
      start: fc.nat(size),
      length: fc.nat(size + 50),
      // Beyond 2^32, and at any alignment.
      address: fc.oneof(fc.nat(100), fc.integer({ min: 2 ** 33 - 300, max: 2 ** 33 + 100 }), fc.maxSafeNat()),
    })
    .map((plain) => ({
      ...plain,
      start: fileOffset(plain.start),
      address: Math.min(plain.address, 2 ** 52),
    }));

/** Bytes that `query` would match at `address`. */
function needle(search: ScanQuery, choice: number, address: number): Uint8Array {
  if (search.kind === 'patterns')
    return search.patterns[choice % search.patterns.length] ?? new Uint8Array(0);
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  const value = ((): bigint => {
    switch (search.kind) {
      case 'values':
        return search.values[choice % Math.max(1, search.values.length)] ?? 0n;
      case 'range':
        return choice % 3 === 0 ? search.low : search.high - BigInt(choice % 3);
      case 'selfRelative':
        return BigInt(address) + search.delta;
    }
  })();
  if (search.wordSize === 8) view.setBigUint64(0, BigInt.asUintN(64, value), !search.bigEndian);
  else view.setUint32(0, Number(BigInt.asUintN(32, value)), !search.bigEndian);
  return bytes.subarray(0, search.wordSize);
}

/** Data of small bytes with things planted in it that the query finds, some across the borders of ranges and steps. */
export const scenario: fc.Arbitrary<Scenario> = fc
  .tuple(
    query,
    fc.uint8Array({ minLength: 1, maxLength: 700, max: 3, size: 'max' }),
    fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 5, maxLength: 60, size: 'max' }),
    fc.integer({ min: 1, max: 300 }),
  )
  .chain(([search, data, plants, step]) =>
    fc.array(range(data.length), { minLength: 1, maxLength: 4 }).map((ranges) => {
      const filled = data.slice();
      for (const [at, choice] of plants) {
        const into = ranges[choice % ranges.length];
        if (into === undefined) continue;
        const offset = into.start + (at % (Math.min(into.length, data.length - into.start) + 1));
        const address = into.address + offset - into.start;
        // Mostly where a word may lie.
        const shift = search.kind === 'patterns' || choice % 5 === 0 ? 0 : address % search.wordSize;
        const bytes = needle(search, choice, address - shift);
        const from = offset - shift;
        if (from >= 0 && from + bytes.length <= filled.length) filled.set(bytes, from);
      }
      return { data: filled, ranges, query: search, step };
    }),
  );
