import { describe, expect, it } from 'vitest';
import { openDump } from '../../../src/main/engine/format/detect.ts';
import type { OpenedDump } from '../../../src/main/engine/format/dump-format.ts';
import { physAddr, type ByteOrder, type WordSize } from '../../../src/shared/units.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { elfCoreImage, type ElfImageOptions } from '../../support/elf-image.ts';
import { MemoryFile } from '../../support/memory-file.ts';
import { problemIn } from '../../support/problem-of.ts';
import { inWords } from '../../support/problem-words.ts';

const page = (fill: number, length = 4096): Uint8Array => new Uint8Array(length).fill(fill);

const open = (options: Partial<ElfImageOptions> & Pick<ElfImageOptions, 'segments'>): OpenedDump =>
  openDump(new MemoryFile(elfCoreImage({ wordSize: 8, byteOrder: 'little', ...options })));

const byteAt = (dump: OpenedDump, address: number): number | undefined => {
  const target = new Uint8Array(1);
  return dump.memory.read(physAddr(address), target) === 1 ? target[0] : undefined;
};

const opening = (bytes: Uint8Array) => () => openDump(new MemoryFile(bytes));

const kinds: readonly (readonly [WordSize, ByteOrder])[] = [
  [8, 'little'],
  [8, 'big'],
  [4, 'little'],
  [4, 'big'],
];

describe.each(kinds)('an ELF core, %i-byte words, %s-endian', (wordSize, byteOrder) => {
  it('lies at the physical addresses of its segments', () => {
    const dump = open({
      wordSize,
      byteOrder,
      segments: [
        { physical: 0x4000_0000n, bytes: page(1) },
        { physical: 0x1000n, bytes: page(2) },
      ],
    });
    expect(english(dump.detail)).toBe(`ELF core, ${8 * wordSize}-bit ${byteOrder}-endian, 2 segments`);
    expect(dump.memory.runs.map((run) => [run.start, run.length])).toEqual([
      [0x1000, 4096],
      [0x4000_0000, 4096],
    ]);
    expect(byteAt(dump, 0x4000_0fff)).toBe(1);
    expect(byteAt(dump, 0x1000)).toBe(2);
    expect(dump.notices).toEqual([]);
  });

  it('counts its segments in section 0 when there are very many', () => {
    const segments = Array.from({ length: 66_000 }, (_, i) => ({
      physical: BigInt(0x1000 * i),
      bytes: Uint8Array.of(i & 0xff, 7),
    }));
    const dump = open({ wordSize, byteOrder, segments });
    expect(dump.memory.runs).toHaveLength(66_000);
    expect(byteAt(dump, 0x1000 * 65_999)).toBe(65_999 & 0xff);
  });

  it('keeps its notes', () => {
    const notes = [
      { name: 'CORE', type: 1, data: page(3, 336) },
      { name: 'QEMU', type: 0, data: Uint8Array.of(1, 2, 3, 4, 5) },
      { name: 'VMCOREINFO', type: 0, data: new TextEncoder().encode('OSRELEASE=6.1.0\n') },
    ];
    const dump = open({ wordSize, byteOrder, notes, segments: [{ physical: 0n, bytes: page(1) }] });
    expect(dump.notes).toEqual(notes);
  });
});

describe('an ELF core', () => {
  it('has a hole where a segment is longer in memory than in the file', () => {
    const dump = open({ segments: [{ physical: 0x1000n, bytes: page(1), memorySize: 0x4000n }] });
    expect(dump.memory.size).toBe(0x1000);
    expect(dump.memory.holes(physAddr(0x1000), 0x4000)).toEqual([[0x1000, 0x4000]]);
  });

  it('serves what is left of it when it was cut off, and says so', () => {
    const image = elfCoreImage({
      wordSize: 8,
      byteOrder: 'little',
      segments: [
        { physical: 0n, bytes: page(1) },
        { physical: 0x1000n, bytes: page(2) },
      ],
    });
    const dump = openDump(new MemoryFile(image.subarray(0, image.length - 5000)));
    expect(dump.memory.size).toBe(2 * 4096 - 5000);
    expect(dump.notices.map(english)).toEqual([expect.stringContaining('5000 bytes')]);
  });

  it('takes overlapping segments and says so', () => {
    const dump = open({
      segments: [
        { physical: 0x1000n, bytes: page(1) },
        { physical: 0x1800n, bytes: page(2) },
      ],
    });
    expect([byteAt(dump, 0x1fff), byteAt(dump, 0x2000)]).toEqual([1, 2]);
    expect(dump.notices).toHaveLength(1);
  });

  it('expects the kernel’s image twice, and takes either where the file ends before the other', () => {
    const image = elfCoreImage({
      wordSize: 8,
      byteOrder: 'little',
      segments: [
        { physical: 0x3000n, virtual: 0xffff_ffff_8100_0000n, bytes: page(3) },
        {
          physical: 0x1000n,
          virtual: 0xffff_8880_0000_1000n,
          bytes: Buffer.concat([page(1), page(2), page(3)]),
        },
      ],
    });
    const whole = openDump(new MemoryFile(image));
    expect(whole.notices).toEqual([]);
    expect(whole.memory.size).toBe(3 * 4096);
    const cutOff = openDump(new MemoryFile(image.subarray(0, image.length - 4096)));
    expect([0x1000, 0x2000, 0x3000].map((address) => byteAt(cutOff, address))).toEqual([1, 2, 3]);
    expect(cutOff.notices.map(({ key }) => key)).toEqual(['notice.cutOff']);
  });

  it('leaves out segments without a physical address', () => {
    const dump = open({
      segments: [
        { physical: 0xffff_ffff_ffff_ffffn, virtual: 0xffff_c900_0000_0000n, bytes: page(9) },
        { physical: 0x1000n, virtual: 0xffff_8880_0000_1000n, bytes: page(1) },
      ],
    });
    expect(dump.memory.runs.map((run) => run.start)).toEqual([0x1000]);
    expect(dump.notices.map(english)).toEqual([
      expect.stringContaining('1 segment without a physical address'),
    ]);
  });

  it.each([
    ['zero', 0n],
    ['minus one', 0xffff_ffff_ffff_ffffn],
  ])('counts from the start of the direct map where all physical addresses are %s', (_, physical) => {
    const dump = open({
      segments: [
        { physical, virtual: 0xffff_c900_0000_0000n, bytes: page(9) },
        { physical, virtual: 0xffff_8880_0010_0000n, bytes: page(1, 8192) },
        { physical, virtual: 0xffff_8880_0000_1000n, bytes: page(2) },
      ],
    });
    expect(dump.memory.runs.map((run) => run.start)).toEqual([0x1000, 0x10_0000]);
    expect(dump.notices.map(english)[0]).toContain('0xffff888000000000');
  });

  it('takes virtual for physical addresses where those are all zero and these look physical', () => {
    const dump = open({
      segments: [
        { physical: 0n, virtual: 0x1000n, bytes: page(1) },
        { physical: 0n, virtual: 0x8000n, bytes: page(2) },
      ],
    });
    expect(byteAt(dump, 0x8000)).toBe(2);
  });
});

