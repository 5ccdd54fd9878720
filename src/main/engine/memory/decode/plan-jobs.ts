import { unitColumns, type UnitColumns, type UnitSource } from '../unit-source.ts';
import { CODEC } from './decode-unit.ts';
import type { ScanJob } from './scan-job.ts';

/** Decoded bytes of one job: small against the cache, large against the cost of handing it to a thread. */
const JOB_BYTES = 1024 * 1024;
const JOB_UNITS = 512;
/** Buffers are of such sizes, so that one fits the next job as well. */
const BUFFER_STEP = 256 * 1024;
/** Units behind a job that its last matches may reach into. */
const OVERLAP_UNITS = 64;

/** No encoder writes more than this for a unit; a larger size is a damaged descriptor. */
export const mostStored = (length: number): number => length + (length >> 2) + 4096;

/** Cuts a range of memory into jobs, front to back. */
export class JobPlanner {
  readonly #source: UnitSource;
  readonly #to: number;
  readonly #from: number;
  readonly #reach: number;
  readonly #units = unitColumns(JOB_UNITS);
  readonly #overlap = unitColumns(OVERLAP_UNITS);
  /** Buffers of jobs that are done. */
  readonly #spare: ArrayBuffer[] = [];
  #cursor: number;

  /** `reach` is the length of the longest match in bytes. */
  constructor(source: UnitSource, from: number, to: number, reach: number) {
    this.#source = source;
    this.#from = from;
    this.#to = to;
    this.#reach = reach;
    this.#cursor = from;
  }

  /** The next job and how many bytes of memory it does; undefined when all is done. */
  next(): { readonly job: ScanJob; readonly bytes: number } | undefined {
    const units = this.#units;
    const listed = this.#cursor < this.#to ? this.#source.list(this.#cursor, this.#to, units) : 0;
    if (listed === 0) return undefined;
    let count = 0;
    let bytes = 0;
    while (count < listed && bytes < JOB_BYTES) bytes += units.length[count++] ?? 0;
    const end = (units.address[count - 1] ?? 0) + (units.length[count - 1] ?? 0);
    const limit = Math.min(this.#to, end);
    // A source that lists the same units again would keep us here for ever.
    if (!(limit > this.#cursor)) throw new Error(`units at ${this.#cursor} do not advance`);
    this.#cursor = limit;
    const reachEnd = Math.min(this.#to, limit + this.#reach - 1);
    const extra = reachEnd > limit ? this.#source.list(limit, reachEnd, this.#overlap) : 0;
    const job = this.#gather(count, extra, limit, Math.max(limit, reachEnd));
    return { job, bytes };
  }

  /** Takes back the stored bytes of a job that is done: fresh memory costs more than what is copied into it. */
  recycle(stored: Uint8Array): void {
    if (stored.buffer instanceof ArrayBuffer) this.#spare.push(stored.buffer);
  }

  #buffer(length: number): Uint8Array {
    const spare = this.#spare.pop();
    if (spare !== undefined && spare.byteLength >= length) return new Uint8Array(spare, 0, length);
    return new Uint8Array(new ArrayBuffer(Math.ceil(length / BUFFER_STEP) * BUFFER_STEP), 0, length);
  }

  #gather(count: number, extra: number, limit: number, to: number): ScanJob {
    const rows = join(this.#units, count, this.#overlap, extra);
    const at = new Uint32Array(count + extra);
    let total = 0;
    for (let row = 0; row < at.length; row++) {
      at[row] = total;
      total += storedBytes(rows, row);
    }
    const stored = this.#buffer(total);
    for (let row = 0; row < at.length;) row = this.#readTogether(rows, row, at, stored);
    return {
      count: at.length,
      address: rows.address,
      length: rows.length,
      codec: rows.codec,
      size: rows.size,
      at,
      stored,
      from: this.#from,
      to,
      limit,
    };
  }

  /** Reads the stored bytes of unit `first` and of those that follow it without a gap; returns the next unit. */
  #readTogether(rows: UnitColumns, first: number, at: Uint32Array, stored: Uint8Array): number {
    const start = rows.offset[first] ?? 0;
    let size = storedBytes(rows, first);
    let next = first + 1;
    if (size === 0) return next;
    while (next < at.length && rows.offset[next] === start + size && storedBytes(rows, next) > 0) {
      size += storedBytes(rows, next);
      next++;
    }
    const from = at[first] ?? 0;
    const held = this.#source.readStored(start, stored.subarray(from, from + size));
    for (let row = first; row < next; row++) {
      if ((at[row] ?? 0) + storedBytes(rows, row) > from + held) rows.codec[row] = CODEC.lost;
    }
    return next;
  }
}

/** Bytes to read for a unit; a size that cannot be true makes it a lost one. */
export function storedBytes(rows: UnitColumns, row: number): number {
  const codec = rows.codec[row];
  if (codec === CODEC.fill || codec === CODEC.lost) return 0;
  const size = rows.size[row] ?? 0;
  if (size > 0 && size <= mostStored(rows.length[row] ?? 0)) return size;
  rows.codec[row] = CODEC.lost;
  return 0;
}

function join(a: UnitColumns, countA: number, b: UnitColumns, countB: number): UnitColumns {
  const rows = unitColumns(countA + countB);
  for (const key of ['address', 'length', 'codec', 'offset', 'size'] as const) {
    rows[key].set(a[key].subarray(0, countA));
    rows[key].set(b[key].subarray(0, countB), countA);
  }
  return rows;
}
