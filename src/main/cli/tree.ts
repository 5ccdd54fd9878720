import { isIdle, type TaskTable } from '../../shared/task-table.ts';
import type { CommandView } from './command-view.ts';
import { dumpJson, shapeJson } from './dump-json.ts';
import { numberText } from './format.ts';
import { taskCells } from './task-cells.ts';
import { TASK_KEYS, taskJson } from './task-json.ts';
import { taskName } from './task-name.ts';
import { tableOf, type RowSwitches } from './task-rows.ts';
import { treeRows, type TreeRow } from './tree-rows.ts';
import { styleFor } from './style.ts';

const faint = styleFor(process.stdout, 'dim');

/** `taskshape tree`: who started whom. JSON and CSV hold the rows in the tree's order, each with its depth. */
export function treeView(switches: RowSwitches): CommandView {
  const rowsOf = (table: TaskTable): readonly TreeRow[] =>
    treeRows(table, (row) => switches.idle || !isIdle(table, row));
  return {
    text: (dump) => {
      const table = tableOf(dump);
      const shown = treeRows(
        table,
        (row) => (switches.idle || !isIdle(table, row)) && (switches.threads || table.leader[row] === row),
      );
      return shown.map((row) => `${faint(row.branch)}${entry(table, row.row, switches.threads)}\n`).join('');
    },
    json: (dump) => ({
      dump: dumpJson(dump),
      shape: shapeJson(dump),
      tasks: rowsOf(tableOf(dump)).map(({ row, depth }) => ({ depth, ...taskJson(tableOf(dump), row) })),
    }),
    csvHeader: ['depth', ...TASK_KEYS],
    csvRows: (dump) =>
      rowsOf(tableOf(dump)).map(({ row, depth }) => [depth, ...taskCells(tableOf(dump), row)]),
  };
}

/** `systemd (1)`, and how many threads stand behind it where they are not listed. */
function entry(table: TaskTable, row: number, threadsListed: boolean): string {
  const more = (table.threads[row] ?? 1) - 1;
  const folded = !threadsListed && more > 0 ? faint(` + ${more} thread${more === 1 ? '' : 's'}`) : '';
  return `${taskName(table, row)} ${faint(`(${numberText(table.pid[row])})`)}${folded}`;
}
