import { describe, expect, test } from 'vitest';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS, type KernelName } from '../../support/dump-builder/kernel-models.ts';
import { drawPopulation } from '../../support/dump-builder/populations.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';

const draw = (drawing: string, model: KernelName, wordSize: 4 | 8): Guest =>
  buildGuest(drawing, { ramSize: 6 << 20, model: KERNEL_MODELS[model], wordSize });

/** Fills a member of one task with bytes of another kind, as where its slot was given away while memory was read. */
function spoil(guest: Guest, pid: number, member: string, byte: number): void {
  const { object } = guest.task(pid);
  const found = object.struct.members.find(({ name }) => name === member);
  if (found === undefined) throw new Error(`no ${member}`);
  guest.memory.at(object.place(member), found.width).fill(byte);
}

describe('a task that shows nonsense', () => {
  test.each([
    { model: '3.10', wordSize: 8, pid: 301 },
    { model: '3.10', wordSize: 4, pid: 1 },
    { model: '4.4', wordSize: 8, pid: 1 },
    { model: '4.4', wordSize: 4, pid: 240 },
    { model: '2.6.32', wordSize: 8, pid: 2 },
  ] as const)('as its start leaves the others theirs ($model, $wordSize, $pid)', async (machine) => {
    for (const byte of [0x6b, 0xff]) {
      const guest = draw(BUSY_MACHINE, machine.model, machine.wordSize);
      spoil(guest, machine.pid, 'start_time', byte);
      spoil(guest, machine.pid, 'start_boottime', byte);
      const { table } = await understand(guest);
      const others = differences(guest, table).filter((line) => !line.startsWith(`${machine.pid} start`));
      expect(others).toEqual([]);
    }
  });
});

test('credentials may end with a page before a blank one', async () => {
  const population = { tasks: 60, seed: 7003, kthreadd: true, containers: false, pidMax: 32_768 };
  const { drawing } = drawPopulation(population);
  const guest = buildGuest(drawing, { model: KERNEL_MODELS['RHEL 6'], wordSize: 4, seed: 4 });
  const places = guest.tasks.filter(({ truth }) => truth.uid !== 0).map(({ cred }) => cred?.physical ?? 0);
  expect(new Set(places.map((place) => place % 4096))).toEqual(new Set([4096 - 128]));
  const { table } = await understand(guest);
  expect(differences(guest, table)).toEqual([]);
});
