import { describe, expect, test } from 'vitest';
import type { Segment } from '../../../src/shared/api.ts';
import { SegmentMap } from '../../../src/renderer/hex/segment-map.ts';

const segment = (start: bigint, length: number, label = 'RAM'): Segment => ({ start, length, label });

/** The lines of a map, as text: `address from-to`, or `gap length`. */
const drawing = (map: SegmentMap): string[] =>
  Array.from({ length: map.rows }, (_, row) => {
    const line = map.line(row);
    if (line === undefined) return 'nothing';
    return line.type === 'gap'
      ? `gap ${line.length.toString(16)}`
      : `${line.address.toString(16)} ${String(line.from)}-${String(line.to)}`;
  });

describe('rows over segments', () => {
  test('follow each other, with one line for a gap', () => {
    const map = new SegmentMap([segment(0n, 32), segment(0x100n, 16)]);
    expect(drawing(map)).toEqual(['0 0-16', '10 0-16', 'gap e0', '100 0-16']);
    expect(map.bytes).toBe(48);
  });

  test('show ends that lie within a line', () => {
    expect(drawing(new SegmentMap([segment(5n, 20)]))).toEqual(['0 5-16', '10 0-9']);
  });

  test('take segments in any order, join those that touch, clip those that overlap, drop empty ones', () => {
    const map = new SegmentMap([
      segment(32n, 16),
      segment(0n, 16),
      segment(8n, 24),
      segment(64n, 0),
      segment(96n, -5),
    ]);
    expect(drawing(map)).toEqual(['0 0-16', '10 0-16', '20 0-16']);
  });

  test('have no gap line between touching segments of different kinds', () => {
    const map = new SegmentMap([segment(0n, 16, 'direct map'), segment(16n, 16, 'kernel image')]);
    expect(drawing(map)).toEqual(['0 0-16', '10 0-16']);
  });

  test('find back the row of every address they hold', () => {
    const map = new SegmentMap([
      segment(3n, 40),
      segment(0xffff_8880_0000_0000n, 1 << 30),
      segment(0x200n, 48),
    ]);
    for (const row of [0, 1, 2, 4, 5, 8, 1000, map.rows - 1]) {
      const line = map.line(row);
      if (line?.type !== 'bytes') throw new Error(`row ${String(row)} is no line of bytes`);
      expect(map.rowOf(line.address + BigInt(line.from))).toBe(row);
      expect(map.holds(line.address + BigInt(line.to - 1))).toBe(true);
    }
  });

  test('an address in a gap belongs to the gap’s line, one behind the end to the last', () => {
    const map = new SegmentMap([segment(0n, 32), segment(0x100n, 16)]);
    expect(map.rowOf(0x80n)).toBe(2);
    expect(map.holds(0x80n)).toBe(false);
    expect(map.rowOf(0x5000n)).toBe(3);
    expect(map.line(4)).toBeUndefined();
    expect(map.line(-1)).toBeUndefined();
  });

  test('reach the very top of the address space and no further', () => {
    const map = new SegmentMap([segment(0xffff_ffff_ffff_fff0n, 64)]);
    expect(drawing(map)).toEqual(['fffffffffffffff0 0-16']);
  });

  test('count exactly beyond 2^32 rows', () => {
    const map = new SegmentMap([segment(0n, 2 ** 40), segment(2n ** 41n, 2 ** 40)]);
    expect(map.rows).toBe(2 * 2 ** 36 + 1);
    expect(map.rowOf(2n ** 41n + 17n)).toBe(2 ** 36 + 2);
  });

  test('an empty map has no rows', () => {
    const map = new SegmentMap([]);
    expect([map.rows, map.rowOf(5n), map.holds(0n)]).toEqual([0, 0, false]);
  });

  test('bisection stays exact among 70,000 segments', () => {
    const many = Array.from({ length: 70_000 }, (_, i) => segment(BigInt(i) * 0x2000n, 0x1000));
    const map = new SegmentMap(many);
    expect(map.rowOf(69_999n * 0x2000n)).toBe(69_999 * 257);
  });
});
