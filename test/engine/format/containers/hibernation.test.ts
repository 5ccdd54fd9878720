import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareFile } from '../../../../src/main/engine/format/containers/prepare-file.ts';
import { openDumpFile } from '../../../../src/main/engine/file/open-file.ts';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import type { OpenedDump } from '../../../../src/main/engine/format/dump-format.ts';
import { physAddr } from '../../../../src/shared/units.ts';
import { diskImage } from '../../../support/formats/disk-image.ts';
import { expectPages } from '../../../support/formats/expect-pages.ts';
import { pageOf, pagesOf } from '../../../support/formats/guest-pages.ts';
import { hibernationImage } from '../../../support/formats/hibernation-image.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taskshape-hibernated-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function openSwap(
  image: Uint8Array,
): Promise<OpenedDump & { readonly unpackNotices: readonly string[] }> {
  const path = join(folder, 'swap');
  writeFileSync(path, image);
  const prepared = await prepareFile(path, { folder: join(folder, 'cache') });
  expect(prepared.packings).toEqual(['hibernation']);
  const file = openDumpFile(prepared.path);
  return { ...openDump(file), unpackNotices: prepared.notices.map(({ key }) => key) };
}

/** More than one map of 511 pages, and units of which the last is not full. */
const many = Array.from({ length: 1300 }, (_, i) => i + (i > 40 ? 7 : 0) + (i > 900 ? 5000 : 0));

it.each([
  { packing: 'lzo' },
  { packing: 'lz4' },
  { packing: 'none' },
  { packing: 'unmarked' },
  { packing: 'lzo', wordSize: 4 },
  { packing: 'lzo', wordSize: 4, byteOrder: 'big' },
  { packing: 'lzo', byteOrder: 'big', taken: 5 },
  { packing: 'none', pageSize: 16_384 },
  { packing: 'lz4', pageSize: 65_536 },
] as const)('memory is read from swap space: $packing, $wordSize, $byteOrder, $pageSize', async (options) => {
  const pageSize = 'pageSize' in options ? options.pageSize : 4096;
  const pages = pagesOf(pageSize === 4096 ? many : many.slice(0, 90), pageSize);
  const { memory, unpackNotices } = await openSwap(hibernationImage({ pages, ...options }));
  expectPages(memory, pages);
  expect(unpackNotices).toEqual([]);
});

it.each(['primary', 'logical', 'gpt', 'gpt 4096'] as const)(
  'swap space may be a partition of a disk: %s',
  async (table) => {
    const pages = pagesOf([1, 2, 7]);
    const { memory } = await openSwap(diskImage(hibernationImage({ pages }), table));
    expectPages(memory, pages);
  },
);

it('a disk whose boot records lead in circles, or with no hibernated swap space, is none', async () => {
  const path = join(folder, 'disk');
  const circle = diskImage(new Uint8Array(8192), 'logical');
  new DataView(circle.buffer).setUint32((128 + 64) * 512 + 446 + 16 + 8, 64, true);
  for (const image of [circle, diskImage(new Uint8Array(8192), 'gpt')]) {
    writeFileSync(path, image);
    expect((await prepareFile(path, { folder: join(folder, 'cache') })).packings).toEqual([]);
  }
});

it('pages of zeros are pages, though they are not stored', async () => {
  const pages = pagesOf([1, 2, 5, 9]);
  const zeros = [3, 4, 20];
  const { memory } = await openSwap(hibernationImage({ pages, zeros }));
  expectPages(memory, new Map([...pages, ...zeros.map((frame) => [frame, new Uint8Array(4096)] as const)]));
});

it('what is there of an image that is cut off is read', async () => {
  const image = hibernationImage({ pages: pagesOf(many), packing: 'none' });
  const { memory, unpackNotices } = await openSwap(image.subarray(0, 600 * 4096));
  expect(unpackNotices).toEqual(['notice.partlyUnpackedWhy']);
  const page = new Uint8Array(4096);
  expect(memory.read(physAddr(0), page)).toBe(4096);
  expect(Buffer.compare(page, pageOf(0))).toBe(0);
  expect(memory.size).toBeGreaterThan(580 * 4096);
});

it.each([
  ['its map leads back to itself', 4096 + 511 * 8, 1n],
  ['its map leads out of the file', 4096, 2n ** 60n],
  ['it has no map', 4096 - 32, 2n ** 63n],
  ['it says that it has more pages than it has', 2 * 4096 + 424, 2n ** 40n],
] as const)('an image ends, whatever it says: %s', async (_, offset, value) => {
  const image = Buffer.from(hibernationImage({ pages: pagesOf(many) }));
  image.writeBigUInt64LE(value, offset);
  const path = join(folder, 'swap');
  writeFileSync(path, image);
  await prepareFile(path, { folder: join(folder, 'cache') }).then(
    ({ notices }) => {
      expect(notices.map(({ key }) => key)).toEqual(['notice.partlyUnpackedWhy']);
    },
    (error: unknown) => {
      expect(error).toMatchObject({ problem: { code: 'format-damaged' } });
    },
  );
});
