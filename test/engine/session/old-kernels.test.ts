import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isHidden } from '../../../src/shared/task-table.ts';
import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { configured } from '../../support/dump-builder/configure-model.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { haunt } from '../../support/dump-builder/haunt.ts';
import { KERNEL_MODELS, type KernelName } from '../../support/dump-builder/kernel-models.ts';
import { drawPopulation } from '../../support/dump-builder/populations.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { QUIET_MACHINE } from '../../support/engine/drawings.ts';

/** Runs are few, so that the suite stays quick; RUNS and SEED search further. */
const RUNS = Number(process.env['RUNS'] ?? 1);
const settings = {
  numRuns: 8 * RUNS,
  seed: Number(process.env['SEED'] ?? 1),
  endOnFailure: process.env['SHRINK'] === undefined,
};
vi.setConfig({ testTimeout: 30_000 * RUNS });

const OLD = (Object.keys(KERNEL_MODELS) as KernelName[]).filter((name) => !name.startsWith('6.'));
/** Neither kthreadd nor pid namespaces. */
const OLDEST: readonly KernelName[] = ['2.6.18', 'RHEL 5'];

/** Where RAM begins, and how the image and the rest of it are mapped, as these kernels do it. */
const PLACES = {
  'x86-64': { wordSize: 8, ramBase: 0, image: 0xffff_ffff_8000_0000n, directMap: 0xffff_8800_0000_0000n },
  // Image and memory are mapped in one until 4.5, from the start of RAM on.
  arm64: {
    wordSize: 8,
    ramBase: 0x4000_0000,
    image: 0xffff_ffc0_0000_0000n,
    directMap: 0xffff_ffc0_0000_0000n,
  },
  KASLR: { wordSize: 8, ramBase: 0, image: 0xffff_ffff_9a00_0000n, directMap: 0xffff_8a7c_8000_0000n },
  i386: { wordSize: 4, ramBase: 0, image: 0xc000_0000n, directMap: 0xc000_0000n },
  arm: { wordSize: 4, ramBase: 0x8000_0000, image: 0xc000_0000n, directMap: 0xc000_0000n },
} as const satisfies Record<
  string,
  { wordSize: WordSize; ramBase: number; image: bigint; directMap: bigint }
>;
type Place = keyof typeof PLACES;

interface Machine {
  readonly kernel: KernelName;
  readonly place: Place;
  readonly byteOrder: ByteOrder;
  readonly seed: number;
}

/** A machine in a few words, so that a failing case can be read. */
const machine: fc.Arbitrary<Machine> = fc.record({
  kernel: fc.constantFrom(...OLD),
  place: fc.constantFrom(...(Object.keys(PLACES) as Place[])),
  byteOrder: fc.constantFrom<ByteOrder>('little', 'little', 'little', 'big'),
  seed: fc.nat({ max: 1_000_000 }),
});

function build({ kernel, place, byteOrder, seed }: Machine): Guest {
  const isOldest = OLDEST.includes(kernel);
  const { wordSize, ramBase, image, directMap } = PLACES[place];
  const tasks = 50 + (seed % 4) * 40;
  const { drawing, lastPid } = drawPopulation({
    tasks,
    seed,
    kthreadd: !isOldest,
    containers: !isOldest && seed % 4 !== 3,
    rootOnly: seed % 7 === 6,
    ...(seed % 5 === 0 && { cpus: 1 + (seed % 16) }),
    ...(seed % 2 === 0 && { pidMax: 400 + 5 * tasks }),
  });
  return buildGuest(drawing, {
    model: configured(KERNEL_MODELS[kernel], seed),
    wordSize,
    byteOrder,
    seed,
    ramBase,
    imageDelta: image - BigInt(ramBase),
    directMapDelta: directMap - BigInt(ramBase),
    betweenStarts: [4e7, 4e9, 1e12][seed % 3] ?? 4e7,
    ramSize: 20 << 20,
    align: [8, 16, 32, 64][seed % 4] ?? 64,
    tick: seed % 3 === 0 ? 1n : 4_000_000n,
    ...(lastPid !== undefined && { lastPid }),
  });
}

