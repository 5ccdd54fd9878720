import { readFileSync } from 'node:fs';
import { COMM_LENGTH, FOUND_BY, isIdle, UNKNOWN_TIME, type TaskTable } from '../../src/shared/task-table.ts';

/** A thread as the dumped machine's own /proc showed it just before the dump: lines of its status, and its start. */
export interface TrueThread {
  readonly Name: string;
  /** The name's bytes in hexadecimal: Name is what they read as. */
  readonly Comm?: string;
  readonly State: string;
  readonly Tgid: string;
  readonly Pid: string;
  readonly PPid: string;
  readonly Uid: string;
  readonly Gid: string;
  readonly NSpid: string;
  /** Absent for kernel threads and the dead. */
  readonly VmRSS?: string;
  /** 1 or 0; kernels since 6.9. */
  readonly Kthread?: string;
  /** Ticks of 10 ms since boot. */
  readonly Start: string;
}

export interface Truth {
  /** Where the kernel's build put its members, by their names in the catalogue; of kernels built for the corpus. */
  readonly offsets?: Readonly<Record<string, number>>;
  readonly tasks: readonly TrueThread[];
}

/** One thing the table says otherwise than the truth. */
export interface Difference {
  readonly pid: number;
  /** `missing`, `extra`, or the field that is wrong. */
  readonly what: string;
  readonly found: string;
  readonly expected: string;
}

const NANOSECONDS_A_TICK = 10_000_000n;

export function readTruth(path: string): Truth {
  // Written by scripts/corpus, which is ours.
  return JSON.parse(readFileSync(path, 'utf8')) as Truth;
}

/**
 * Everything in which a table differs from the truth. A task that ran while the truth was read may have any state, and
 * the kernel's own threads may have been woken since, and run or wait for a lock. Nobody is hidden in a machine whose
 * kernel was left alone.
 */
export function compareWithTruth(table: TaskTable, truth: Truth): Difference[] {
  const differences: Difference[] = [];
  const rows = new Map<number, number>();
  for (let row = 0; row < table.count; row++) {
    if (isIdle(table, row)) continue;
    const pid = table.pid[row] ?? NaN;
    if (rows.has(pid)) differences.push({ pid, what: 'extra', found: 'twice', expected: 'once' });
    const missing = table.missing[row] ?? 0;
    if (missing !== 0)
      differences.push({ pid, what: 'hidden', found: `not in ${waysOf(missing)}`, expected: 'in all' });
    rows.set(pid, row);
  }
  for (const thread of truth.tasks) {
    const pid = Number(thread.Pid);
    const row = rows.get(pid);
    rows.delete(pid);
    if (row === undefined) differences.push({ pid, what: 'missing', found: '', expected: thread.Name });
    else differences.push(...compareThread(table, row, thread));
  }
  for (const [pid, row] of rows) {
    differences.push({ pid, what: 'extra', found: procName(commBytes(table, row)), expected: '' });
  }
  return differences;
}

const waysOf = (bits: number): string =>
  Object.entries(FOUND_BY)
    .filter(([, bit]) => (bits & bit) !== 0)
    .map(([way]) => way)
    .join(', ');

function compareThread(table: TaskTable, row: number, thread: TrueThread): Difference[] {
  const [uid = '', euid = ''] = thread.Uid.split('\t');
  const [gid = '', egid = ''] = thread.Gid.split('\t');
  const start = table.startTime[row] ?? UNKNOWN_TIME;
  const pids = table.namespacePids.subarray(table.namespaceStart[row], table.namespaceStart[row + 1]);
  const state = String.fromCharCode(table.stateLetter[row] ?? 0);
  const kernelThread = isKernelThread(thread);
  const pairs: (readonly [string, string, string])[] = [
    ['tgid', String(table.tgid[row]), thread.Tgid],
    ['ppid', String(table.ppid[row]), thread.PPid],
    ['uid', String(table.uid[row]), uid],
    ['euid', String(table.euid[row]), euid],
    ['gid', String(table.gid[row]), gid],
    ['egid', String(table.egid[row]), egid],
    ['namespacePids', pids.join(' '), thread.NSpid.split('\t').join(' ')],
    ['start', String(start / NANOSECONDS_A_TICK), thread.Start],
  ];
  const wokenSince = kernelThread === true && /[RD]/.test(state);
  if (!thread.State.startsWith('R') && !wokenSince) pairs.push(['state', state, thread.State.slice(0, 1)]);
  if (kernelThread !== undefined) {
    pairs.push(['kernelThread', String(table.kernelThread[row]), kernelThread ? '1' : '0']);
  }
  const pid = Number(thread.Pid);
  const wrong = pairs
    .filter(([, found, expected]) => found !== expected)
    .map(([what, found, expected]) => ({ pid, what, found, expected }));
  const name = commBytes(table, row);
  return isNameOf(name, thread)
    ? wrong
    : [...wrong, { pid, what: 'comm', found: procName(name), expected: thread.Name }];
}

function commBytes(table: TaskTable, row: number): Uint8Array {
  const field = table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

/** As /proc/PID/status writes a name: line feed and backslash escaped (fs/proc/array.c, proc_task_name). */
const procName = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes).replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/**
 * Whether /proc calls a task with this comm so. It adds to a kworker's name what it works on (wq_worker_comm), and
 * shows kernel threads' full names, of which comm keeps 15 bytes (since 5.17).
 */
function isNameOf(comm: Uint8Array, { Name: text, Comm: bytes }: TrueThread): boolean {
  const name = bytes === undefined ? procName(comm) : Buffer.from(comm).toString('latin1');
  const shown = bytes === undefined ? text : Buffer.from(bytes, 'hex').toString('latin1');
  if (name === shown) return true;
  if (!shown.startsWith(name)) return false;
  return (
    comm.length === COMM_LENGTH - 1 || (name.startsWith('kworker/') && /^[-+]/.test(shown.slice(name.length)))
  );
}

/** The dead have no memory either: of them the truth does not tell. */
function isKernelThread(thread: TrueThread): boolean | undefined {
  if (thread.Kthread !== undefined) return thread.Kthread === '1';
  if (thread.VmRSS !== undefined) return false;
  return /^[ZX]/.test(thread.State) ? undefined : true;
}
