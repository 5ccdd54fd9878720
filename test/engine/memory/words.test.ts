import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readU16,
  readU32,
  readU64,
  readWord,
  u32Column,
  u32View,
  u64View,
  wordColumn,
  wordView,
} from '../../../src/main/engine/memory/words.ts';
import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';

const orders: readonly ByteOrder[] = ['little', 'big'];
const sizes: readonly WordSize[] = [4, 8];
const bytes = Uint8Array.of(0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef);

describe('reading words', () => {
  it('reads either byte order', () => {
    expect(readU16(bytes, 0, 'little')).toBe(0x2301);
    expect(readU16(bytes, 0, 'big')).toBe(0x0123);
    expect(readU32(bytes, 4, 'little')).toBe(0xefcd_ab89);
    expect(readU32(bytes, 4, 'big')).toBe(0x89ab_cdef);
    expect(readU64(bytes, 0, 'little')).toBe(0xefcd_ab89_6745_2301n);
    expect(readU64(bytes, 0, 'big')).toBe(0x0123_4567_89ab_cdefn);
    expect(readWord(bytes, 0, 4, 'big')).toBe(0x0123_4567n);
  });

  it('agrees with DataView in every column and view, aligned or not', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 64, maxLength: 200 }),
        fc.integer({ min: 0, max: 7 }),
        fc.constantFrom(...orders),
        fc.constantFrom(...sizes),
        fc.integer({ min: 8, max: 24 }),
        (data, skip, order, wordSize, stride) => {
          const block = data.subarray(skip);
          const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
          const little = order === 'little';
          const word = (at: number): bigint =>
            wordSize === 8 ? view.getBigUint64(at, little) : BigInt(view.getUint32(at, little));
          const before = block.slice();

          u32View(block, order).forEach((value, i) => {
            expect(value).toBe(view.getUint32(i * 4, little));
          });
          u64View(block, order).forEach((value, i) => {
            expect(value).toBe(view.getBigUint64(i * 8, little));
          });
          wordView(block, wordSize, order).forEach((value, i) => {
            expect(value).toBe(word(i * wordSize));
          });
          const rows = { bytes: block, stride, count: Math.floor(block.length / stride) };
          wordColumn(rows, stride - 8, wordSize, order).forEach((value, row) => {
            expect(value).toBe(word(row * stride + stride - 8));
          });
          u32Column(rows, 1, order).forEach((value, row) => {
            expect(value).toBe(view.getUint32(row * stride + 1, little));
          });
          expect(block).toEqual(before);
        },
      ),
    );
  });
});
