/**
 * All tasks of a dump as columns: row i of every array is task i. Row 0 is init_task (pid 0). A thread is a row of
 * its own. Sent to the view once per stage; every array survives structured clone.
 *
 * Numbers that a broken or missing page made unreadable are NaN; links that lead nowhere are −1.
 */
export interface TaskTable {
  readonly count: number;
  /** Kernel virtual address of the task_struct (`VirtAddr`). */
  readonly address: BigUint64Array;
  /** Its guest-physical address (`PhysAddr`), NaN when unmapped. */
  readonly physical: Float64Array;
  /** The thread's own id in the initial pid namespace. */
  readonly pid: Float64Array;
  /** Thread group id. */
  readonly tgid: Float64Array;
  /** tgid of the real parent, as PPid in /proc; 0 for init and kthreadd. */
  readonly ppid: Float64Array;
  /** 16 raw bytes a row, NUL-terminated. Untrusted: show them through `commText`. */
  readonly comm: Uint8Array;
  /** The raw state word and exit_state. */
  readonly state: Float64Array;
  readonly exitState: Float64Array;
  /** ASCII code of the letter /proc shows (R S D T t X Z P I); 0 when unknown. */
  readonly stateLetter: Uint8Array;
  readonly flags: Float64Array;
  /** 1 kernel thread, 0 user task, 255 unknown. */
  readonly kernelThread: Uint8Array;
  readonly uid: Float64Array;
  readonly gid: Float64Array;
  readonly euid: Float64Array;
  readonly egid: Float64Array;
  /** Nanoseconds since boot, suspend included; `UNKNOWN_TIME` when not known. */
  readonly startTime: BigUint64Array;
  /** Row i's numbers in each pid namespace, outermost first: `namespacePids[namespaceStart[i] … namespaceStart[i+1])`. */
  readonly namespaceStart: Uint32Array;
  readonly namespacePids: Int32Array;
  /** Rows of the process tree: threads hang below their leader, processes below their real parent's leader. −1 = none. */
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /** Row of the thread group leader (itself for leaders). */
  readonly leader: Int32Array;
  /** Number of threads in the group, on every row of the group. */
  readonly threads: Uint32Array;
  /** By which ways the task was reached: bits of `FOUND_BY`. */
  readonly foundBy: Uint8Array;
  /**
   * Ways by which it should have been reached and was not: bits of `FOUND_BY`. Such a task is hidden, or `DISPUTED`. A
   * way that does not apply to a task, or that lost pages cut off, is in neither column.
   */
  readonly missing: Uint8Array;
}

export const UNKNOWN_TIME = 0xffff_ffff_ffff_ffffn;

export const FOUND_BY = {
  /** The ring through task_struct.tasks. */
  list: 1,
  /** A parent's ring of children. */
  tree: 2,
  /** The ring of a group's threads. */
  threads: 4,
  /** The kernel's table of pids. */
  pid: 8,
  /** Its content: it names itself where a thread group leader does. */
  carve: 16,
  /** Other tasks name it as their parent. */
  named: 32,
} as const;

/** One way a task was reached. */
export type FoundBy = keyof typeof FOUND_BY;

/** `swapper`, how every idle task's name begins. */
const IDLE_NAME = [0x73, 0x77, 0x61, 0x70, 0x70, 0x65, 0x72];

/** True where the row is an idle task, which /proc does not show. (A zero pid alone may be one that was overwritten.) */
export const isIdle = (table: TaskTable, row: number): boolean =>
  row === 0 ||
  (table.pid[row] === 0 && IDLE_NAME.every((byte, i) => table.comm[row * COMM_LENGTH + i] === byte));

/**
 * Of `missing`: memory changed while it was read, so that the structures may show different moments. The task may
 * have ended, or been started, in the meantime, and nobody is accused of hiding it.
 */
export const DISPUTED = 128;

/** True for a task that some structure of the kernel should name and does not. */
export const isHidden = (table: TaskTable, row: number): boolean => {
  const missing = table.missing[row] ?? 0;
  return missing !== 0 && (missing & DISPUTED) === 0;
};

/** True for a task about which structures disagree that were read at different moments. */
export const isDisputed = (table: TaskTable, row: number): boolean =>
  ((table.missing[row] ?? 0) & DISPUTED) !== 0;

/** Bytes of `comm` a row. */
export const COMM_LENGTH = 16;
