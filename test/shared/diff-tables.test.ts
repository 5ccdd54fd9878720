import { expect, test } from 'vitest';
import { diffTables } from '../../src/shared/diff-tables.ts';
import type { TaskTable } from '../../src/shared/task-table.ts';
import { drawTable, type Drawn } from '../support/draw-table.ts';

/** Tasks of a machine at one moment, drawn by what matters here. */
const at = (...tasks: readonly Drawn[]): TaskTable =>
  drawTable([{ pid: 0, comm: 'swapper/0', start: 0n }, ...tasks]);
const names = (table: TaskTable, rows: readonly number[]): readonly number[] =>
  rows.map((row) => table.pid[row] ?? -1);

test('tasks appear, vanish, change and stay, told apart by pid and start', () => {
  const before = at(
    { pid: 1, comm: 'init', start: 1n },
    { pid: 20, comm: 'cron', start: 2n },
    { pid: 30, comm: 'sshd', start: 3n, uid: 0 },
    { pid: 40, comm: 'worker', start: 4n },
  );
  const after = at(
    { pid: 1, comm: 'init', start: 1n },
    { pid: 30, comm: 'evil', start: 3n, uid: 1000 },
    // The same number and name, but another task: it started later.
    { pid: 40, comm: 'worker', start: 9n },
    { pid: 50, comm: 'nc', start: 8n },
  );
  const diff = diffTables(before, after);
  expect(names(after, diff.appeared)).toEqual([40, 50]);
  expect(names(before, diff.vanished)).toEqual([20, 40]);
  expect(diff.changed.map(({ changes }) => changes)).toEqual([
    [
      { field: 'comm', before: 'sshd', after: 'evil' },
      { field: 'uid', before: '0', after: '1000' },
    ],
  ]);
  expect(diff.same).toBe(1);
});

test('where a start is not known, pid and name decide', () => {
  const before = at({ pid: 7, comm: 'bash' }, { pid: 8, comm: 'vim' });
  const after = at({ pid: 7, comm: 'bash', start: 5n }, { pid: 8, comm: 'less' });
  const diff = diffTables(before, after);
  expect(diff.same).toBe(1);
  expect([names(before, diff.vanished), names(after, diff.appeared)]).toEqual([[8], [8]]);
});

test('what one dump does not know is no change', () => {
  const before = at({ pid: 7, comm: 'bash', start: 5n, uid: NaN });
  const after = at({ pid: 7, comm: 'bash', start: 5n, uid: 0 });
  expect(diffTables(before, after)).toMatchObject({ changed: [], same: 1 });
});

test('forged tasks that share pid and start are matched one to one', () => {
  const twin = { pid: 7, comm: 'bash', start: 5n };
  const diff = diffTables(at(twin, twin, twin), at(twin, twin));
  expect([diff.appeared.length, diff.vanished.length, diff.same]).toEqual([0, 1, 2]);
});

test('idle tasks are left out, threads too unless they are asked for', () => {
  const before = at({ pid: 5, comm: 'a', start: 1n });
  const after = at({ pid: 5, comm: 'a', start: 1n }, { pid: 6, comm: 'a/1', start: 2n, leader: 1 });
  expect(diffTables(before, after)).toMatchObject({ appeared: [], same: 1 });
  expect(names(after, diffTables(before, after, { threads: true }).appeared)).toEqual([6]);
});

test('two dumps of a hundred thousand tasks take less than a second', () => {
  const tasks = Array.from({ length: 100_000 }, (_, n): Drawn => ({
    pid: n + 1,
    comm: `t${String(n)}`,
    start: BigInt(n),
  }));
  const before = at(...tasks);
  const after = at(...tasks.slice(1000), { pid: 200_000, comm: 'new', start: 7n });
  const started = performance.now();
  const diff = diffTables(before, after);
  expect([diff.appeared.length, diff.vanished.length, diff.same]).toEqual([1, 1000, 99_000]);
  expect(performance.now() - started).toBeLessThan(3000);
});
