import type { TableDiff } from '../../shared/diff-tables.ts';
import { csvCell, rowsAsJson } from '../tree/export-rows.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import { diffLines } from './diff-lines.ts';

/** As `taskshape diff --csv` writes it: one line a task, and for changed tasks one a field. */
export function diffAsCsv(diff: TableDiff, before: TreeModel, after: TreeModel): string {
  const rows = diffLines(diff, before, after).flatMap(({ kind, pid, name, changes }) => {
    const start = [kind, String(pid ?? ''), name];
    return changes.length === 0
      ? [[...start, '', '', '']]
      : changes.map((change) => [...start, change.field, change.before, change.after]);
  });
  return [['change', 'pid', 'comm', 'field', 'before', 'after'], ...rows]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('');
}

/** Everything that is known of the tasks of all three groups. */
export function diffAsJson(diff: TableDiff, before: TreeModel, after: TreeModel): string {
  const tasks = (model: TreeModel, rows: readonly number[]): readonly unknown[] =>
    JSON.parse(rowsAsJson(model, rows)) as unknown[]; // it writes an array
  const then = tasks(
    before,
    diff.changed.map((one) => one.before),
  );
  const now = tasks(
    after,
    diff.changed.map((one) => one.after),
  );
  const data = {
    appeared: tasks(after, diff.appeared),
    vanished: tasks(before, diff.vanished),
    changed: diff.changed.map(({ changes }, at) => ({ before: then[at], after: now[at], changes })),
    unchanged: diff.same,
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
