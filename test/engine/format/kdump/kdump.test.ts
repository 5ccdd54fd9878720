import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDumpFile } from '../../../../src/main/engine/file/open-file.ts';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import type { OpenedDump } from '../../../../src/main/engine/format/dump-format.ts';
import { physAddr } from '../../../../src/shared/units.ts';
import { english } from '../../../../src/shared/i18n/english.ts';
import { expectPages } from '../../../support/formats/expect-pages.ts';
import { pageOf, pagesOf } from '../../../support/formats/guest-pages.ts';
import { flattenedImage, kdumpImage, type KdumpImageOptions } from '../../../support/formats/kdump-image.ts';
import { MemoryFile } from '../../../support/memory-file.ts';
import { problemIn } from '../../../support/problem-of.ts';

const NUMBERS = [0, 1, 2, 5, 31, 32, 33, 511, 512, 700];
const pages = pagesOf(NUMBERS);
const open = (options: Omit<KdumpImageOptions, 'pages'> = {}): OpenedDump =>
  openDump(new MemoryFile(kdumpImage({ pages, ...options })));

describe('kdump-compressed dumps', () => {
  it.each(['none', 'zlib', 'lzo', 'snappy', 'zstd'] as const)('reads pages packed with %s', (packing) => {
    const dump = open({ packing });
    expect(dump.format).toBe('kdump');
    expectPages(dump.memory, pages);
  });

  it.each(
    [1, 2, 3, 4, 5, 6].flatMap((version) =>
      (['little', 'big'] as const).flatMap((byteOrder) => [
        { version, byteOrder, wordSize: 8 as const, align: 8 as const },
        { version, byteOrder, wordSize: 4 as const, align: 4 as const },
        { version, byteOrder, wordSize: 4 as const, align: 8 as const },
      ]),
    ),
  )(
    'reads headers of version $version, $byteOrder-endian, words of $wordSize aligned to $align',
    (layout) => {
      expectPages(open(layout).memory, pages);
    },
  );

  it.each([1024, 16384, 65536])('reads pages of %i bytes', (pageSize) => {
    const large = pagesOf([0, 3, 4], pageSize);
    expectPages(openDump(new MemoryFile(kdumpImage({ pages: large, pageSize }))).memory, large);
  });

  it('reads a dump with one bitmap', () => {
    expectPages(open({ oneBitmap: true }).memory, pages);
  });

  it('takes excluded pages for holes and says how many', () => {
    const dump = open({ excluded: [3, 4, 40], dumpLevel: 31 });
    expectPages(dump.memory, pages);
    expect(dump.notices.map(english).join()).toContain('3 pages were left out');
  });

  it('takes pages excluded at level 1 for what they are: zero', () => {
    const dump = open({ excluded: [3, 4], dumpLevel: 1 });
    expectPages(
      dump.memory,
      new Map(
        [...pages, [3, new Uint8Array(4096)], [4, new Uint8Array(4096)]].sort(
          (a, b) => Number(a[0]) - Number(b[0]),
        ) as [number, Uint8Array][],
      ),
    );
    expect(dump.notices).toEqual([]);
  });

  it('keeps the vmcoreinfo as a note', () => {
    expect(open({ vmcoreinfo: 'OSRELEASE=6.1.0\n' }).notes).toEqual([
      { name: 'VMCOREINFO', type: 0, data: new Uint8Array(Buffer.from('OSRELEASE=6.1.0\n')) },
    ]);
  });

  it('says that its writer ran out of space', () => {
    expect(open({ status: 8 }).notices.map(english).join()).toContain('incomplete');
  });

  it('knows where a page lies in the file only when it lies there as itself', () => {
    const at = (dump: OpenedDump) => dump.memory.fileOffsetOf(physAddr(5 * 4096 + 17));
    expect(at(open())).toBeUndefined();
    const image = kdumpImage({ pages, packing: 'none' });
    expect(image[at(openDump(new MemoryFile(image))) ?? -1]).toBe(pageOf(5)[17]);
  });
});

