import type { TaskTable } from '../../../src/shared/task-table.ts';
import { score, type KnownTask, type Score } from './score.ts';

/** How an analysis fared of a dump that shows one machine at two moments. */
export interface SmearScore extends Score {
  /** Rows for tasks of which only one moment knows. */
  readonly passing: readonly number[];
}

const isSame = (one: KnownTask, other: KnownTask | undefined): boolean =>
  one.pid === other?.pid && one.values['start'] === other.values['start'];

/** Holds the tasks that both moments have against what was found; a value may be that of either moment. */
export function scoreSmear(
  first: readonly KnownTask[],
  second: readonly KnownTask[],
  table: TaskTable | undefined,
): SmearScore {
  const later = new Map(second.map((task) => [task.physical, task]));
  const both = first.filter((task) => isSame(task, later.get(task.physical)));
  const physical = new Set(both.map((task) => task.physical));
  const byFirst = score(both, table, () => false);
  const bySecond = score(
    second.filter((task) => physical.has(task.physical)),
    table,
    () => false,
  );
  // A row that neither moment's truth holds is false; the others are right at one moment.
  const ever = score([...first, ...second], table, () => false);
  const wrongAtSecond = new Set(bySecond.wrong.map(withoutTruth));
  const rows = table === undefined ? [] : [...table.physical.keys()];
  const passing = new Set(
    [...first, ...second].map((task) => task.physical).filter((at) => !physical.has(at)),
  );
  return {
    ...byFirst,
    false: ever.false,
    wrong: byFirst.wrong.filter((line) => wrongAtSecond.has(withoutTruth(line))),
    passing: rows.filter((row) => passing.has(table?.physical[row] ?? NaN)),
  };
}

const withoutTruth = (line: string): string => line.replace(/, true .*/s, '');
