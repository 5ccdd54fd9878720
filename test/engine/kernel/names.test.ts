import { expect, test } from 'vitest';
import { isIdleName, nameWindow } from '../../../src/main/engine/kernel/names.ts';
import { scratch } from '../../support/engine/scratch.ts';

const { guest, memory } = scratch();
const place = (text: string, at: number): number => {
  guest.at(at, 32).fill(0x7f);
  guest.at(at, 16).fill(0);
  guest.at(at, text.length).set(new TextEncoder().encode(text));
  return at;
};

test('the idle task of the first CPU is called swapper or swapper/0, on any byte', () => {
  expect(isIdleName(memory, place('swapper', 0x1000))).toBe(true);
  expect(isIdleName(memory, place('swapper/0', 0x1041))).toBe(true);
});

test.each(['swapper/1', 'swapper/00', 'swapper_pg_dir', 'swapper/0 ', 'Swapper', 'swapper/0\0x', ''])(
  'text %j is not its name',
  (text) => {
    expect(isIdleName(memory, place(text, 0x1000))).toBe(false);
  },
);

test('a name cut off by the end of the dump is none', () => {
  guest.at(0xfff8, 8).set(new TextEncoder().encode('swapper\0'));
  expect(isIdleName(memory, 0xfff8)).toBe(false);
});

test('the window around a name begins 16-aligned, at the start of memory at the latest, and holes are zero', () => {
  const low = nameWindow(memory, 0x104);
  expect(low.start).toBe(0);
  expect(low.bytes.length % 8).toBe(0);
  const high = nameWindow(memory, 0xffff);
  expect(high.start % 16).toBe(0);
  expect(high.start).toBeLessThanOrEqual(0xffff - 0x2ff0);
  expect(high.bytes.at(-1)).toBe(0);
});
