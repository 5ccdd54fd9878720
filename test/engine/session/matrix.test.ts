import { describe, expect, test } from 'vitest';
import { isHidden } from '../../../src/shared/task-table.ts';
import { findField, type TaskShape } from '../../../src/shared/shape.ts';
import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';
import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import type { KernelModel } from '../../support/dump-builder/kernel-model.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { drawPopulation } from '../../support/dump-builder/populations.ts';
import { shuffled } from '../../support/dump-builder/shuffle-model.ts';
import type { PlacedMember } from '../../support/dump-builder/struct-layout.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE, SMALL_MACHINE } from '../../support/engine/drawings.ts';

const RAM = 4 << 20;
const MACHINES: readonly (readonly [WordSize, ByteOrder])[] = [
  [8, 'little'],
  [8, 'big'],
  [4, 'little'],
  [4, 'big'],
];
const { '2.6.18': oldest, 'RHEL 5': oneParent, ...models } = KERNEL_MODELS;
const over = (all: readonly KernelModel[]) =>
  all.flatMap((model) =>
    MACHINES.map(([wordSize, byteOrder]) => ({
      title: `${model.name}, ${8 * wordSize}-bit ${byteOrder}-endian`,
      options: { model, wordSize, byteOrder, ramSize: RAM } satisfies GuestOptions,
    })),
  );

/** Members that hold the same in every task drawn here (or the same clock): either name is right. */
const TWINS: readonly (readonly string[])[] = [
  ['real_cred', 'cred'],
  ['mm', 'active_mm'],
  ['start_time', 'start_boottime'],
];

/** Where in a word of the machine its lower 32 bits lie. */
function lowHalf(guest: Guest, member: PlacedMember): number {
  const { wordSize, byteOrder } = guest.memory.machine;
  return member.kind === 'long' && wordSize === 8 && byteOrder === 'big' ? 4 : 0;
}

/** Fields that were found elsewhere than the builder put them. */
function misplaced(guest: Guest, shape: TaskShape): string[] {
  const { task_struct: task } = guest.structs;
  return shape.fields.flatMap((field) => {
    if (field.struct !== 'task_struct' || !task.has(field.name)) return [];
    const names = TWINS.find((twins) => twins.includes(field.name)) ?? [field.name];
    const places = task.members
      .filter((member) => names.includes(member.name))
      .map((member) => member.offset + (field.width === 4 ? lowHalf(guest, member) : 0));
    return places.includes(field.offset)
      ? []
      : [`${field.name} at ${field.offset}, drawn at ${places.join(' or ')}`];
  });
}

/** What the drawing shows of every kernel from 2.6.26 on that has it. */
const ALWAYS = [
  ...['tasks', 'comm', 'pid', 'tgid', 'real_parent', 'parent', 'children', 'sibling', 'group_leader'],
  ...['state', 'exit_state', 'flags', 'mm', 'active_mm', 'real_cred', 'cred', 'start_boottime', 'signal'],
] as const;

describe.each(over(Object.values(models)))('$title', ({ options }) => {
  test('every task and thread, every value and every offset is as drawn, and nothing else is there', async () => {
    const guest = buildGuest(BUSY_MACHINE, options);
    const { table, shape } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(misplaced(guest, shape)).toEqual([]);
    const { task_struct: task } = guest.structs;
    const expected = ALWAYS.filter(
      (name) => task.has(name) && (name !== 'signal' || task.has('thread_node')),
    );
    expect(expected.filter((name) => findField(shape, name) === undefined)).toEqual([]);
  });
});

describe.each(over([oldest, oneParent]))('$title', ({ options }) => {
  test('all is as drawn: ids are kept in the task itself, nothing marks kernel threads, no pid namespaces', async () => {
    const guest = buildGuest(BUSY_MACHINE, options);
    const { table, shape } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(misplaced(guest, shape)).toEqual([]);
  });
});

