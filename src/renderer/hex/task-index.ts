import type { TaskTable } from '../../shared/task-table.ts';

/** More structs than this cannot truly lie across one place; a damaged table may claim it. */
const MOST_AT_ONE_PLACE = 8;

/** Finds tasks by address: rows sorted by where their task_struct starts, searched by bisection. */
export class TaskIndex {
  readonly #starts: BigUint64Array;
  readonly #rows: Uint32Array;

  /** `starts` gives each row's address, or undefined for rows that have none. */
  constructor(count: number, starts: (row: number) => bigint | undefined) {
    const all = new BigUint64Array(count);
    // Rounding to doubles keeps the order, and doubles compare much faster; what rounds alike is compared in full.
    const rounded = new Float64Array(count);
    const rows = new Uint32Array(count);
    let held = 0;
    for (let row = 0; row < count; row++) {
      const start = starts(row);
      if (start === undefined) continue;
      all[row] = start;
      rounded[row] = Number(start);
      rows[held++] = row;
    }
    this.#rows = rows.subarray(0, held).sort((a, b) => {
      const apart = (rounded[a] ?? 0) - (rounded[b] ?? 0);
      if (apart !== 0) return apart;
      const [left, right] = [all[a] ?? 0n, all[b] ?? 0n];
      return left < right ? -1 : left > right ? 1 : a - b;
    });
    this.#starts = new BigUint64Array(held);
    for (let at = 0; at < held; at++) this.#starts[at] = all[this.#rows[at] ?? 0] ?? 0n;
  }

  /** How many structs start at or before `address`. */
  #countUpTo(address: bigint): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0n) <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Tasks whose struct of `extent` bytes overlaps [from, to), nearest start first. */
  overlapping(from: bigint, to: bigint, extent: number): readonly { row: number; start: bigint }[] {
    const found: { row: number; start: bigint }[] = [];
    for (let at = this.#countUpTo(to - 1n) - 1; at >= 0 && found.length < MOST_AT_ONE_PLACE; at--) {
      const start = this.#starts[at] ?? 0n;
      if (start + BigInt(extent) <= from) break;
      found.push({ row: this.#rows[at] ?? 0, start });
    }
    return found;
  }

  /** The task whose struct holds `address`; −1 when none does. */
  rowAt(address: bigint, extent: number): number {
    return this.overlapping(address, address + 1n, extent)[0]?.row ?? -1;
  }
}

export const indexVirtual = (table: TaskTable): TaskIndex =>
  new TaskIndex(table.count, (row) => table.address[row]);

export const indexPhysical = (table: TaskTable): TaskIndex =>
  new TaskIndex(table.count, (row) => {
    const at = table.physical[row] ?? NaN;
    return Number.isSafeInteger(at) && at >= 0 ? BigInt(at) : undefined;
  });
