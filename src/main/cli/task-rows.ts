import { failure } from '../../shared/errors.ts';
import { isIdle, type TaskTable } from '../../shared/task-table.ts';
import { say } from '../../shared/i18n/sentence.ts';
import type { AnalysedDump } from './analysed-dump.ts';

export interface RowSwitches {
  /** Idle tasks too, which /proc does not show. */
  readonly idle: boolean;
  /** Every thread, not only the leaders. */
  readonly threads: boolean;
  /** By which ways each was reached, instead of its values. */
  readonly crossView?: boolean;
}

/** The table of a dump. Throws `no-tasks` where there is none. */
export function tableOf({ snapshot }: AnalysedDump): TaskTable {
  if (snapshot.table !== undefined) return snapshot.table;
  throw failure('no-tasks', say('failure.noTasks'), { file: snapshot.path });
}

/** The rows a command lists, in the table's order. */
export function listedRows(table: TaskTable, { idle, threads }: RowSwitches): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.count; row++) {
    if (!idle && isIdle(table, row)) continue;
    if (!threads && table.leader[row] !== row) continue;
    rows.push(row);
  }
  return rows;
}