describe('wherever RAM, image and direct map lie', () => {
  test.each([
    { place: 'KASLR of x86-64', imageDelta: 0xffff_ffff_ac20_0000n, directMapDelta: 0xffff_8a7c_8000_0000n },
    { place: '5-level paging', imageDelta: 0xffff_ffff_b2e0_0000n, directMapDelta: 0xff31_13f7_8000_0000n },
    {
      place: 'arm64 with RAM at 1 GiB',
      ramBase: 0x4000_0000,
      imageDelta: 0xffff_baf9_e100_0000n,
      directMapDelta: 0xfffe_ffff_c000_0000n,
    },
    { place: 's390x', byteOrder: 'big', imageDelta: 0n, directMapDelta: 0n },
    { place: 'ppc64le', imageDelta: 0xc000_0000_0000_0000n, directMapDelta: 0xc000_0000_0000_0000n },
    { place: 'i386', wordSize: 4, imageDelta: 0xc000_0000n, directMapDelta: 0xc000_0000n },
    {
      place: 'ARM with RAM at 2 GiB',
      wordSize: 4,
      ramBase: 0x8000_0000,
      imageDelta: 0x4000_0000n,
      directMapDelta: 0x4000_0000n,
    },
    {
      place: 'a 2G/2G split',
      wordSize: 4,
      byteOrder: 'big',
      imageDelta: 0x8000_0000n,
      directMapDelta: 0x8000_0000n,
    },
    {
      place: 'RAM above 4 GiB',
      ramBase: 0x1_4000_0000,
      imageDelta: 0xffff_fffe_5000_0000n,
      directMapDelta: 0xffff_8880_0000_0000n,
    },
    { place: 'a direct map on an odd 2 MiB', directMapDelta: 0xffff_8880_00e0_0000n },
  ] as const)('all is found: $place', async ({ place, ...options }) => {
    const guest = buildGuest(SMALL_MACHINE, { ...options, ramSize: RAM, seed: place.length });
    const { table, kernel } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(kernel.space.image).toBe(guest.memory.machine.imageDelta);
    expect(kernel.space.directMap).toBe(guest.memory.machine.directMapDelta);
  });
});

describe('a machine of many tasks, with zombies, containers, setuid programs, traced tasks and wrapped numbers', () => {
  const old = Object.values(KERNEL_MODELS).filter(({ name }) => !name.startsWith('6.'));
  test.each(old.flatMap((model, seed) => ([8, 4] as const).map((wordSize) => ({ model, wordSize, seed }))))(
    'is understood: $model.name, $wordSize bytes',
    async ({ model, wordSize, seed }) => {
      const isOldest = model === oldest || model === oneParent;
      const { drawing, lastPid } = drawPopulation({
        tasks: 160,
        seed,
        kthreadd: !isOldest,
        containers: !isOldest,
        pidMax: seed % 2 === 0 ? 700 : 32_768,
      });
      const guest = buildGuest(drawing, {
        model,
        wordSize,
        seed,
        ramSize: 16 << 20,
        tick: 4_000_000n,
        ...(lastPid !== undefined && { lastPid }),
        // As these kernels map themselves: nothing is randomised yet.
        ...(wordSize === 8 && {
          imageDelta: 0xffff_ffff_8000_0000n,
          directMapDelta: isOldest ? 0xffff_8100_0000_0000n : 0xffff_8800_0000_0000n,
        }),
      });
      const { table } = await understand(guest);
      expect(differences(guest, table)).toEqual([]);
      expect(Array.from(table.pid).filter((_, row) => isHidden(table, row))).toEqual([]);
    },
  );
});

describe('a kernel whose structs the compiler shuffled', () => {
  test.each([
    { release: '6.1', seed: 1, machine: 0 },
    { release: '6.1', seed: 2, machine: 1 },
    { release: '6.1', seed: 3, machine: 2 },
    { release: '6.12', seed: 2, machine: 0 },
    { release: '6.12', seed: 4, machine: 3 },
    { release: '4.19', seed: 1, machine: 0 },
    { release: '4.19', seed: 2, machine: 2 },
    { release: '4.14', seed: 1, machine: 0 },
    { release: '4.14', seed: 3, machine: 1 },
  ] as const)('is understood like any other: $release, seed $seed', async ({ release, seed, machine }) => {
    const [wordSize, byteOrder] = MACHINES[machine] ?? [8, 'little'];
    const model = shuffled(KERNEL_MODELS[release], seed);
    const guest = buildGuest(BUSY_MACHINE, { model, wordSize, byteOrder, ramSize: RAM });
    expect(guest.offsetOf('comm') % 2).toBe(1);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'tells real, effective and saved ids apart where a program set all: seed %i',
    async (seed) => {
      const ids = 'uid=4101 gid=4201 euid=4102 egid=4202 suid=4103 sgid=4203';
      const drawing = BUSY_MACHINE.replace('sudo 430', `three-ids 435 ${ids}\n      sudo 430`);
      const guest = buildGuest(drawing, { model: shuffled(KERNEL_MODELS['6.1'], seed), ramSize: RAM });
      const { table } = await understand(guest);
      expect(differences(guest, table)).toEqual([]);
    },
  );
});
