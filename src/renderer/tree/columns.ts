import { UNKNOWN_TIME, type TaskTable } from '../../shared/task-table.ts';
import { hex } from '../../shared/units.ts';
import { numberText, sinceBootText } from '../kit/format.ts';
import { startsSinceBoot, t } from '../kit/i18n.ts';
import { crossText, crossWords } from './cross-view.ts';
import { stateLetter, stateWords } from './state-words.ts';

export type ColumnId =
  | 'name'
  | 'pid'
  | 'tgid'
  | 'ppid'
  | 'uid'
  | 'gid'
  | 'state'
  | 'start'
  | 'age'
  | 'threads'
  | 'namespaces'
  | 'address'
  | 'found';

export interface Column {
  readonly id: ColumnId;
  /** Class of its cells. */
  readonly kind: 'tree-number' | 'tree-state' | 'tree-text';
  /** In rem, at first. */
  readonly width: number;
  /** What the cell says. */
  readonly text: (table: TaskTable, row: number) => string;
  /** The same in any language, as programs read it; empty where it is not known. Absent: the text. */
  readonly plain?: (table: TaskTable, row: number) => string;
  /** What rows are sorted by; NaN comes last. Absent: the text. */
  readonly rank?: (table: TaskTable, row: number) => number;
}

const numbers = (id: ColumnId, width: number, pick: (table: TaskTable) => Float64Array): Column => ({
  id,
  kind: 'tree-number',
  width,
  text: (table, row) => numberText(pick(table)[row]),
  rank: (table, row) => pick(table)[row] ?? NaN,
});

const started = (table: TaskTable, row: number): bigint | undefined => {
  const time = table.startTime[row] ?? UNKNOWN_TIME;
  return time === UNKNOWN_TIME ? undefined : time;
};

const latestStarts = new WeakMap<TaskTable, bigint>();

/** The latest start of all tasks: as near to the moment of the dump as the task list tells. */
export function latestStart(table: TaskTable): bigint {
  let latest = latestStarts.get(table);
  if (latest === undefined) {
    latest = 0n;
    for (const time of table.startTime) if (time !== UNKNOWN_TIME && time > latest) latest = time;
    latestStarts.set(table, latest);
  }
  return latest;
}

/** When it started, since boot. */
function startText(table: TaskTable, row: number): string {
  const time = started(table, row);
  return time === undefined ? '?' : sinceBootText(time);
}

/** How long before the last task it started. */
function ageText(table: TaskTable, row: number): string {
  const time = started(table, row);
  return time === undefined ? '?' : `−${sinceBootText(latestStart(table) - time)}`;
}

/** `0.597151206`: all that is known of a time, in seconds. */
const secondsText = (nanoseconds: bigint): string =>
  `${String(nanoseconds / 1_000_000_000n)}.${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}`;

const startSeconds = (table: TaskTable, row: number): string => {
  const time = started(table, row);
  return time === undefined ? '' : secondsText(time);
};

const ageSeconds = (table: TaskTable, row: number): string => {
  const time = started(table, row);
  return time === undefined ? '' : `-${secondsText(latestStart(table) - time)}`;
};

/** The task’s numbers in the pid namespaces it is in, outermost first. */
export const namespacePids = (table: TaskTable, row: number): readonly number[] => {
  const from = table.namespaceStart[row] ?? 0;
  return [...table.namespacePids.subarray(from, Math.max(from, table.namespaceStart[row + 1] ?? from))];
};

export const COLUMNS: readonly Column[] = [
  numbers('pid', 4, (table) => table.pid),
  numbers('tgid', 4, (table) => table.tgid),
  numbers('ppid', 4, (table) => table.ppid),
  numbers('uid', 3.75, (table) => table.uid),
  numbers('gid', 3.75, (table) => table.gid),
  {
    id: 'state',
    kind: 'tree-state',
    width: 3.25,
    text: (table, row) => stateLetter(table.stateLetter[row]),
  },
  {
    id: 'start',
    kind: 'tree-number',
    width: 4.75,
    text: (table, row) => (startsSinceBoot() ? startText(table, row) : ageText(table, row)),
    plain: (table, row) => (startsSinceBoot() ? startSeconds(table, row) : ageSeconds(table, row)),
    rank: (table, row) => Number(started(table, row) ?? NaN),
  },
  {
    id: 'age',
    kind: 'tree-number',
    width: 4.75,
    text: ageText,
    plain: ageSeconds,
    rank: (table, row) => -Number(started(table, row) ?? NaN),
  },
  {
    id: 'threads',
    kind: 'tree-number',
    width: 4.25,
    text: (table, row) => {
      const threads = table.threads[row] ?? 0;
      return threads > 1 && table.leader[row] === row ? String(threads) : '';
    },
    rank: (table, row) => (table.leader[row] === row ? (table.threads[row] ?? NaN) : 0),
  },
  {
    id: 'namespaces',
    kind: 'tree-text',
    width: 6,
    text: (table, row) =>
      namespacePids(table, row)
        .map((pid) => numberText(pid < 0 ? NaN : pid))
        .join(' / '),
    rank: (table, row) => namespacePids(table, row).length,
  },
  {
    id: 'address',
    kind: 'tree-text',
    width: 10.5,
    text: (table, row) => hex(table.address[row] ?? 0n),
    rank: (table, row) => Number(table.address[row] ?? 0n),
  },
  {
    id: 'found',
    kind: 'tree-text',
    width: 5.75,
    text: crossText,
    rank: (table, row) => -(table.missing[row] ?? 0),
  },
];

const BY_ID = new Map(COLUMNS.map((column) => [column.id, column]));

export const columnOf = (id: ColumnId): Column | undefined => BY_ID.get(id);

/** Cells that say more when the mouse rests on them. */
export function cellTitle(column: Column, table: TaskTable, row: number, text: string): string | undefined {
  if (text === '?') return t('tree.unknownValue');
  if (column.id === 'state') return t('tree.stateIs', { letter: text, meaning: stateWords(text) });
  if (column.id === 'found') return crossWords(table, row);
  return undefined;
}
