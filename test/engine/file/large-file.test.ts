import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { fileOffset } from '../../../src/shared/units.ts';
import { IMPLEMENTATIONS } from './support/implementations.ts';
import { temporaryFolder } from './support/temporary.ts';

const folder = temporaryFolder();
const FOUR_GIB = 2 ** 32;
const MIB = 2 ** 20;
const NEEDLE = new TextEncoder().encode('needle-beyond-32-bits');
/** Offsets that 32-bit arithmetic would fold onto small ones, and one that crosses the border. */
const AT = [FOUR_GIB - 5, FOUR_GIB + 4096, 2 * FOUR_GIB + 12_345];
const SIZE = 2 * FOUR_GIB + MIB;

/** A file of 8 GiB and a bit that takes up a few blocks of disk. */
function sparseFile(): string {
  const path = folder.file('sparse.bin');
  const descriptor = openSync(path, 'w');
  ftruncateSync(descriptor, SIZE);
  for (const at of AT) writeSync(descriptor, NEEDLE, 0, NEEDLE.length, at);
  closeSync(descriptor);
  return path;
}

const path = sparseFile();

describe.each(IMPLEMENTATIONS)('a file above 4 GiB, $name,', ({ open }) => {
  test('is read and gathered from at 64-bit offsets', () => {
    const file = open(path);
    expect(file.size).toBe(SIZE);
    const target = new Uint8Array(NEEDLE.length * AT.length);
    expect(file.gather(Float64Array.from(AT), NEEDLE.length, target)).toBe(AT.length);
    AT.forEach((at, row) => {
      const read = new Uint8Array(NEEDLE.length);
      expect(file.read(fileOffset(at), read)).toBe(NEEDLE.length);
      expect(read).toEqual(NEEDLE);
      expect(target.subarray(row * NEEDLE.length, (row + 1) * NEEDLE.length)).toEqual(NEEDLE);
    });
    // The low 32 bits of these offsets name an empty part of the file.
    expect(file.read(fileOffset(4096), new Uint8Array(4))).toBe(4);
    file.close();
  });

  test('is searched at 64-bit offsets', async () => {
    const file = open(path);
    const { hits } = await file.scan({
      ranges: AT.map((at) => ({ start: fileOffset(at - 2000), length: 4000, address: at })),
      query: { kind: 'patterns', patterns: [NEEDLE] },
    });
    file.close();
    expect([...hits.offsets]).toEqual(AT);
  });
});
