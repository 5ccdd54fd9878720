import { isDisputed, isHidden, type TaskTable } from '../../shared/task-table.ts';
import { styleFor } from './style.ts';
import { commOf } from './comm.ts';

const dim = styleFor(process.stdout, 'dim');
const alarm = styleFor(process.stdout, ['red', 'bold']);

/** A name as ps and pstree write it: kernel threads in brackets, threads in braces, hidden and disputed processes marked. */
export function taskName(table: TaskTable, row: number): string {
  const comm = commOf(table, row);
  const leader = table.leader[row] === row;
  const name = !leader ? `{${comm}}` : table.kernelThread[row] === 1 ? `[${comm}]` : comm;
  const shown = leader && table.kernelThread[row] !== 1 ? name : dim(name);
  if (isDisputed(table, row)) return `${shown} ${dim('(disputed)')}`;
  return isHidden(table, row) ? `${shown} ${alarm('(hidden)')}` : shown;
}
