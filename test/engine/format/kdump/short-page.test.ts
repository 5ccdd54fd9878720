import { expect, test } from 'vitest';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import { physAddr } from '../../../../src/shared/units.ts';
import { pagesOf } from '../../../support/formats/guest-pages.ts';
import { kdumpImage } from '../../../support/formats/kdump-image.ts';
import { MemoryFile } from '../../../support/memory-file.ts';

test('a page that is said to be short and is cut off lies nowhere in the file', () => {
  const image = kdumpImage({ pages: pagesOf([0, 1]), packing: 'none' });
  const first = image.length - 2 * 4096;
  // The size in the second page's descriptor; the descriptors of 24 bytes stand before the pages.
  new DataView(image.buffer, image.byteOffset).setUint32(first - 24 + 8, 1000, true);
  const { memory } = openDump(new MemoryFile(image.subarray(0, -100)));
  const page = new Uint8Array(4096);
  expect(memory.read(physAddr(4096), page)).toBe(0);
  expect(memory.fileOffsetOf(physAddr(4096))).toBeUndefined();
  expect(memory.read(physAddr(0), page)).toBe(4096);
  expect(memory.fileOffsetOf(physAddr(0))).toBe(first);
});
