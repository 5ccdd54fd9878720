import { COMM_LENGTH, FOUND_BY, UNKNOWN_TIME, type TaskTable } from '../../src/shared/task-table.ts';

/** One task of a table, by what a test cares about. */
export interface Drawn {
  readonly pid: number;
  readonly comm: string;
  readonly start?: bigint;
  readonly uid?: number;
  /** Row of its leader; absent for leaders. */
  readonly leader?: number;
}

/** A table that holds just these tasks, each a child of the first. */
export function drawTable(tasks: readonly Drawn[]): TaskTable {
  const count = tasks.length;
  const numbers = (pick: (task: Drawn, row: number) => number): Float64Array =>
    Float64Array.from(tasks, pick);
  const comm = new Uint8Array(count * COMM_LENGTH);
  tasks.forEach((task, row) => {
    comm.set(new TextEncoder().encode(task.comm).subarray(0, COMM_LENGTH - 1), row * COMM_LENGTH);
  });
  return {
    count,
    address: BigUint64Array.from(tasks, (_, row) => 0xffff_8880_0000_0000n + BigInt(row * 0x2000)),
    physical: numbers((_, row) => row * 0x2000),
    pid: numbers(({ pid }) => pid),
    tgid: numbers(({ pid, leader }) => (leader === undefined ? pid : (tasks[leader]?.pid ?? NaN))),
    ppid: numbers(() => 0),
    comm,
    state: numbers(() => 1),
    exitState: numbers(() => 0),
    stateLetter: new Uint8Array(count).fill(0x53),
    flags: numbers(() => 0),
    kernelThread: new Uint8Array(count),
    uid: numbers(({ uid }) => uid ?? 0),
    gid: numbers(() => 0),
    euid: numbers(() => 0),
    egid: numbers(() => 0),
    startTime: BigUint64Array.from(tasks, ({ start }) => start ?? UNKNOWN_TIME),
    namespaceStart: new Uint32Array(count + 1),
    namespacePids: new Int32Array(0),
    parent: new Int32Array(count).fill(0).fill(-1, 0, 1),
    firstChild: new Int32Array(count).fill(-1),
    nextSibling: new Int32Array(count).fill(-1),
    leader: Int32Array.from(tasks, ({ leader }, row) => leader ?? row),
    threads: new Uint32Array(count).fill(1),
    foundBy: new Uint8Array(count).fill(FOUND_BY.list),
    missing: new Uint8Array(count),
  };
}
