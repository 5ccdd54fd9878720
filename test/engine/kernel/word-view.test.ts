import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asUint32,
  highHalf,
  highOf,
  joinHalves,
  lowHalf,
  lowOf,
  splitWords,
} from '../../../src/main/engine/kernel/word-view.ts';

const BYTES = Uint8Array.from({ length: 16 }, (_, i) => i + 1);

describe('32-bit numbers', () => {
  test('are read in the byte order asked for', () => {
    expect([...asUint32(BYTES, 'little')]).toEqual([0x0403_0201, 0x0807_0605, 0x0c0b_0a09, 0x100f_0e0d]);
    expect([...asUint32(BYTES, 'big')]).toEqual([0x0102_0304, 0x0506_0708, 0x090a_0b0c, 0x0d0e_0f10]);
  });

  test('are never negative, and a rest that is no whole number is left out', () => {
    expect([...asUint32(new Uint8Array(7).fill(0xff), 'big')]).toEqual([0xffff_ffff]);
    expect([...asUint32(new Uint8Array(7).fill(0xff), 'little')]).toEqual([0xffff_ffff]);
  });
});

describe('words as halves', () => {
  test('the high half comes last on little-endian machines and first on big-endian ones', () => {
    const little = splitWords(BYTES, { wordSize: 8, byteOrder: 'little' });
    expect([...little.lo]).toEqual([0x0403_0201, 0x0c0b_0a09]);
    expect([...little.hi]).toEqual([0x0807_0605, 0x100f_0e0d]);
    const big = splitWords(BYTES, { wordSize: 8, byteOrder: 'big' });
    expect([...big.hi]).toEqual([0x0102_0304, 0x090a_0b0c]);
    expect([...big.lo]).toEqual([0x0506_0708, 0x0d0e_0f10]);
  });

  test('of 4-byte words have no high half', () => {
    const { hi, lo } = splitWords(BYTES, { wordSize: 4, byteOrder: 'big' });
    expect([...hi]).toEqual([0, 0, 0, 0]);
    expect(lo[3]).toBe(0x0d0e_0f10);
  });

  test.each(['little', 'big'] as const)(
    'belong to the reader: changing them changes no %s byte',
    (byteOrder) => {
      for (const wordSize of [4, 8] as const) {
        const bytes = BYTES.slice();
        const { lo, hi } = splitWords(bytes, { wordSize, byteOrder });
        lo.fill(0);
        hi.fill(0);
        expect(bytes).toEqual(BYTES);
      }
    },
  );

  test('put together are what a DataView reads, for every value and order', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.constantFrom('little', 'big'),
        (value, byteOrder: 'little' | 'big') => {
          const bytes = new Uint8Array(8);
          new DataView(bytes.buffer).setBigUint64(0, value, byteOrder === 'little');
          const { hi, lo } = splitWords(bytes, { wordSize: 8, byteOrder });
          expect(joinHalves(hi[0] ?? 0, lo[0] ?? 0)).toBe(value);
          expect([highHalf(value), lowHalf(value)]).toEqual([hi[0], lo[0]]);
        },
      ),
    );
  });

  test('of an address in a double put together are the address', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (address) => {
        expect(joinHalves(highOf(address), lowOf(address))).toBe(BigInt(address));
      }),
    );
  });
});
