import { isHidden, isIdle, UNKNOWN_TIME, type TaskTable } from './task-table.ts';
import { commText } from './text.ts';

/** What is held against each other of a task that is in both dumps. */
export const DIFF_FIELDS = [
  'comm',
  'ppid',
  'uid',
  'gid',
  'euid',
  'egid',
  'state',
  'threads',
  'hidden',
] as const;
export type DiffField = (typeof DIFF_FIELDS)[number];

export interface FieldChange {
  readonly field: DiffField;
  readonly before: string;
  readonly after: string;
}

/** A task of both dumps that is not the same in both. */
export interface ChangedTask {
  /** Rows of the two tables. */
  readonly before: number;
  readonly after: number;
  readonly changes: readonly FieldChange[];
}

export interface TableDiff {
  /** Rows of the later table. */
  readonly appeared: readonly number[];
  /** Rows of the earlier table. */
  readonly vanished: readonly number[];
  readonly changed: readonly ChangedTask[];
  /** Tasks that are in both and show no change. */
  readonly same: number;
}

const known = (value: number | undefined): string | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : String(value);

/** What a table says of a field, undefined where it does not know: the unknown is no change. */
function valueOf(table: TaskTable, row: number, field: DiffField): string | undefined {
  switch (field) {
    case 'comm':
      return commText(table, row);
    case 'state': {
      const letter = table.stateLetter[row] ?? 0;
      return letter === 0 ? undefined : String.fromCharCode(letter);
    }
    case 'hidden':
      return isHidden(table, row) ? 'yes' : 'no';
    case 'threads':
      return table.leader[row] === row ? known(table.threads[row]) : undefined;
    default:
      return known(table[field][row]);
  }
}

/** Rows by a key, in table order; a stale or forged task may share its key with another. */
function rowsBy(rows: readonly number[], key: (row: number) => string | undefined): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const at = key(row);
    if (at === undefined) continue;
    const others = found.get(at);
    if (others === undefined) found.set(at, [row]);
    else others.push(row);
  }
  return found;
}

const byStart = (table: TaskTable) => (row: number) => {
  const start = table.startTime[row] ?? UNKNOWN_TIME;
  const pid = known(table.pid[row]);
  return start === UNKNOWN_TIME || pid === undefined ? undefined : `${pid} ${String(start)}`;
};

const byName =
  (table: TaskTable) =>
  (row: number): string | undefined => {
    const pid = known(table.pid[row]);
    return pid === undefined ? undefined : `${pid} ${commText(table, row)}`;
  };

/** Two that started at different times are two tasks, whatever their names. */
const startsApart = (before: bigint | undefined, after: bigint | undefined): boolean =>
  before !== undefined &&
  after !== undefined &&
  before !== UNKNOWN_TIME &&
  after !== UNKNOWN_TIME &&
  before !== after;

export interface DiffOptions {
  /** Every thread, not only the leaders. */
  readonly threads?: boolean;
}

/**
 * What happened between two dumps of one machine: tasks are the same when pid and start time are, and where a start
 * is not known, pid and name. Idle tasks, of which each processor has one, are left out.
 */
export function diffTables(before: TaskTable, after: TaskTable, options: DiffOptions = {}): TableDiff {
  const rowsOf = (table: TaskTable): number[] =>
    Array.from({ length: table.count }, (_, row) => row).filter(
      (row) => !isIdle(table, row) && (options.threads === true || table.leader[row] === row),
    );
  const partner = new Map<number, number>(); // row of after → row of before
  const taken = new Set<number>();
  const match = (
    keyBefore: (row: number) => string | undefined,
    keyAfter: (row: number) => string | undefined,
    fits: (rowBefore: number, rowAfter: number) => boolean,
  ): void => {
    const waiting = rowsBy(
      rowsOf(before).filter((row) => !taken.has(row)),
      keyBefore,
    );
    for (const row of rowsOf(after)) {
      if (partner.has(row)) continue;
      const candidates = waiting.get(keyAfter(row) ?? '');
      const other = candidates?.[0];
      if (candidates === undefined || other === undefined || !fits(other, row)) continue;
      candidates.shift();
      partner.set(row, other);
      taken.add(other);
    }
  };
  match(byStart(before), byStart(after), () => true);
  match(byName(before), byName(after), (a, b) => !startsApart(before.startTime[a], after.startTime[b]));

  const changed: ChangedTask[] = [];
  let same = 0;
  for (const [rowAfter, rowBefore] of partner) {
    const changes = DIFF_FIELDS.flatMap((field): FieldChange[] => {
      const then = valueOf(before, rowBefore, field);
      const now = valueOf(after, rowAfter, field);
      return then === undefined || now === undefined || then === now
        ? []
        : [{ field, before: then, after: now }];
    });
    if (changes.length === 0) same++;
    else changed.push({ before: rowBefore, after: rowAfter, changes });
  }
  const byPid =
    (table: TaskTable) =>
    (a: number, b: number): number =>
      (table.pid[a] ?? 0) - (table.pid[b] ?? 0);
  return {
    appeared: rowsOf(after)
      .filter((row) => !partner.has(row))
      .sort(byPid(after)),
    vanished: rowsOf(before)
      .filter((row) => !taken.has(row))
      .sort(byPid(before)),
    changed: changed.sort((a, b) => byPid(after)(a.after, b.after)),
    same,
  };
}
