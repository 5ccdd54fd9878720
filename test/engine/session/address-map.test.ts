import { describe, expect, test } from 'vitest';
import { AddressSpace } from '../../../src/main/engine/kernel/address-space.ts';
import type { LocatedKernel } from '../../../src/main/engine/kernel/locate-kernel.ts';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import { AddressMap } from '../../../src/main/engine/session/address-map.ts';
import { DIRECT_MAP, IMAGE } from '../../support/engine/scratch.ts';
import { MemoryFile } from '../../support/memory-file.ts';

/**
 *     file      0x0000 header │ 0x1000 second run │ 0x2000 first run │ 0x3000 end
 *     physical  0x10000 first run … 0x11000 hole 0x20000 second run … 0x21000
 */
function machine(wordSize: 4 | 8 = 8) {
  const bytes = new Uint8Array(0x3000).map((_, at) => at >> 8);
  const file = new MemoryFile(bytes);
  const { memory } = mapMemory(file, [
    { start: 0x1_0000, length: 0x1000, file: 0x2000 },
    { start: 0x2_0000, length: 0x1000, file: 0x1000 },
  ]);
  const map = new AddressMap(file, memory);
  const [image, direct] = wordSize === 8 ? [IMAGE, DIRECT_MAP] : [0xc000_0000n, 0xc000_0000n];
  const space = new AddressSpace(memory, { wordSize, byteOrder: 'little' }, image, direct);
  return { map, space, file };
}

/** A kernel whose init_task lies at this physical address. */
const kernelOf = (space: AddressSpace, initPhysical: number): LocatedKernel => ({
  space,
  initPhysical,
  initTask: space.toVirtual(initPhysical, space.image),
  commOffset: 0x100,
  tasksOffset: 0x80,
  accepted: { tasks: [initPhysical], closed: true, selfOffsets: [], parentOffsets: [], lost: new Set() },
  span: 0x200,
  evidence: [],
});

function located(wordSize: 4 | 8 = 8): AddressMap {
  const { map, space } = machine(wordSize);
  map.setKernel(kernelOf(space, 0x1_0800));
  return map;
}

describe('reading', () => {
  test('by file offset hands out the file itself; beyond its end is a hole', () => {
    const { map } = machine();
    expect(map.read('file', 0x1fffn, 2)).toEqual({ bytes: Uint8Array.of(0x1f, 0x20), holes: [] });
    expect(map.read('file', 0x2ffen, 4)).toEqual({ bytes: Uint8Array.of(0x2f, 0x2f, 0, 0), holes: [[2, 4]] });
    expect(map.read('file', 2n ** 70n, 4).holes).toEqual([[0, 4]]);
  });

  test('by physical address finds each run where it lies in the file, and holes between them', () => {
    const { map } = machine();
    expect(map.read('physical', 0x1_0000n, 1).bytes[0]).toBe(0x20);
    expect(map.read('physical', 0x2_0000n, 1).bytes[0]).toBe(0x10);
    expect(map.read('physical', 0x1_0fffn, 3)).toEqual({ bytes: Uint8Array.of(0x2f, 0, 0), holes: [[1, 3]] });
    const around = map.read('physical', 0xfff0n, 0x1_1020);
    expect(around.holes).toEqual([
      [0, 0x10],
      [0x1010, 0x1_0010],
      [0x1_1010, 0x1_1020],
    ]);
    expect(map.read('physical', 2n ** 64n - 1n, 4).holes).toEqual([[0, 4]]);
  });

  test('by virtual address works once the kernel is known, through both mappings', () => {
    expect(machine().map.read('virtual', DIRECT_MAP + 0x1_0000n, 2).holes).toEqual([[0, 2]]);
    const map = located();
    expect(map.read('virtual', DIRECT_MAP + 0x1_0000n, 1)).toEqual({ bytes: Uint8Array.of(0x20), holes: [] });
    expect(map.read('virtual', IMAGE + 0x1_0000n, 1)).toEqual({ bytes: Uint8Array.of(0x20), holes: [] });
    expect(map.read('virtual', DIRECT_MAP + 0x1_0ffen, 4).holes).toEqual([[2, 4]]);
    expect(map.read('virtual', 0x40_0000n, 4).holes).toEqual([[0, 4]]);
  });
});

