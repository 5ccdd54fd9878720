import { isHidden, isIdle, type TaskTable } from '../../shared/task-table.ts';
import { growForest, type Forest } from './forest.ts';
import { taskNames } from './task-names.ts';

/** What is derived once from a table and then shared by all panes. */
export interface TreeModel {
  readonly table: TaskTable;
  readonly forest: Forest;
  readonly names: readonly string[];
  readonly lowerNames: readonly string[];
  /** Thread groups, and all threads; idle tasks are counted in neither, as in /proc. */
  readonly processes: number;
  readonly threads: number;
  /** Processes that the kernel's own list does not name. */
  readonly hidden: number;
}

export function buildTreeModel(table: TaskTable): TreeModel {
  const names = taskNames(table);
  let processes = 0;
  let threads = 0;
  let hidden = 0;
  for (let row = 0; row < table.count; row++) {
    if (isIdle(table, row)) continue;
    threads++;
    if (table.leader[row] === row) processes++;
    if (isHidden(table, row)) hidden++;
  }
  return {
    table,
    forest: growForest(table),
    names,
    lowerNames: names.map((name) => name.toLowerCase()),
    processes,
    threads,
    hidden,
  };
}