async function expectExact(guest: Guest): Promise<void> {
  const { table } = await understand(guest);
  const isIdle = (line: string): boolean => line.startsWith('0 extra');
  const wrong = differences(guest, table);
  expect(wrong.filter((line) => !isIdle(line))).toEqual([]);
  expect(Array.from(table.pid).filter((_, row) => isHidden(table, row))).toEqual([]);
}

describe('an old kernel is read to the last value', () => {
  test('whatever options it was built with', async () => {
    await fc.assert(
      fc.asyncProperty(machine, async (drawn) => {
        await expectExact(build(drawn));
      }),
      settings,
    );
  });

  test('among what a long-running machine leaves around: freed tasks, idle tasks, stacks, names, control groups', async () => {
    await fc.assert(
      fc.asyncProperty(machine, async (drawn) => {
        const guest = build(drawn);
        haunt(guest, drawn.seed);
        await expectExact(guest);
      }),
      settings,
    );
  });
});

test('a machine that runs init alone is understood, before kthreadd and after', async () => {
  for (const kernel of ['2.6.18', 'RHEL 5', '2.6.26', '4.19'] as const) {
    const isOldest = OLDEST.includes(kernel);
    const { drawing } = drawPopulation({
      tasks: 0,
      seed: 1,
      kthreadd: !isOldest,
      containers: false,
      cpus: 2,
    });
    for (const wordSize of [8, 4] as const) {
      const guest = buildGuest(drawing, { model: KERNEL_MODELS[kernel], wordSize, ramSize: 4 << 20 });
      await expectExact(guest);
    }
  }
});

test('the idle tasks of 64 processors are not taken for the first one’s, nor for processes', async () => {
  for (const kernel of ['2.6.32', '4.4'] as const) {
    const { drawing } = drawPopulation({ tasks: 120, seed: 3, kthreadd: true, containers: true, cpus: 64 });
    const guest = buildGuest(drawing, { model: KERNEL_MODELS[kernel], ramSize: 32 << 20 });
    haunt(guest, 3, { processors: 63, ghosts: 100 });
    await expectExact(guest);
  }
});

test('a number in a container is not mistaken for the lower half of a link, which is small in low memory', async () => {
  for (const seed of [1, 2, 3, 4]) {
    const guest = buildGuest(QUIET_MACHINE.replace('cgi 83', 'cgi 83 ns=1'), {
      model: KERNEL_MODELS['3.10'],
      directMapDelta: 0xffff_8800_0000_0000n,
      ramSize: 4 << 20,
      seed,
    });
    await expectExact(guest);
  }
});

test('half of a time is no clock beside a word that some tasks have set', async () => {
  const { drawing } = drawPopulation({ tasks: 60, seed: 9, kthreadd: false, containers: false });
  const guest = buildGuest(drawing, {
    model: KERNEL_MODELS['2.6.18'],
    wordSize: 4,
    betweenStarts: 1e10,
    ramSize: 8 << 20,
  });
  guest.tasks.forEach(({ object }, i) => object.set('nivcsw', i % 4 === 0 ? -1 - i : 0));
  await expectExact(guest);
});

test('the task that another has woken last is not its parent, where that way too ends in init_task', async () => {
  const { drawing } = drawPopulation({ tasks: 40, seed: 5, kthreadd: true, containers: false, cpus: 1 });
  const guest = buildGuest(drawing, { model: KERNEL_MODELS['4.4'], ramSize: 8 << 20 });
  guest.tasks.forEach(({ object }, i) => {
    object.set('last_wakee', guest.task(Math.floor(i / 2)).object.address);
  });
  await expectExact(guest);
});
