import { describe, expect, it } from 'vitest';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import { fileOffset, physAddr } from '../../../../src/shared/units.ts';
import { english } from '../../../../src/shared/i18n/english.ts';
import { avmlImage, limeImage } from '../../../support/formats/lime-image.ts';
import { pageOf } from '../../../support/formats/guest-pages.ts';
import { MemoryFile } from '../../../support/memory-file.ts';
import { problemIn } from '../../../support/problem-of.ts';

const bytesOf = (first: number, pages: number): Uint8Array =>
  new Uint8Array(Buffer.concat(Array.from({ length: pages }, (_, i) => pageOf(first + i))));
const ranges = [
  { start: 0x1000, bytes: bytesOf(1, 20) },
  { start: 0x10_0000, bytes: bytesOf(100, 40) },
  { start: 0x1_0000_0000, bytes: bytesOf(300, 3) },
];
const images = [
  ['LiME', limeImage(ranges), 'lime'],
  ['AVML', avmlImage(ranges), 'avml'],
  ['AVML in small chunks', avmlImage(ranges, 1000), 'avml'],
  [
    'AVML and LiME by turns',
    new Uint8Array(Buffer.concat([limeImage(ranges.slice(0, 1)), avmlImage(ranges.slice(1))])),
    'avml',
  ],
] as const;

describe('dumps of LiME and AVML', () => {
  it.each(images)('reads %s', (_, image, format) => {
    const dump = openDump(new MemoryFile(image));
    expect(dump.format).toBe(format);
    expect(dump.notices).toEqual([]);
    expect(dump.memory.runs.map(({ start, length }) => [start, length])).toEqual(
      ranges.map(({ start, bytes }) => [start, bytes.length]),
    );
    for (const { start, bytes } of ranges) {
      const into = new Uint8Array(bytes.length);
      expect(dump.memory.read(physAddr(start), into)).toBe(bytes.length);
      expect(Buffer.compare(into, bytes)).toBe(0);
    }
  });

  it.each(images)('finds a string over every border in %s', async (_, image) => {
    const { memory } = openDump(new MemoryFile(image));
    const second = ranges[1]?.bytes ?? new Uint8Array();
    for (const at of [990, 4090, 65_530]) {
      const { hits } = await memory.scan({
        query: { kind: 'patterns', patterns: [second.slice(at, at + 300)] },
      });
      expect([...hits.offsets]).toContain(0x10_0000 + at);
    }
  });

  it('turns addresses and file offsets into each other where bytes lie as themselves', () => {
    const { memory } = openDump(new MemoryFile(avmlImage(ranges, 4096)));
    const address = physAddr(0x10_0000 + 2 * 4096 + 5);
    const offset = memory.fileOffsetOf(address);
    expect(offset).toBeDefined();
    expect(memory.addressOf(fileOffset(offset ?? 0))).toBe(address);
    expect(memory.fileOffsetOf(physAddr(0x10_0000))).toBeUndefined();
  });

  it.each(images)('uses what a cut-off file of %s still holds, and says so', (_, image) => {
    const dump = openDump(new MemoryFile(image.subarray(0, image.length - 9000)));
    expect(dump.notices.length).toBeGreaterThan(0);
    expect(dump.memory.read(physAddr(0x1000), new Uint8Array(4096))).toBe(4096);
  });

  it('leaves out what follows the last range', () => {
    const image = new Uint8Array(Buffer.concat([limeImage(ranges), Buffer.alloc(100, 7)]));
    expect(openDump(new MemoryFile(image)).notices.map(english).join()).toContain(
      'the rest of the file was left out',
    );
  });

  it('refuses a range that ends before it starts', () => {
    const image = limeImage(ranges);
    image.fill(0, 16, 24);
    expect(problemIn(() => openDump(new MemoryFile(image)))).toMatchObject({
      code: 'format-damaged',
      offset: 0,
    });
  });
});