describe('ELF files that are no dump of a machine', () => {
  it.each([
    [1, 'kernel module'],
    [2, 'a program'],
    [3, 'shared library'],
  ])('names an ELF file of type %i', (type, name) => {
    const problem = problemIn(() => open({ type, segments: [{ physical: 0n, bytes: page(1) }] }));
    expect(problem.code).toBe('format-unsupported');
    expect(inWords(problem).message).toContain(name);
  });

  it('names the core of one program', () => {
    const notes = [
      { name: 'CORE', type: 1, data: page(0, 336) },
      { name: 'CORE', type: 6, data: page(0, 320) },
    ];
    expect(() =>
      open({ notes, segments: [{ physical: 0n, virtual: 0x5555_0000_0000n, bytes: page(1) }] }),
    ).toThrow(/core of one program/);
  });

  it('does not take /proc/kcore for one', () => {
    const notes = [1, 3, 4].map((type) => ({ name: 'CORE', type, data: page(0, 64) }));
    const segments = [
      { physical: 0n, virtual: 0xffff_8880_0000_0000n, bytes: page(1) },
      { physical: 0x10_0000n, virtual: 0xffff_8880_0010_0000n, bytes: page(2) },
    ];
    expect(open({ notes, segments }).memory.size).toBe(8192);
  });
});

describe('damaged ELF headers', () => {
  const sound = (): Uint8Array =>
    elfCoreImage({ wordSize: 8, byteOrder: 'little', segments: [{ physical: 0n, bytes: page(1) }] });
  const damaged = (offset: number, ...bytes: number[]): Uint8Array => {
    const image = sound();
    image.set(bytes, offset);
    return image;
  };

  it.each([
    ['an impossible class', damaged(4, 7), 4],
    ['an impossible byte order', damaged(5, 0), 5],
    ['an impossible version', damaged(20, 9), 20],
    ['a table beyond the file', damaged(32, 0, 0, 0, 0, 1), 32],
    ['program headers too small', damaged(54, 8, 0), 54],
    ['more segments than fit', damaged(56, 0xfe, 0xff), 32],
    ['a count in a section that is not there', damaged(56, 0xff, 0xff), 40],
    ['a header that ends early', sound().subarray(0, 40), 40],
  ])('tells where the damage is: %s', (_, image, offset) => {
    const problem = problemIn(opening(image));
    expect([problem.code, problem.offset]).toEqual(['format-damaged', offset]);
  });

  it('says so when no segment has bytes in the file', () => {
    expect(opening(sound().subarray(0, 120))).toThrow(/none of its segments has bytes/);
  });

  it.each([
    ['name', 0],
    ['data', 4],
  ])('opens without notes whose %s is longer than the file', (_, field) => {
    const image = elfCoreImage({
      wordSize: 8,
      byteOrder: 'little',
      notes: [
        { name: 'CORE', type: 1, data: page(0, 16) },
        { name: 'QEMU', type: 0, data: page(0, 16) },
      ],
      segments: [{ physical: 0n, bytes: page(1) }],
    });
    const second = 64 + 2 * 56 + 12 + 8 + 16;
    image.set([0xff, 0xff, 0xff, 0x7f], second + field);
    const dump = openDump(new MemoryFile(image));
    expect(dump.notes.map((note) => note.name)).toEqual(['CORE']);
    expect(dump.notices.map(english)).toEqual([expect.stringContaining('1 note segment is damaged')]);
  });
});
