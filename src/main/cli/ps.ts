import { givenAway, missingFrom, verdictOf, WAYS } from '../../shared/cross-view.ts';
import { isHidden, type TaskTable } from '../../shared/task-table.ts';
import { english } from '../../shared/i18n/english.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import type { CommandView } from './command-view.ts';
import { dumpJson, shapeJson } from './dump-json.ts';
import { numberText, sinceBootText, stateText } from './format.ts';
import { taskCells } from './task-cells.ts';
import { TASK_KEYS, taskJson } from './task-json.ts';
import { taskName } from './task-name.ts';
import { listedRows, tableOf, type RowSwitches } from './task-rows.ts';
import { textTable, type Column } from './text-table.ts';

/** A column of `ps` for people. */
interface PsColumn extends Column {
  readonly cell: (table: TaskTable, row: number) => string;
}

const column = (title: string, key: 'pid' | 'tgid' | 'ppid' | 'uid' | 'threads'): PsColumn => ({
  title,
  right: true,
  cell: (table, row) => numberText(table[key][row]),
});

const REST: readonly PsColumn[] = [
  column('PPID', 'ppid'),
  column('UID', 'uid'),
  { title: 'S', cell: (table, row) => stateText(table.stateLetter[row]) },
  { title: 'START', right: true, cell: (table, row) => sinceBootText(table.startTime[row]) },
];
/** `yes`, `NO` where a way should lead to the task and does not, nothing where it has nothing to say. */
const WAY_COLUMNS = WAYS.map((way): PsColumn => ({
  title: way.id.toUpperCase(),
  cell: (table, row) => {
    const verdict = verdictOf(table, row, way);
    return verdict === 'yes' ? 'yes' : verdict === 'no' ? 'NO' : '';
  },
}));
const NAME: PsColumn = { title: 'NAME', cell: taskName };
const PROCESSES = [column('PID', 'pid'), ...REST, column('THREADS', 'threads'), NAME];
/** As `ps -L`: the group first, then the thread. */
const THREADS = [column('PID', 'tgid'), column('TID', 'pid'), ...REST, NAME];
/** By which ways each task was reached. */
const CROSS_VIEW = [column('PID', 'tgid'), column('TID', 'pid'), ...WAY_COLUMNS, NAME];

/** `taskshape ps`: one line a process, or a thread. JSON and CSV hold every thread always. */
export function psView(switches: RowSwitches): CommandView {
  const every = (dump: AnalysedDump): number[] =>
    listedRows(tableOf(dump), { idle: switches.idle, threads: true });
  return {
    text: (dump) => {
      const table = tableOf(dump);
      const columns = switches.crossView === true ? CROSS_VIEW : switches.threads ? THREADS : PROCESSES;
      const rows = listedRows(table, switches).map((row) => columns.map(({ cell }) => cell(table, row)));
      return `${textTable(columns, rows)}${switches.crossView === true ? summary(table) : ''}`;
    },
    json: (dump) => ({
      dump: dumpJson(dump),
      shape: shapeJson(dump),
      tasks: every(dump).map((row) => taskJson(tableOf(dump), row)),
    }),
    csvHeader: TASK_KEYS,
    csvRows: (dump) => every(dump).map((row) => taskCells(tableOf(dump), row)),
  };
}

/** Who is missing from what, and what gave each hidden task away. */
function summary(table: TaskTable): string {
  const missing = missingFrom(table);
  if (missing.length === 0) return '\nAll ways agree: nobody is hidden.\n';
  const sentences = Array.from({ length: table.count }, (_, row) => {
    const sentence = isHidden(table, row) ? givenAway(table, row) : undefined;
    return sentence === undefined
      ? ''
      : `${taskName(table, row)} (${numberText(table.pid[row])}): ${english(sentence)}\n`;
  });
  return `\nThe ways disagree; missing are ${missing.map(english).join(', ')}.\n${sentences.join('')}`;
}
