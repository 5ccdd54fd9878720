import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highHalf, lowHalf } from '../../../src/main/engine/kernel/word-view.ts';
import { DIRECT_MAP, IMAGE, scratch } from '../../support/engine/scratch.ts';

const LOW = { imageDelta: 0xc000_0000n, directMapDelta: 0xc000_0000n };

describe('a 64-bit address', () => {
  test('is physical plus either delta', () => {
    const { space } = scratch();
    expect(space.toPhysical(DIRECT_MAP + 0x1234n)).toBe(0x1234);
    expect(space.toPhysical(IMAGE + 0x1234n)).toBe(0x1234);
  });

  test('that no linear mapping reaches is nowhere', () => {
    const { space } = scratch();
    for (const address of [
      0n,
      0x1234n,
      DIRECT_MAP - 1n,
      DIRECT_MAP + 0x1_0000n,
      IMAGE + 0x1_0000n,
      2n ** 64n - 1n,
    ]) {
      expect(space.toPhysical(address)).toBeUndefined();
    }
  });

  test('that is null leads nowhere as a pointer, even where a delta takes it into memory', () => {
    const high = 0x1_0000_0000;
    const above = scratch({ ramBase: high, imageDelta: 2n ** 64n - BigInt(high) }).space;
    expect(above.physical(0, 8)).toBe(high + 8);
    expect(above.physical(0, 0)).toBeNaN();
    const identity = scratch({ directMapDelta: 0n, imageDelta: 0n }).space;
    expect(identity.physical(0, 0)).toBeNaN();
    expect(identity.toPhysical(0n)).toBe(0);
  });

  test('goes there and back for every byte of RAM, whatever the deltas and the RAM base', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 52n - 1n }).map((pages) => pages << 12n),
        fc.nat({ max: 2 ** 31 }).map((page) => page * 4096),
        fc.nat({ max: 0xffff }),
        (directMapDelta, ramBase, offset) => {
          const { space } = scratch({ ramBase, directMapDelta, imageDelta: directMapDelta });
          const virtual = space.toVirtual(ramBase + offset);
          expect(space.toPhysical(virtual)).toBe(ramBase + offset);
          expect(space.pointsTo(highHalf(virtual), lowHalf(virtual), ramBase + offset)).toBe(true);
          expect(space.pointsTo(highHalf(virtual), lowHalf(virtual), ramBase + offset + 8)).toBe(false);
          expect(space.pointsTo(highHalf(virtual) ^ 1, lowHalf(virtual), ramBase + offset)).toBe(false);
        },
      ),
    );
  });

  test('into a hole of the dump is nowhere, around it is somewhere', () => {
    const { space } = scratch({
      runs: [
        [0, 0x4000],
        [0x8000, 0x4000],
      ],
    });
    expect(space.toPhysical(DIRECT_MAP + 0x3fffn)).toBe(0x3fff);
    expect(space.toPhysical(DIRECT_MAP + 0x4000n)).toBeUndefined();
    expect(space.toPhysical(DIRECT_MAP + 0x8000n)).toBe(0x8000);
    expect(space.toPhysical(DIRECT_MAP + 0xc000n)).toBeUndefined();
  });
});

describe('a 32-bit address', () => {
  test('is physical plus delta, and has no high half', () => {
    const { space } = scratch({ wordSize: 4, ...LOW });
    expect(space.toPhysical(0xc000_1234n)).toBe(0x1234);
    expect(space.physical(0, 0xc000_1234)).toBe(0x1234);
    expect(space.toVirtual(0x1234)).toBe(0xc000_1234n);
  });

  test('never reaches high memory: a mapping does not wrap, so that small numbers are no pointers', () => {
    const ramSize = 0x10_0000;
    // RAM from 1 GiB less half a MiB: its second half lies beyond the last virtual address.
    const ramBase = 0x4000_0000 - ramSize / 2;
    const { space } = scratch({ wordSize: 4, ramBase, ramSize, ...LOW });
    expect(space.toPhysical(0xffff_fffcn)).toBe(0x3fff_fffc);
    expect(space.toPhysical(0xfff8_0000n)).toBe(ramBase);
    for (const small of [0n, 4n, 0x1000n, 0x7_fffcn]) expect(space.toPhysical(small)).toBeUndefined();
  });

  test('of RAM that starts high (ARM) is found, and wraps as its words do', () => {
    const { space } = scratch({
      wordSize: 4,
      ramBase: 0x8000_0000,
      imageDelta: 0x4000_0000n,
      directMapDelta: 0x4000_0000n,
    });
    expect(space.toPhysical(0xc000_0040n)).toBe(0x8000_0040);
    expect(space.pointsTo(0, 0xc000_0040, 0x8000_0040)).toBe(true);
  });
});

describe('reading pointers', () => {
  test('follows what is stored, and NaN where nothing is', () => {
    const { space, guest } = scratch();
    guest.writeWord(0x5000, guest.virtualOf(0x6008));
    expect(space.follow(0x5000)).toBe(0x6008);
    expect(space.follow(0x5008)).toBeNaN();
    for (const at of [NaN, -1, 0xfff9, 0x1_0000]) expect(space.follow(at)).toBeNaN();
  });

  test('takes two words in the guest’s byte order', () => {
    for (const byteOrder of ['little', 'big'] as const) {
      const { space, guest } = scratch({ byteOrder });
      guest.writeWord(0x5000, 0x1111_1111_2222_2222n);
      guest.writeWord(0x5008, 0x3333_3333_4444_4444n);
      expect(space.pair(0x5000)).toEqual({
        firstHi: 0x1111_1111,
        firstLo: 0x2222_2222,
        secondHi: 0x3333_3333,
        secondLo: 0x4444_4444,
      });
      expect(space.pair(0xfff8)).toBeUndefined();
    }
  });

  test('by columns reads the same as one by one; what is missing is zero', () => {
    const { space, guest } = scratch({ byteOrder: 'big' });
    guest.writeWord(0x5000, guest.virtualOf(0x6000));
    guest.writeWord(0x5010, guest.virtualOf(0x7000));
    const words = space.gatherWords(Float64Array.of(0x5000, NaN, 0x5010, 0x1_0000));
    expect([...space.physicalColumn(words)]).toEqual([0x6000, NaN, 0x7000, NaN]);
    expect([words.lo[1], words.hi[3]]).toEqual([0, 0]);
  });
});
