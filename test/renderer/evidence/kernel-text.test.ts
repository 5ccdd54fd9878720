import { expect, test } from 'vitest';
import { machineText } from '../../../src/renderer/evidence/kernel-text.ts';

const kernel = {
  wordSize: 8,
  byteOrder: 'little',
  initTask: 0xffff_ffff_8000_0000n,
  initTaskPhysical: 0,
  imageDelta: 0n,
  directMapDelta: 0n,
  evidence: [],
} as const;

test('what the dump does not tell of its machine is said to be missing, once it was looked for', () => {
  expect(machineText(kernel, false)).toBe('Linux · 64-bit little-endian');
  expect(machineText(kernel, true)).toBe(
    'Linux, release not found · architecture not found · 64-bit little-endian',
  );
});

test('a release that is made to deceive is shown as what it is', () => {
  expect(machineText({ ...kernel, release: '6.1\u202e', architecture: 'x86_64' }, true)).toBe(
    String.raw`Linux 6.1\u{202e} · x86_64 · 64-bit little-endian`,
  );
});