describe('one address in all spaces', () => {
  test('is the same from wherever one starts', () => {
    const map = located();
    const place = { virtual: DIRECT_MAP + 0x1_0010n, physical: 0x1_0010, file: 0x2010 };
    expect(map.locate('file', 0x2010n)).toEqual(place);
    expect(map.locate('physical', 0x1_0010n)).toEqual(place);
    expect(map.locate('virtual', DIRECT_MAP + 0x1_0010n)).toEqual(place);
  });

  test('keeps the virtual address that was asked for, where two mappings lead to one place', () => {
    const map = located();
    expect(map.locate('virtual', IMAGE + 0x1_0010n)).toEqual({
      virtual: IMAGE + 0x1_0010n,
      physical: 0x1_0010,
      file: 0x2010,
    });
  });

  test('inside init_task is shown in the image, where the kernel itself names it', () => {
    expect(located().locate('physical', 0x1_0810n).virtual).toBe(IMAGE + 0x1_0810n);
  });

  test('has no physical side in the file’s header, and no file side in a hole', () => {
    const map = located();
    expect(map.locate('file', 0x10n)).toEqual({ file: 0x10 });
    expect(map.locate('physical', 0x1_8000n).file).toBeUndefined();
    expect(map.locate('physical', 2n ** 60n)).toEqual({});
    expect(map.locate('virtual', 0x10n)).toEqual({ virtual: 0x10n });
  });

  test('has no virtual side before the kernel is known', () => {
    expect(machine().map.locate('physical', 0x1_0010n)).toEqual({ physical: 0x1_0010, file: 0x2010 });
  });
});

describe('segments', () => {
  test('of the file are one, of physical memory one a run', () => {
    const { map } = machine();
    expect(map.segments('file')).toEqual([{ start: 0n, length: 0x3000, label: 'file' }]);
    expect(map.segments('physical')).toEqual([
      { start: 0x1_0000n, length: 0x1000, label: 'RAM' },
      { start: 0x2_0000n, length: 0x1000, label: 'RAM' },
    ]);
    expect(map.segments('virtual')).toEqual([]);
  });

  test('of virtual memory are the direct map and the image, ascending, holes left out', () => {
    expect(located().segments('virtual')).toEqual([
      { start: DIRECT_MAP + 0x1_0000n, length: 0x1000, label: 'direct map' },
      { start: DIRECT_MAP + 0x2_0000n, length: 0x1000, label: 'direct map' },
      { start: IMAGE + 0x1_0000n, length: 0x1000, label: 'kernel image' },
      { start: IMAGE + 0x2_0000n, length: 0x1000, label: 'kernel image' },
    ]);
  });

  test('are named once where image and direct map are the same mapping', () => {
    expect(located(4).segments('virtual')).toEqual([
      { start: 0xc001_0000n, length: 0x1000, label: 'direct map' },
      { start: 0xc002_0000n, length: 0x1000, label: 'direct map' },
    ]);
  });

  test('of a 32-bit machine leave high memory out', () => {
    const file = new MemoryFile(new Uint8Array(0x3000));
    const { memory } = mapMemory(file, [
      { start: 0, length: 0x1000, file: 0 },
      { start: 0x3fff_f000, length: 0x2000, file: 0x1000 },
    ]);
    const map = new AddressMap(file, memory);
    const format = { wordSize: 4, byteOrder: 'little' } as const;
    map.setKernel(kernelOf(new AddressSpace(memory, format, 0xc000_0000n, 0xc000_0000n), 0x100));
    expect(map.segments('virtual')).toEqual([
      { start: 0xc000_0000n, length: 0x1000, label: 'direct map' },
      { start: 0xffff_f000n, length: 0x1000, label: 'direct map' },
    ]);
    expect(map.locate('virtual', 0xffff_f010n).file).toBe(0x1010);
  });
});
