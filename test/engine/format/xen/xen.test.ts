import { describe, expect, it } from 'vitest';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import { say } from '../../../../src/shared/i18n/sentence.ts';
import { physAddr } from '../../../../src/shared/units.ts';
import { elfCoreImage } from '../../../support/elf-image.ts';
import { expectPages } from '../../../support/formats/expect-pages.ts';
import { pageOf, pagesOf } from '../../../support/formats/guest-pages.ts';
import { xcCoreImage, xenCoreImage, xenSavedImage, xlHeader } from '../../../support/formats/xen-image.ts';
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
    const last = Buffer.from(image).lastIndexOf(Uint8Array.of(300 % 256, 1, 0, 0, 0, 0, 0, 0));
    new DataView(image.buffer).setBigUint64(last, 2n ** 64n - 1n, true);
    const { memory } = openDump(new MemoryFile(image));
    expect(memory.has(physAddr(8 * 4096), 4096)).toBe(true);
    expect(memory.has(physAddr(300 * 4096), 1)).toBe(false);
  });

  it.each(['pfn', 'p2m'] as const)(
    'lays out in order what a cut off core holds, without its .xen_%s',
    (kind) => {
      const image = xenCoreImage(pages, kind);
      const firstPages = image.subarray(0, Buffer.from(image).indexOf(pageOf(8)));
      const dump = openDump(new MemoryFile(firstPages));
      const held = [0, 1, 2, 7].map((number, at) => [at, pageOf(number)] as const);
      expectPages(dump.memory, new Map(held));
      expect(dump.notices.map(({ key }) => key)).toEqual(['notice.xen.noNumbers']);
      // Its content may tell that there is a hole.
      const relaid = dump.relay?.lay([
        { start: 0, length: 3 * 4096, file: 0 },
        { start: 7 * 4096, length: 4096, file: 3 * 4096 },
      ]);
      if (relaid === undefined) throw new Error('it cannot be laid out otherwise');
      expectPages(relaid.memory, pagesOf([0, 1, 2, 7]));
    },
  );

  it('counts on from the last page whose number is there', () => {
    const image = xenCoreImage(shuffled, 'pfn');
    const three = image.subarray(
      0,
      Buffer.from(image).lastIndexOf(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 2, 0)),
    );
    const { memory, notices } = openDump(new MemoryFile(three));
    const order = [7, 300, 8, 9, 10, 11];
    expectPages(memory, new Map([...shuffled.values()].map((page, at) => [order[at] ?? NaN, page])));
    expect(notices).toEqual([say('notice.xen.noNumbers', { pages: 3 })]);
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

describe('domains that Xen saved', () => {
  const libvirt = Buffer.from('libvirt-xml\n \0 \r'.padEnd(512, '\0'));

  it.each([
    ['xl', { before: xlHeader() }],
    ['libvirt', { before: libvirt }],
    ['no tool of its own', { before: new Uint8Array(0) }],
    ['a big-endian host', { order: 'big' }],
    ['Xen 4.6', { version: 2 }],
  ] as const)('are read as %s writes them', (_, options) => {
    const dump = openDump(new MemoryFile(xenSavedImage([pagesOf([0, 2, 1]), pagesOf([7, 8, 300])], options)));
    expect(dump.format).toBe('xen-save');
    expectPages(dump.memory, pages);
    expect(dump.notices).toEqual([]);
  });

  it('hold of a page that was sent again the last, and none where it has no bytes', () => {
    const batches = [
      new Map([...pagesOf([0, 1, 2]), [3, undefined], [7, pageOf(9)]]),
      new Map([...pagesOf([7, 8, 300]), [2, undefined]]),
    ];
    const { memory } = openDump(new MemoryFile(xenSavedImage(batches)));
    expectPages(memory, pages);
    expect(memory.has(physAddr(3 * 4096), 1)).toBe(false);
  });

  it('are read as far as they go', () => {
    const image = xenSavedImage([pagesOf([0, 1]), pagesOf([2, 7])]);
    const { memory, notices } = openDump(new MemoryFile(image.subarray(0, image.length - 100)));
    expectPages(memory, pagesOf([0, 1, 2]));
    expect(notices.map(({ key }) => key)).toEqual(['notice.xenSaved.cutOff']);
  });

  it('are refused without pages, and of versions to come', () => {
    expect(problemIn(() => openDump(new MemoryFile(xenSavedImage([]))))).toMatchObject({
      code: 'format-damaged',
    });
    expect(problemIn(() => openDump(new MemoryFile(xenSavedImage([pages], { version: 4 }))))).toMatchObject({
      code: 'format-unsupported',
      offset: xlHeader().length + 12,
    });
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
