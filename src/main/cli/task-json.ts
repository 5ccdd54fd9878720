import { waysOf } from '../../shared/cross-view.ts';
import { isDisputed, isHidden, UNKNOWN_TIME, type TaskTable } from '../../shared/task-table.ts';
import { hex } from '../../shared/units.ts';
import { commOf } from './comm.ts';

/** One task or thread as it leaves the program. Addresses and nanoseconds are strings: a double would bend them. */
export interface TaskJson {
  readonly pid: number | null;
  readonly tgid: number | null;
  readonly ppid: number | null;
  readonly comm: string;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly euid: number | null;
  readonly egid: number | null;
  readonly state: string | null;
  readonly kernelThread: boolean | null;
  readonly startTimeNs: string | null;
  readonly namespacePids: readonly number[];
  readonly address: string;
  readonly physicalAddress: string | null;
  readonly threads: number;
  readonly hidden: boolean;
  /** Structures disagree about it that were read at different moments. */
  readonly disputed: boolean;
  /** The ways that lead to it: list, tree, threads, pid, carve; and those that should and do not. */
  readonly foundBy: readonly string[];
  readonly missingFrom: readonly string[];
}

/** The columns of CSV, in order. */
export const TASK_KEYS = [
  'pid',
  'tgid',
  'ppid',
  'comm',
  'uid',
  'gid',
  'euid',
  'egid',
  'state',
  'kernelThread',
  'startTimeNs',
  'namespacePids',
  'address',
  'physicalAddress',
  'threads',
  'hidden',
  'disputed',
  'foundBy',
  'missingFrom',
] as const satisfies readonly (keyof TaskJson)[];

const known = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

export function taskJson(table: TaskTable, row: number): TaskJson {
  const letter = table.stateLetter[row] ?? 0;
  const kernelThread = table.kernelThread[row] ?? 255;
  const start = table.startTime[row] ?? UNKNOWN_TIME;
  const physical = known(table.physical[row]);
  return {
    pid: known(table.pid[row]),
    tgid: known(table.tgid[row]),
    ppid: known(table.ppid[row]),
    comm: commOf(table, row),
    uid: known(table.uid[row]),
    gid: known(table.gid[row]),
    euid: known(table.euid[row]),
    egid: known(table.egid[row]),
    state: letter === 0 ? null : String.fromCharCode(letter),
    kernelThread: kernelThread > 1 ? null : kernelThread === 1,
    startTimeNs: start === UNKNOWN_TIME ? null : String(start),
    namespacePids: namespacePids(table, row),
    address: hex(table.address[row] ?? 0n),
    physicalAddress: physical === null ? null : hex(physical),
    threads: table.threads[row] ?? 1,
    hidden: isHidden(table, row),
    disputed: isDisputed(table, row),
    foundBy: waysOf(table, row, 'yes'),
    missingFrom: waysOf(table, row, 'no'),
  };
}

/** Outermost first. A plain loop: a view for every row would cost more than all the rest. */
function namespacePids(table: TaskTable, row: number): number[] {
  const pids: number[] = [];
  const end = table.namespaceStart[row + 1] ?? 0;
  for (let at = table.namespaceStart[row] ?? 0; at < end; at++) pids.push(table.namespacePids[at] ?? -1);
  return pids;
}
