import { expect, test } from 'vitest';
import { parseOffset } from '../../../src/renderer/workspace/pins.ts';

test.each([
  ['0x970', 0x970],
  ['970', 0x970],
  ['+0x970', 0x970],
  [' + 8b0 ', 0x8b0],
  ['0', 0],
])('%j is an offset', (text, offset) => {
  expect(parseOffset(text)).toBe(offset);
});

test.each(['', 'comm', '-8', '0x', '12345', 'fffff', '1.5'])('%j is none', (text) => {
  expect(parseOffset(text)).toBeUndefined();
});