describe('damaged kdump-compressed dumps', () => {
  it('uses what a cut-off file still holds', () => {
    const whole = kdumpImage({ pages, packing: 'none' });
    const { memory, notices } = openDump(new MemoryFile(whole.subarray(0, whole.length - 4096 * 2 - 10)));
    expect(notices.map(english).join()).toContain('the pages that were written last are missing');
    expect(memory.read(physAddr(511 * 4096), new Uint8Array(4096))).toBe(0);
    expect(memory.has(physAddr(511 * 4096), 1)).toBe(false);
    expect(memory.read(physAddr(33 * 4096), new Uint8Array(4096))).toBe(4096);
  });

  it('says that the list of pages is cut off', () => {
    const whole = kdumpImage({ pages });
    expect(
      openDump(new MemoryFile(whole.subarray(0, 4096 * 4 + 48)))
        .notices.map(english)
        .join(),
    ).toContain('cut off');
  });

  it('turns a damaged page into a hole once it was met', () => {
    const image = kdumpImage({ pages: pagesOf([0, 1]) });
    image.fill(0xff, image.length - 20);
    const { memory } = openDump(new MemoryFile(image));
    const both = new Uint8Array(8192);
    expect(memory.read(physAddr(0), both)).toBe(4096);
    expect(both.subarray(4096).every((byte) => byte === 0)).toBe(true);
    expect(memory.holes(physAddr(0), 8192)).toEqual([[4096, 8192]]);
    expect([...memory.gather(Float64Array.of(0, 4090, 4096), 8, new Uint8Array(24))]).toEqual([1, 0, 0]);
  });

  it.each([
    ['page size', 428, 3000],
    ['bitmap', 436, 0],
    ['bitmap', 436, 0xffff_ffff],
  ])('refuses an impossible %s', (_, offset, value) => {
    const image = kdumpImage({ pages });
    new DataView(image.buffer).setUint32(offset, value, true);
    expect(problemIn(() => openDump(new MemoryFile(image)))).toMatchObject({ code: 'format-damaged' });
  });
});

describe('dumps in several files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'taskshape-split-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  /** Writes a file for each range of pages and answers their paths. */
  const writeParts = (into: string, ...ranges: { start: number; end: number }[]): string[] =>
    ranges.map((split, i) => {
      const path = join(into, `part${i}`);
      writeFileSync(path, kdumpImage({ pages, split, count: 701 }));
      return path;
    });
  const parts = writeParts(folder, { start: 0, end: 32 }, { start: 32, end: 511 }, { start: 511, end: 701 });
  writeFileSync(join(folder, 'another-dump'), kdumpImage({ pages: pagesOf([9]), status: 0, version: 5 }));

  it('finds the other files of the set beside the one that was named', () => {
    for (const path of parts) {
      const file = openDumpFile(path);
      const dump = openDump(file);
      expectPages(dump.memory, pages);
      expect(dump.notices.map(english).join()).toContain('3 were found');
      dump.close?.();
      file.close();
    }
  });

  it('takes nothing from a file whose part ends before it begins', () => {
    const lying = mkdtempSync(join(folder, 'lying-'));
    for (const path of writeParts(lying, { start: 0, end: 33 }, { start: 600, end: 9 })) {
      const file = openDumpFile(path);
      const dump = openDump(file);
      expectPages(dump.memory, new Map([...pages].filter(([page]) => page < 33)));
      dump.close?.();
      file.close();
    }
  });

  it('opens one file alone, with the addresses that are missing', () => {
    const image = kdumpImage({ pages, split: { start: 32, end: 511 }, count: 701 });
    const dump = openDump(new MemoryFile(image, join(tmpdir(), 'no-such-folder', 'part')));
    expectPages(dump.memory, pagesOf([32, 33]));
    expect(dump.notices.map(english).join()).toContain('0x0–0x20000, 0x1ff000–0x2bd000');
  });
});

describe('flattened dumps', () => {
  const image = kdumpImage({ pages });

  it.each([1, 7, 100, 4096, 1 << 20])('reads records of %i bytes in any order', (piece) => {
    const shuffled = flattenedImage(
      image.subarray(0, piece === 1 ? image.length : undefined),
      piece,
      (records) =>
        records
          .map((record, i) => ({ record, key: (i * 7919) % 104_729 }))
          .sort((a, b) => a.key - b.key)
          .map(({ record }) => record),
    );
    const dump = openDump(new MemoryFile(shuffled));
    expect(dump.detail.key).toBe('format.flattened');
    expectPages(dump.memory, pages);
  });

  it('lets later records win over earlier ones', () => {
    const flat = flattenedImage(image, 512, (records) => [
      { offset: 0, bytes: new Uint8Array(8000).fill(0xee) },
      { offset: 300, bytes: new Uint8Array(5000).fill(0xdd) },
      ...records,
    ]);
    expectPages(openDump(new MemoryFile(flat)).memory, pages);
  });

  it('uses what a cut-off file still holds, and says so', () => {
    const flat = flattenedImage(image, 4096);
    const dump = openDump(new MemoryFile(flat.subarray(0, flat.length - 16 - 100)));
    expect(dump.notices.map(english).join()).toContain('cut off');
    expect(dump.memory.read(physAddr(0), new Uint8Array(4096))).toBe(4096);
  });

  it('refuses other versions, and files that hold something else', () => {
    const flat = flattenedImage(image, 4096);
    flat[31] = 2;
    expect(problemIn(() => openDump(new MemoryFile(flat)))).toMatchObject({
      code: 'format-unsupported',
      offset: 16,
    });
    const other = flattenedImage(new Uint8Array(9000).fill(1), 4096);
    expect(problemIn(() => openDump(new MemoryFile(other)))).toMatchObject({ code: 'format-damaged' });
  });
});
