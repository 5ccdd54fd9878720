import type { TaskShape } from '../../../src/shared/shape.ts';
import { COMM_LENGTH, isHidden, UNKNOWN_TIME, type TaskTable } from '../../../src/shared/task-table.ts';

/** The values of one row, as text; undefined where the table says that it does not know. */
type Values = Readonly<Record<string, string | undefined>>;

/** The truth about one task. */
export interface KnownTask {
  readonly physical: number;
  readonly pid: number;
  /** First byte and end of what the search reads of its task_struct, physical. */
  readonly from: number;
  readonly to: number;
  readonly values: Values;
}

/** How an analysis of a damaged dump fared. */
export interface Score {
  /** Tasks whose own pages survive. */
  readonly whole: number;
  /** … and of those the ones that were not found. */
  readonly missed: readonly number[];
  /** Rows for tasks that never were. */
  readonly false: readonly string[];
  /** Values that were shown, … */
  readonly shown: number;
  /** … those of them that are wrong, as sentences, … */
  readonly wrong: readonly string[];
  /** … and values that the table says it does not know. */
  readonly unknown: number;
}

const known = (value: number | undefined): string | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : String(value);

/** One row's values in the words of `Values`. */
export function valuesOf(table: TaskTable, row: number): Values {
  const start = table.startTime[row] ?? UNKNOWN_TIME;
  const pids = [...table.namespacePids.subarray(table.namespaceStart[row], table.namespaceStart[row + 1])];
  const comm = table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH);
  const letter = table.stateLetter[row] ?? 0;
  const thread = table.kernelThread[row];
  return {
    comm: comm[0] === 0 ? undefined : String.fromCharCode(...comm.subarray(0, [...comm, 0].indexOf(0))),
    pid: known(table.pid[row]),
    tgid: known(table.tgid[row]),
    ppid: known(table.ppid[row]),
    state: letter === 0 ? undefined : String.fromCharCode(letter),
    kernelThread: thread === 255 ? undefined : known(thread),
    uid: known(table.uid[row]),
    gid: known(table.gid[row]),
    euid: known(table.euid[row]),
    egid: known(table.egid[row]),
    start: start === UNKNOWN_TIME ? undefined : String(start),
    pids: pids.includes(-1) ? undefined : pids.join(' '),
    // Nobody is to be called hidden for what was lost.
    hidden: isHidden(table, row) ? 'yes' : 'no',
  };
}

/** The truth by an analysis of the unharmed dump, which the caller has proven right. */
export function knownTasks(table: TaskTable, shape: TaskShape): KnownTask[] {
  const own = shape.fields.filter(({ struct }) => struct === 'task_struct');
  const first = Math.min(...own.map(({ offset }) => offset));
  const end = Math.max(...own.map(({ offset, width }) => offset + width));
  return Array.from({ length: table.count }, (_, row) => {
    const physical = table.physical[row] ?? NaN;
    return {
      physical,
      pid: table.pid[row] ?? NaN,
      from: physical + first,
      to: physical + end,
      values: valuesOf(table, row),
    };
  });
}

/** Compares the table of a damaged dump with the truth. `isLost`: whether any byte of [from, to) was on a lost page. */
export function score(
  truth: readonly KnownTask[],
  table: TaskTable | undefined,
  isLost: (from: number, to: number) => boolean,
): Score {
  const whole = truth.filter((task) => !isLost(task.from, task.to));
  const rows = new Map<number, number>();
  for (let row = 0; row < (table?.count ?? 0); row++) rows.set(table?.physical[row] ?? NaN, row);
  const missed = whole.filter((task) => !rows.has(task.physical)).map(({ pid }) => pid);
  const truths = new Map(truth.map((task) => [task.physical, task]));
  const wrong: string[] = [];
  const strangers: string[] = [];
  let shown = 0;
  let unknown = 0;
  for (const [physical, row] of rows) {
    if (table === undefined) break;
    const values = valuesOf(table, row);
    const task = truths.get(physical);
    if (task === undefined) {
      // init_task's own row stands also where init_task could not be placed.
      if (row > 0)
        strangers.push(`${values['pid'] ?? '?'} ${values['comm'] ?? '?'} foundBy ${table.foundBy[row] ?? 0}`);
      continue;
    }
    for (const [name, value] of Object.entries(values)) {
      const expected = task.values[name];
      if (value === undefined) {
        if (expected !== undefined) unknown++;
        continue;
      }
      shown++;
      if (value !== expected) wrong.push(`${task.pid} ${name}: found ${value}, true ${expected ?? '?'}`);
    }
  }
  return { whole: whole.length, missed, false: strangers, shown, wrong, unknown };
}
