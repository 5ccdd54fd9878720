import { COMM_LENGTH, type TaskTable } from '../../../src/shared/task-table.ts';
import { safeText } from '../../../src/shared/text.ts';
import type { Guest, TrueTask } from '../dump-builder/guest.ts';

/** What the table says of one row, in the words of the builder's truth. */
export interface FoundTask extends Omit<TrueTask, 'leader' | 'parent' | 'stateWord' | 'exitState'> {
  /** Pids of the rows the links name; undefined when they name none. */
  readonly leader: number | undefined;
  readonly parent: number | undefined;
}

/** One row of a table as an object. */
export function rowOf(table: TaskTable, row: number): FoundTask {
  const pidOf = (other: number | undefined): number | undefined =>
    other === undefined || other < 0 ? undefined : table.pid[other];
  return {
    comm: safeText(table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH)),
    pid: table.pid[row] ?? NaN,
    tgid: table.tgid[row] ?? NaN,
    ppid: table.ppid[row] ?? NaN,
    uid: table.uid[row] ?? NaN,
    gid: table.gid[row] ?? NaN,
    euid: table.euid[row] ?? NaN,
    egid: table.egid[row] ?? NaN,
    state: String.fromCharCode(table.stateLetter[row] ?? 0),
    kernelThread: table.kernelThread[row] === 1,
    startTime: table.startTime[row] ?? 0n,
    namespacePids: [
      ...table.namespacePids.subarray(table.namespaceStart[row], table.namespaceStart[row + 1]),
    ],
    address: table.address[row] ?? 0n,
    physical: table.physical[row] ?? NaN,
    leader: pidOf(table.leader[row]),
    parent: pidOf(table.parent[row]),
    threads: table.threads[row] ?? 0,
  };
}

/** What a perfect table says of a drawn task. */
export function expectedOf(guest: Guest, pid: number): FoundTask {
  const { truth } = guest.task(pid);
  return {
    ...truth,
    comm: safeText(new TextEncoder().encode(truth.comm)),
    leader: truth.tgid,
    parent: pid === 0 ? undefined : pid === truth.tgid ? truth.ppid : truth.tgid,
  };
}

type Field = keyof FoundTask;

/**
 * Every way in which the table says otherwise than the drawing, one line each: `300 uid: found 0, drawn 1000`.
 * `except` names fields, or `pid field` pairs, that are known to be out of reach.
 */
export function differences(guest: Guest, table: TaskTable, except: readonly string[] = []): string[] {
  const lines: string[] = [];
  const rows = new Map<number, number>();
  for (let row = 0; row < table.count; row++) {
    const pid = table.pid[row] ?? NaN;
    if (rows.has(pid)) lines.push(`${pid} extra: a second row has this pid`);
    else rows.set(pid, row);
  }
  for (const { truth } of guest.tasks) {
    const row = rows.get(truth.pid);
    rows.delete(truth.pid);
    if (row === undefined) {
      if (!except.includes(`${truth.pid} missing`)) lines.push(`${truth.pid} missing`);
      continue;
    }
    const found = rowOf(table, row);
    const expected = expectedOf(guest, truth.pid);
    for (const field of Object.keys(found) as Field[]) {
      if (except.includes(field) || except.includes(`${truth.pid} ${field}`)) continue;
      if (String(found[field]) !== String(expected[field])) {
        lines.push(`${truth.pid} ${field}: found ${String(found[field])}, drawn ${String(expected[field])}`);
      }
    }
  }
  for (const [pid, row] of rows) lines.push(`${pid} extra: ${rowOf(table, row).comm}`);
  return lines;
}
