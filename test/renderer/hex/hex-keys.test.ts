import { expect, test } from 'vitest';
import { clampTop, hexKey } from '../../../src/renderer/hex/hex-keys.ts';
import { SegmentMap } from '../../../src/renderer/hex/segment-map.ts';

/* rows 0–3: 0x00–0x3f; row 4: gap; rows 5–8: 0x100–0x13f */
const map = new SegmentMap([
  { start: 0n, length: 0x40, label: 'RAM' },
  { start: 0x100n, length: 0x40, label: 'RAM' },
]);
const at = (focus: bigint, anchor = focus) => ({ top: 0, selection: { anchor, focus } });

test('arrows move the cursor, shift extends the selection', () => {
  expect(hexKey(map, 4, at(5n), 'ArrowRight', false)?.selection).toEqual({ anchor: 6n, focus: 6n });
  expect(hexKey(map, 4, at(5n), 'ArrowDown', true)?.selection).toEqual({ anchor: 5n, focus: 0x15n });
});

test('with shift, pages extend the selection, and the view follows', () => {
  expect(hexKey(map, 4, at(5n), 'PageDown', true)).toEqual({
    top: 0,
    selection: { anchor: 5n, focus: 0x35n },
  });
  expect(hexKey(map, 4, at(0x125n), 'PageUp', true)?.selection).toEqual({ anchor: 0x125n, focus: 0x3fn });
  expect(hexKey(map, 4, at(5n), 'PageDown', false)).toEqual({ ...at(5n), top: 3 });
});

test('the cursor steps over gaps both ways', () => {
  expect(hexKey(map, 4, at(0x3fn), 'ArrowRight', false)?.selection?.focus).toBe(0x100n);
  expect(hexKey(map, 4, at(0x100n), 'ArrowLeft', false)?.selection?.focus).toBe(0x3fn);
});

test('the cursor stops at both ends of the dump', () => {
  expect(hexKey(map, 4, at(0n), 'ArrowLeft', false)?.selection?.focus).toBe(0n);
  expect(hexKey(map, 4, at(0x13fn), 'ArrowDown', false)?.selection?.focus).toBe(0x13fn);
});

test('the view follows the cursor', () => {
  expect(hexKey(map, 3, at(0x2fn), 'ArrowRight', false)?.top).toBe(1);
});

test('without a cursor the first arrow puts one at the top', () => {
  expect(hexKey(map, 4, { top: 1 }, 'ArrowDown', false)?.selection).toEqual({ anchor: 0x10n, focus: 0x10n });
});

test('pages and ends stay inside', () => {
  expect(hexKey(map, 4, { top: 0 }, 'PageDown', false)?.top).toBe(3);
  expect(hexKey(map, 4, { top: 3 }, 'End', false)?.top).toBe(5);
  expect(hexKey(map, 4, { top: 3 }, 'Home', false)?.top).toBe(0);
  expect(clampTop(map, 40, 7)).toBe(0);
  expect(hexKey(map, 4, { top: 0 }, 'x', false)).toBeUndefined();
});
