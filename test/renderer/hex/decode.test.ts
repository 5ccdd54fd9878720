import { expect, test } from 'vitest';
import { decodePart, hexText, inspect, unsigned } from '../../../src/renderer/hex/decode.ts';

const bytes = Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 1);

test('numbers are read in the dump’s byte order', () => {
  expect(unsigned(bytes, 'little')).toBe(0x0100_0000_ffff_fffen);
  expect(unsigned(bytes, 'big')).toBe(0xfeff_ffff_0000_0001n);
});

test('parts are decoded by kind', () => {
  expect(decodePart('s32', bytes.subarray(0, 4), 'little')).toBe('-2');
  expect(decodePart('u32', bytes.subarray(0, 4), 'little')).toBe('4294967294');
  expect(decodePart('pointer', bytes, 'big')).toBe('0xfeffffff00000001');
  expect(decodePart('chars', new TextEncoder().encode('a\u202Eb\0c'), 'little')).toBe(
    String.raw`“a\xe2\x80\xaeb”`,
  );
});

test('the inspector stops at the width it has bytes for', () => {
  expect(inspect(bytes, 'little').map(({ value }) => value)).toEqual([
    '254 (-2)',
    '65534 (-2)',
    '4294967294 (-2)',
    '0x1000000fffffffe',
  ]);
  expect(inspect(bytes.subarray(0, 3), 'little')).toHaveLength(2);
});

test('bytes are copied sixteen to a line', () => {
  expect(hexText(new Uint8Array(17).fill(0xab))).toBe(`${Array(16).fill('ab').join(' ')}\nab`);
});
