import type { FieldChange, TableDiff } from '../../shared/diff-tables.ts';
import type { TreeModel } from '../tree/tree-model.ts';

export const DIFF_KINDS = ['appeared', 'vanished', 'changed'] as const;
export type DiffKind = (typeof DIFF_KINDS)[number];

/** One task of the list: where it is to be found, and what changed. */
export interface DiffLine {
  readonly kind: DiffKind;
  readonly name: string;
  readonly pid: number | undefined;
  /** Rows of the earlier and the later table. */
  readonly before?: number;
  readonly after?: number;
  readonly changes: readonly FieldChange[];
}

/** All lines, group by group. */
export function diffLines(diff: TableDiff, before: TreeModel, after: TreeModel): readonly DiffLine[] {
  const line = (kind: DiffKind, model: TreeModel, row: number): Omit<DiffLine, 'before' | 'after'> => ({
    kind,
    name: model.names[row] ?? '',
    pid: model.table.pid[row],
    changes: [],
  });
  return [
    ...diff.appeared.map((row) => ({ ...line('appeared', after, row), after: row })),
    ...diff.vanished.map((row) => ({ ...line('vanished', before, row), before: row })),
    ...diff.changed.map((one) => ({
      ...line('changed', after, one.after),
      before: one.before,
      after: one.after,
      changes: one.changes,
    })),
  ];
}

/** The lines whose name, pid, or changed field holds what was typed, of the kinds that are wanted. */
export function filterLines(
  lines: readonly DiffLine[],
  typed: string,
  kinds: ReadonlySet<DiffKind>,
): readonly DiffLine[] {
  const wanted = typed.trim().toLowerCase();
  return lines.filter(
    ({ kind, name, pid, changes }) =>
      kinds.has(kind) &&
      (wanted === '' ||
        name.toLowerCase().includes(wanted) ||
        String(pid).startsWith(wanted) ||
        changes.some(({ field }) => field === wanted)),
  );
}
