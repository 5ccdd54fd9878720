import { describe, expect, test } from 'vitest';
import { FOUND_BY, isHidden, type TaskTable } from '../../../src/shared/task-table.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { unlinkFrom } from '../../support/dump-builder/damage.ts';
import { addExitedTask } from '../../support/dump-builder/decoys.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';

const draw = (options: Parameters<typeof buildGuest>[1] = {}): Guest =>
  buildGuest(BUSY_MACHINE, { ramSize: 4 << 20, ...options });

const hiddenPids = (table: TaskTable): number[] =>
  Array.from({ length: table.count }, (_, row) => row)
    .filter((row) => isHidden(table, row))
    .map((row) => table.pid[row] ?? NaN);

const foundBy = (table: TaskTable, pid: number): number => table.foundBy[table.pid.indexOf(pid)] ?? 0;

describe('a process that the list of tasks does not name', () => {
  test.each([
    { who: 'without children', pid: 302, wordSize: 8 },
    { who: 'with children', pid: 300, wordSize: 8 },
    { who: 'with threads', pid: 400, wordSize: 8 },
    { who: 'in a pid namespace', pid: 510, wordSize: 4 },
  ] as const)('$who is found by the tree, marked, and right in every value', async ({ pid, wordSize }) => {
    const guest = draw({ wordSize });
    unlinkFrom(guest, pid, 'tasks');
    const { table } = await understand(guest);
    // Its own threads hang on it alone, and are found by carving or not at all.
    const threads = guest.truth.filter((task) => task.tgid === pid && task.pid !== pid);
    const lost = threads.flatMap((thread) => [`${thread.pid} missing`, `${pid} threads`]);
    expect(differences(guest, table, lost)).toEqual([]);
    expect(hiddenPids(table)).toEqual([pid]);
    expect(foundBy(table, pid)).toBe(FOUND_BY.tree);
  });

  test('nor the tree is carved out of memory, marked, and right in every value', async () => {
    const guest = draw();
    unlinkFrom(guest, 302, 'tasks');
    unlinkFrom(guest, 302, 'sibling');
    // Its two children keep naming it, so the tree leads to it; a childless one is named by nobody.
    unlinkFrom(guest, 422, 'tasks');
    unlinkFrom(guest, 422, 'sibling');
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(hiddenPids(table).toSorted()).toEqual([302, 422]);
    expect(foundBy(table, 302)).toBe(FOUND_BY.tree);
    expect(foundBy(table, 422)).toBe(FOUND_BY.carve);
  });

  test('is carved by the struct pid that names it on kernels of every age', async () => {
    for (const release of ['2.6.32', '4.4', '6.12'] as const) {
      const guest = draw({ model: KERNEL_MODELS[release] });
      unlinkFrom(guest, 422, 'tasks');
      unlinkFrom(guest, 422, 'sibling');
      const { table } = await understand(guest);
      expect(hiddenPids(table)).toEqual([422]);
    }
  });
});

describe('what is not hidden', () => {
  test('is nobody on a clean machine', async () => {
    const { table } = await understand(draw());
    expect(hiddenPids(table)).toEqual([]);
  });

  test('are tasks that have ended and whose memory nobody has used since: they are not reported', async () => {
    const guest = draw();
    addExitedTask(guest, 'gone-1', 9001, 1);
    addExitedTask(guest, 'gone-2', 9002, 300);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });
});
