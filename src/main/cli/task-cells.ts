import type { TaskTable } from '../../shared/task-table.ts';
import type { Cell } from './csv-text.ts';
import { TASK_KEYS, taskJson } from './task-json.ts';

/** One task as the cells of a CSV row; several numbers in one cell stand apart by a blank. */
export function taskCells(table: TaskTable, row: number): Cell[] {
  const task = taskJson(table, row);
  return TASK_KEYS.map((key) => {
    const value = task[key];
    return typeof value === 'object' && value !== null ? value.join(' ') : value;
  });
}
