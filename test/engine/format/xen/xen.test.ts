import { describe, expect, it } from 'vitest';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import { physAddr } from '../../../../src/shared/units.ts';
import { elfCoreImage } from '../../../support/elf-image.ts';
import { expectPages } from '../../../support/formats/expect-pages.ts';
import { pageOf, pagesOf } from '../../../support/formats/guest-pages.ts';
import { xcCoreImage, xenCoreImage } from '../../../support/formats/xen-image.ts';
import { MemoryFile } from '../../../support/memory-file.ts';
import { problemIn } from '../../../support/problem-of.ts';

const pages = pagesOf([0, 1, 2, 7, 8, 300]);
const shuffled = new Map([7, 300, 8, 0, 2, 1].map((number) => [number, pageOf(number)]));

describe('cores of Xen', () => {
  it.each(['pfn', 'p2m'] as const)('reads pages by their numbers in .xen_%s, in any order', (kind) => {
    for (const order of [pages, shuffled]) {
      const dump = openDump(new MemoryFile(xenCoreImage(order, kind)));
      expect(dump.format).toBe('xen');
      expectPages(dump.memory, pages);
      expect(dump.notes.map((note) => note.name)).toEqual(['Xen']);
    }
  });

  it('leaves out pages whose number or bytes are missing', () => {
    const image = xenCoreImage(pages, 'pfn');
    new DataView(image.buffer).setBigUint64(image.length - 8, 2n ** 64n - 1n, true);
    const { memory } = openDump(new MemoryFile(image));
    expect(memory.has(physAddr(8 * 4096), 4096)).toBe(true);
    expect(memory.has(physAddr(300 * 4096), 1)).toBe(false);
  });

  it('refuses a core whose sections hold nothing', () => {
    expect(problemIn(() => openDump(new MemoryFile(xenCoreImage(new Map(), 'pfn'))))).toMatchObject({
      code: 'format-damaged',
    });
  });

  it('reads the old layout, by number or in order', () => {
    expectPages(openDump(new MemoryFile(xcCoreImage(shuffled, true))).memory, pages);
    const inOrder = new Map([...pages.values()].map((page, i) => [i, page]));
    expectPages(openDump(new MemoryFile(xcCoreImage(pages, false))).memory, inOrder);
  });
});

describe('cores of VirtualBox', () => {
  it('are read though their ELF version is 0', () => {
    const image = elfCoreImage({
      wordSize: 8,
      byteOrder: 'little',
      segments: [{ physical: 0x1000n, bytes: pageOf(1) }],
      notes: [{ name: 'VBCORE', type: 0xb00, data: new Uint8Array(24) }],
    });
    image[6] = 0;
    const dump = openDump(new MemoryFile(image));
    expectPages(dump.memory, pagesOf([1]));
    expect(dump.notes[0]?.name).toBe('VBCORE');
  });
});
