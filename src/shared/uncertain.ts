import { COMM_LENGTH, isIdle, UNKNOWN_TIME, type TaskTable } from './task-table.ts';

/** Values of a task that a lost page may take away; the name of the kernel's field for each. */
export type UncertainValue =
  'comm' | 'pid' | 'tgid' | 'real_parent' | 'state' | 'flags' | 'cred.uid' | 'start_time';

const UNKNOWN: readonly (readonly [UncertainValue, (table: TaskTable, row: number) => boolean])[] = [
  ['comm', (table, row) => table.comm[row * COMM_LENGTH] === 0],
  ['pid', (table, row) => Number.isNaN(table.pid[row])],
  ['tgid', (table, row) => Number.isNaN(table.tgid[row])],
  ['real_parent', (table, row) => Number.isNaN(table.ppid[row])],
  ['state', (table, row) => table.stateLetter[row] === 0],
  ['flags', (table, row) => Number.isNaN(table.flags[row])],
  ['cred.uid', (table, row) => Number.isNaN(table.uid[row])],
  ['start_time', (table, row) => table.startTime[row] === UNKNOWN_TIME],
];

const knownAtAll = new WeakMap<TaskTable, typeof UNKNOWN>();

/**
 * What is not known of a task though it is known of others: its page is lost, or not in the dump. Values that no task
 * has were not found at all, and are no mark of this one; idle tasks are not asked.
 */
export function uncertainValues(table: TaskTable, row: number): readonly UncertainValue[] {
  if (isIdle(table, row)) return [];
  let asked = knownAtAll.get(table);
  if (asked === undefined) {
    const rows = Array.from({ length: table.count }, (_, i) => i);
    asked = UNKNOWN.filter(([, isUnknown]) => rows.some((i) => !isUnknown(table, i)));
    knownAtAll.set(table, asked);
  }
  return asked.filter(([, isUnknown]) => isUnknown(table, row)).map(([value]) => value);
}
