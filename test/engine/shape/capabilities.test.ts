import { expect, test } from 'vitest';
import { Columns } from '../../../src/main/engine/kernel/columns.ts';
import { holdsAllCapabilities } from '../../../src/main/engine/shape/capabilities.ts';
import { scratch } from '../../support/engine/scratch.ts';

const AT = 0x8000;
const SPAN = 0xc0;

/** Whether a struct whose words of 32 bits are these, from its start on, passes for credentials of a kernel thread. */
function passes(words: Readonly<Record<number, number>>): boolean {
  const { guest, space } = scratch();
  for (const [at, value] of Object.entries(words)) guest.writeU32(AT + Number(at), value);
  return holdsAllCapabilities(new Columns(space, Float64Array.of(AT), SPAN), 0);
}

const ONES = 0xffff_ffff;

test('permitted, effective and bounding set side by side are all capabilities', () => {
  expect(passes({ 48: ONES, 52: 0x3f, 56: ONES, 60: 0x3f, 64: ONES, 68: 0x3f })).toBe(true);
  // Effective lacks one, as up to 2.6.33.
  expect(passes({ 48: ONES, 52: 0x3f, 56: ONES - 0x100, 60: 0x3f, 64: ONES, 68: 0x3f })).toBe(true);
});

test('and they are wherever a compiler has put them', () => {
  expect(passes({ 8: ONES, 12: 0x1ff, 72: ONES, 76: 0x1ff, 160: ONES, 164: 0x1ff })).toBe(true);
});

test('struct pids of 64 bytes in a row hold none, though a pointer into the image and a count look like a mask', () => {
  const pids = [0, 64, 128].flatMap((start): [number, number][] => [
    [start, 1],
    [start + 48, 300 + start],
    [start + 56, 0x81e5_3ac0],
    [start + 60, ONES],
  ]);
  expect(passes(Object.fromEntries(pids))).toBe(false);
});
