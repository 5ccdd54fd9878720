import { describe, expect, it } from 'vitest';
import type { DumpInfo } from '../../../../src/shared/dump-info.ts';
import { english } from '../../../../src/shared/i18n/english.ts';
import { DRAWING } from '../../../support/drawn-dump.ts';
import { buildGuest, type GuestOptions } from '../../../support/dump-builder/build-guest.ts';
import type { Hole } from '../../../support/dump-builder/allocator.ts';
import type { Guest } from '../../../support/dump-builder/guest.ts';
import { analyseBytes } from '../../../support/engine/analyse-guest.ts';
import { differences } from '../../../support/engine/compare-with-drawing.ts';

const MIB = 1024 * 1024;
/** Between the image, which ends at 2 MiB, and the end of RAM. */
const HOLE: Hole = { start: 9 * MIB, length: 3 * MIB };

/** A machine whose memory begins at 1 GiB. */
const ARM64: GuestOptions = {
  ramBase: 0x4000_0000,
  imageDelta: 0xffff_8000_0800_0000n - 0x4000_0000n,
  directMapDelta: 0xffff_0000_0000_0000n - 0x4000_0000n,
  architecture: 'aarch64',
};

type Info = Pick<DumpInfo, 'ranges' | 'notices'>;

const draw = (options: GuestOptions): Guest => buildGuest(DRAWING, { ramSize: 16 * MIB, ...options });

/** The analysis of a machine whose dump leaves out its holes, which must be right in every address. */
async function understandWithout(holes: readonly Hole[], options: GuestOptions = {}): Promise<Info> {
  const guest = draw({ holes, ...options });
  const { info, table, problem } = await analyseBytes(guest.rawWithout(holes));
  expect(problem).toBeUndefined();
  // Physical addresses are among what is compared.
  expect(table && differences(guest, table)).toEqual([]);
  if (info === undefined) throw new Error('nothing was opened');
  return info;
}

/** What a kernel says of itself, somewhere in memory no one uses. */
function say(guest: Guest, text: string): void {
  guest.memory.writeText(guest.memory.machine.ramBase + 100, `OSRELEASE=6.1\n${text}\n`, 200);
}

describe('raw memory that leaves out holes', () => {
  it('is laid out as its own lists tell', async () => {
    const { ranges, notices } = await understandWithout([HOLE]);
    expect(ranges).toHaveLength(2);
    expect(ranges[0]?.start).toBe(0);
    // The last byte is where it was.
    const [, second = { start: 0, length: 0 }] = ranges;
    expect(second.start + second.length).toBe(16 * MIB);
    expect(notices.map(english).join()).toContain('leaves out the holes');
  });

  it.each([8, 4] as const)('may leave out several, with %i-byte words', async (wordSize) => {
    const holes = [
      { start: 6 * MIB, length: MIB },
      { start: 9 * MIB, length: 2 * MIB },
    ];
    const { ranges } = await understandWithout(holes, { wordSize });
    expect(ranges.map(({ start, length }) => start + length).at(-1)).toBe(16 * MIB);
    expect(ranges).toHaveLength(3);
  });

  it('is read in big-endian as well', async () => {
    const { ranges } = await understandWithout([HOLE], { byteOrder: 'big' });
    expect(ranges).toHaveLength(2);
  });

  it('may leave out parts of pages, as LiME’s raw format does below the first megabyte', async () => {
    const { ranges, notices } = await understandWithout([{ start: 0x9_fc00, length: 0x6_0400 }, HOLE]);
    expect(ranges[0]?.start).toBe(0x6_0400);
    expect(notices.map(english).join()).toContain('0x60400');
  });
});

describe('where raw memory begins', () => {
  it('follows from the direct map up to its step, when the head was cut off', async () => {
    const guest = draw({});
    const { table, info } = await analyseBytes(guest.raw().subarray(MIB));
    expect(table && differences(guest, table)).toEqual([]);
    expect(info?.ranges).toEqual([{ start: MIB, length: 15 * MIB }]);
  });

  it.each(['NUMBER(kimage_voffset)', 'NUMBER(va_kernel_pa_offset)'])(
    'is what the kernel’s own %s says',
    async (name) => {
      const guest = draw(ARM64);
      say(guest, `${name}=0x${guest.memory.machine.imageDelta.toString(16)}`);
      const { table, info } = await analyseBytes(guest.raw());
      expect(table && differences(guest, table)).toEqual([]);
      expect(info?.ranges).toEqual([{ start: 0x4000_0000, length: 16 * MIB }]);
      expect(info?.notices.map(english).join()).toContain(name);
    },
  );

  it('is what NUMBER(phys_base) says, where the kernel alone lies below a hole', async () => {
    // All objects lie above the hole, as in a small machine with memory above 4 GiB.
    const hole = { start: 2 * MIB, length: 9 * MIB };
    const guest = draw({ holes: [hole], seed: 2 });
    const physBase = 0xffff_ffff_8000_0000n - guest.memory.machine.imageDelta;
    say(guest, `NUMBER(phys_base)=${String(BigInt.asIntN(64, physBase))}`);
    const { table, info } = await analyseBytes(guest.rawWithout([hole]));
    expect(table && differences(guest, table)).toEqual([]);
    expect(info?.ranges).toHaveLength(2);
    expect(info?.notices.map(english).join()).toContain('phys_base');
  });

  it('stays unknown when nothing tells, and that is said', async () => {
    const guest = draw({ wordSize: 4, ramBase: 0x6000_0000, architecture: 'armv7l' });
    const { info, table } = await analyseBytes(guest.raw());
    expect(table?.count).toBe(guest.tasks.length);
    expect(info?.ranges).toEqual([{ start: 0, length: 16 * MIB }]);
    expect(info?.notices.map(english).join()).toContain('counted from the start of the file');
  });

  it('stays unknown when the dump contradicts itself', async () => {
    const guest = draw(ARM64);
    say(guest, 'NUMBER(kimage_voffset)=0xffff000000000000\nNUMBER(kimage_voffset)=0xffff100000000000');
    const { info, table } = await analyseBytes(guest.raw());
    expect(table?.count).toBe(guest.tasks.length);
    expect(info?.ranges[0]?.start).toBe(0);
  });

  it('is 0 for a whole dump of a PC, without a word', async () => {
    const guest = draw({});
    const { info, table } = await analyseBytes(guest.raw());
    expect(table && differences(guest, table)).toEqual([]);
    expect(info?.ranges).toEqual([{ start: 0, length: 16 * MIB }]);
    expect(info?.notices).toEqual([]);
  });
});
