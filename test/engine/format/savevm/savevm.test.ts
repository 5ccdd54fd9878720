import { describe, expect, it } from 'vitest';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import { ramRanges } from '../../../../src/main/engine/format/savevm/place-ram.ts';
import { fileOffset, physAddr } from '../../../../src/shared/units.ts';
import { english } from '../../../../src/shared/i18n/english.ts';
import { expectPages } from '../../../support/formats/expect-pages.ts';
import { Fields } from '../../../support/formats/fields.ts';
import { pageOf, pagesOf } from '../../../support/formats/guest-pages.ts';
import { savevmImage } from '../../../support/formats/savevm-image.ts';
import { MemoryFile } from '../../../support/memory-file.ts';
import { problemIn } from '../../../support/problem-of.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const pages = new Map([
  ...pagesOf([0, 1, 2, 9]),
  [10, new Uint8Array(4096)],
  [11, new Uint8Array(4096).fill(0xcc)],
]);
const ram = { name: 'pc.ram', length: 16 * MIB, pages };
const vga = { name: '0000:00:01.0/vga.vram', length: 16 * MIB, pages: pagesOf([77]) };

describe('machines saved by QEMU', () => {
  it.each([{}, { packed: true }, { footers: false }])(
    'reads the machine’s memory and no device’s (%o)',
    (options) => {
      const dump = openDump(new MemoryFile(savevmImage({ blocks: [vga, ram], ...options })));
      expect(dump.format).toBe('savevm');
      expect(dump.notices).toEqual([]);
      expectPages(dump.memory, pages);
    },
  );

  it('uses the last of several copies of a page', () => {
    const earlier = new Map([...pagesOf([2, 3])].map(([number]) => [number, pageOf(number + 500)]));
    const { memory } = openDump(new MemoryFile(savevmImage({ blocks: [ram], earlier })));
    const into = new Uint8Array(4096);
    memory.read(physAddr(2 * 4096), into);
    expect(Buffer.compare(into, pageOf(2))).toBe(0);
    memory.read(physAddr(3 * 4096), into);
    expect(Buffer.compare(into, pageOf(503))).toBe(0);
  });

  it('turns addresses and file offsets into each other', () => {
    const image = savevmImage({ blocks: [vga, ram] });
    const { memory } = openDump(new MemoryFile(image));
    const offset = memory.fileOffsetOf(physAddr(9 * 4096 + 7)) ?? -1;
    expect(image[offset]).toBe(pageOf(9)[7]);
    expect(memory.addressOf(fileOffset(offset))).toBe(9 * 4096 + 7);
    expect(memory.fileOffsetOf(physAddr(10 * 4096))).toBeUndefined();
  });

  it('keeps what a cut-off stream holds, and says so', () => {
    const image = savevmImage({ blocks: [ram] });
    const dump = openDump(new MemoryFile(image.subarray(0, image.indexOf(0xcc) - 6000)));
    expect(dump.notices.map(english).join()).toContain('cut off');
    expect(dump.memory.read(physAddr(0), new Uint8Array(4096))).toBe(4096);
  });

  it('takes no longer for a page that claims to lie terabytes away, and keeps those before it', () => {
    const far = { ...ram, length: 2 ** 49, pages: new Map([...pagesOf([0]), ...pagesOf([2 ** 36])]) };
    const before = process.cpuUsage();
    const { memory, notices } = openDump(new MemoryFile(savevmImage({ blocks: [far] })));
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(2_000_000);
    expect(memory.end).toBe(4096);
    expect(notices.map(english).join()).toContain('68719476736');
  });

  it('refuses a stream without memory, and of another version', () => {
    const image = savevmImage({ blocks: [{ ...ram, pages: new Map() }] });
    expect(problemIn(() => openDump(new MemoryFile(image)))).toMatchObject({ code: 'format-damaged' });
    image[7] = 2;
    expect(problemIn(() => openDump(new MemoryFile(image)))).toMatchObject({ code: 'format-unsupported' });
  });
});

describe('where QEMU’s machines keep their memory', () => {
  it.each([
    ['pc-q35-7.2', 1 * GIB, [[0, 1 * GIB]]],
    ['pc-q35-7.2', 2.5 * GIB, [[0, 2.5 * GIB]]],
    [
      'pc-q35-7.2',
      3.5 * GIB,
      [
        [0, 2 * GIB],
        [4 * GIB, 1.5 * GIB],
      ],
    ],
    ['pc-i440fx-7.2', 3.25 * GIB, [[0, 3.25 * GIB]]],
    [
      'pc-i440fx-7.2',
      6 * GIB,
      [
        [0, 3 * GIB],
        [4 * GIB, 3 * GIB],
      ],
    ],
    [
      'pc-i440fx-1.7',
      6 * GIB,
      [
        [0, 3.5 * GIB],
        [4 * GIB, 2.5 * GIB],
      ],
    ],
    ['virt-7.2', 8 * GIB, [[1 * GIB, 8 * GIB]]],
    ['riscv virt', 8 * GIB, [[2 * GIB, 8 * GIB]]],
    ['s390-ccw-virtio-7.2', 8 * GIB, [[0, 8 * GIB]]],
    ['pseries-7.2', 8 * GIB, [[0, 8 * GIB]]],
  ])('%s with %i bytes', (machine, bytes, expected) => {
    expect(ramRanges(machine, bytes).map(({ start, length }) => [start, length])).toEqual(expected);
  });

  it('joins the memory of NUMA nodes in order', () => {
    const node = (number: number) => ({ name: `ram-node${number}`, length: 64 * 4096, pages: pagesOf([3]) });
    const { memory } = openDump(new MemoryFile(savevmImage({ blocks: [node(10), node(2), vga] })));
    expect(memory.runs.map(({ start }) => start)).toEqual([3 * 4096, 67 * 4096]);
  });
});

describe('machines saved by libvirt', () => {
  const save = (magic: string, packing: number): Uint8Array => {
    const xml = '<domain/>'.repeat(3);
    const header = new Fields('little').text(magic).u32(2, xml.length, 1, packing, 0).upTo(92).text(xml);
    return header.raw(savevmImage({ blocks: [ram] })).bytes();
  };

  it('reads the stream behind the XML', () => {
    const image = save('LibvirtQemudSave', 0);
    const { memory, format } = openDump(new MemoryFile(image));
    expect(format).toBe('libvirt');
    expectPages(memory, pages);
    expect(image[memory.fileOffsetOf(physAddr(9 * 4096)) ?? -1]).toBe(pageOf(9)[0]);
  });

  it('says that a save was not finished', () => {
    expect(openDump(new MemoryFile(save('LibvirtQemudPart', 0))).notices.map(english)[0]).toContain(
      'did not finish',
    );
  });

  it('refuses one whose stream is not there', () => {
    expect(
      problemIn(() => openDump(new MemoryFile(save('LibvirtQemudSave', 1).subarray(0, 100)))),
    ).toMatchObject({
      code: 'format-damaged',
    });
  });
});
