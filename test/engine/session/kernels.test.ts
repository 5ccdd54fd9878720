import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyseFile } from '../../support/analyse-file.ts';
import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import { scatterName } from '../../support/dump-builder/decoys.ts';
import { addFalseKernel } from '../../support/dump-builder/false-kernels.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { OTHER_MACHINE } from '../../support/dump-builder/other-machine.ts';
import { analyseBytes } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE, QUIET_MACHINE, SMALL_MACHINE } from '../../support/engine/drawings.ts';
import { temporary } from '../../support/temporary.ts';
import { english } from '../../../src/shared/i18n/english.ts';

const MIB = 1 << 20;
/** Physical address of memory that the drawn kernel leaves alone: it lies in front of its image. */
const BELOW_IMAGE = 0x2_0000;
/** Processor time that no decoys shall exceed. */
const SECONDS = 3;

const draw = (drawing: string, options: GuestOptions = {}): Guest =>
  buildGuest(drawing, { ramSize: 4 * MIB, ...options });

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

const leaders = (guest: Guest): number => guest.truth.filter((task) => task.pid === task.tgid).length;

/** The kernels in an order that tells them apart: release and number of tasks. */
const named = (kernels: Awaited<ReturnType<typeof analyseBytes>>['kernels']): string[] =>
  kernels.map(({ release = '?', tasks, wordSize }) => `${release} ${tasks} ${wordSize}`);

const nameOf = (guest: Guest): string =>
  `${guest.model.name}.0-drawn ${leaders(guest)} ${guest.memory.machine.wordSize}`;

/** The analysis of the machine's dump as a file, and the seconds of processor time it took. */
async function timed(guest: Guest) {
  const path = join(temporary(), 'machine.raw');
  writeFileSync(path, guest.memory.bytes);
  const before = process.cpuUsage();
  const session = await analyseFile(path);
  const { user, system } = process.cpuUsage(before);
  const { kernels = [], table } = session.snapshot();
  session.close();
  return { kernels, table, seconds: (user + system) / 1e6 };
}

describe('several dumps one behind the other', () => {
  const first = draw(BUSY_MACHINE);
  const second = draw(SMALL_MACHINE, OTHER_MACHINE);
  const third = draw(QUIET_MACHINE, { model: KERNEL_MODELS['4.4'], wordSize: 4, seed: 3 });

  test('are a kernel each, the one that memory belongs to first', async () => {
    const { kernels, table, info } = await analyseBytes(joined(first.raw(), second.raw(), third.raw()));
    expect(named(kernels)[0]).toBe(nameOf(first));
    expect(named(kernels).toSorted()).toEqual([first, second, third].map(nameOf).toSorted());
    expect(kernels.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(kernels.filter(({ current }) => current).map(({ id }) => id)).toEqual([1]);
    expect(table && differences(first, table)).toEqual([]);
    expect(info?.notices.map(english).join()).toContain('3 kernels');
  });

  test('whatever their word size: 32-bit in front', async () => {
    const { kernels } = await analyseBytes(joined(third.raw(), first.raw()));
    expect(named(kernels).toSorted()).toEqual([third, first].map(nameOf).toSorted());
  });

  test('also where one build runs in both at the same addresses', async () => {
    const twin = draw(SMALL_MACHINE, { seed: 9 });
    const { kernels } = await analyseBytes(joined(first.raw(), twin.raw()));
    expect(named(kernels)).toEqual([nameOf(first), nameOf(twin)]);
  });
});

test('a guest in one piece of its host’s memory is found, the host before it', async () => {
  const guest = draw(BUSY_MACHINE, { seed: 5, imageDelta: 0xffff_ffff_8820_0000n });
  const host = draw(SMALL_MACHINE);
  const unused = new Uint8Array(MIB + 4096 * 3);
  const { kernels, table } = await analyseBytes(joined(host.raw(), unused, guest.raw(), unused));
  expect(named(kernels)).toEqual([nameOf(host), nameOf(guest)]);
  expect(table && differences(host, table)).toEqual([]);
});

describe('decoys', () => {
  test('one kernel is one, and nothing is said of others', async () => {
    const guest = draw(BUSY_MACHINE);
    const { kernels, info } = await analyseBytes(guest.raw());
    expect(named(kernels)).toEqual([nameOf(guest)]);
    expect(info?.notices.map(english).join()).not.toContain('kernels');
  });

  test('five thousand false names delay nothing and make no kernel', async () => {
    const guest = draw(BUSY_MACHINE, { ramSize: 16 * MIB });
    scatterName(guest, 5000);
    const { kernels, table, seconds } = await timed(guest);
    expect(named(kernels)).toEqual([nameOf(guest)]);
    expect(table && differences(guest, table)).toEqual([]);
    expect(seconds).toBeLessThan(SECONDS);
  });

  test.each([1, 21])(
    'a false kernel with many tasks loses to the true one (drawn with seed %i)',
    async (seed) => {
      const guest = draw(BUSY_MACHINE, { ramSize: 16 * MIB, seed });
      for (const each of [1, 2, 3]) addFalseKernel(guest, 14, seed + each);
      const { kernels, table } = await analyseBytes(guest.raw());
      expect(named(kernels)[0]).toBe(nameOf(guest));
      expect(kernels[0]?.current).toBe(true);
      expect(table && differences(guest, table)).toEqual([]);
    },
  );

  test('nor does one win that is found first: the true one takes its place, and this is said', async () => {
    // Where the allocator puts them is chance; a decoy below the kernel image is not.
    const guest = draw(BUSY_MACHINE, { ramSize: 16 * MIB, ramBase: 0 });
    const decoy = addFalseKernel(guest, 14, 3, BELOW_IMAGE);
    expect(decoy).toBeLessThan(guest.idle.object.physical);
    expect(named((await analyseBytes(guest.raw())).kernels)[0]).toBe(nameOf(guest));
    const { kernels, table, info } = await analyseBytes(guest.elf());
    expect(named(kernels)[0]).toBe(nameOf(guest));
    expect(kernels.map(({ current }) => current)).toEqual([true, false]);
    expect(kernels[1]?.initTaskPhysical).toBe(decoy);
    expect(table && differences(guest, table)).toEqual([]);
    expect(info?.notices.map(english).join()).toContain('in the place of the one found first');
  });

  test('two thousand false init_tasks, each with a list of its own, take bounded time', async () => {
    const guest = draw(BUSY_MACHINE, { ramSize: 160 * MIB });
    for (let i = 0; i < 2000; i++) addFalseKernel(guest, 4, i);
    const { kernels, table, seconds } = await timed(guest);
    expect(named(kernels)[0]).toBe(nameOf(guest));
    expect(kernels[0]?.current).toBe(true);
    expect(table && differences(guest, table)).toEqual([]);
    expect(seconds).toBeLessThan(SECONDS);
  });
});
