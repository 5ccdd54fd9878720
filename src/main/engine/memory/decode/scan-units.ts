import { setImmediate as nextTurn } from 'node:timers/promises';
import { HitColumns } from '../../file/hit-columns.ts';
import { scanCancelled } from '../../file/file-errors.ts';
import { ScanReporter } from '../../file/scan-reporter.ts';
import { checkQuery, DEFAULT_MAX_HITS, reachOf } from '../../file/scan-query.ts';
import type { MemoryScanOptions, MemoryScanResult } from '../physical-memory.ts';
import type { UnitSource } from '../unit-source.ts';
import { DecodePool, type DoneJob } from './decode-pool.ts';
import { JobPlanner } from './plan-jobs.ts';
import { runScanJob, type ScanJob, type Scratch } from './scan-job.ts';

/** Below this much memory starting threads costs more than it brings. */
const WORTH_THREADS = 8 * 1024 * 1024;

type Run = (job: ScanJob, maxHits: number) => Promise<DoneJob>;

export interface UnitScanOptions extends MemoryScanOptions {
  /** Shown in errors. */
  readonly path: string;
  readonly pool: DecodePool;
  /** Told of units that could not be decoded. */
  readonly onDamaged: (address: number) => void;
}

/**
 * Searches an encoded memory block by block on several threads. Of a capped search the hits kept are the first ones
 * by address, whatever the number of threads.
 */
export async function scanUnits(source: UnitSource, options: UnitScanOptions): Promise<MemoryScanResult> {
  const { query, signal } = options;
  checkQuery(query);
  const cancelled = (): boolean => signal?.aborted === true;
  if (cancelled()) throw scanCancelled(options.path);
  const maxHits = Math.max(0, options.maxHits ?? DEFAULT_MAX_HITS);
  const from = Math.max(0, options.from ?? 0);
  const to = options.to ?? Infinity;
  const total = heldWithin(source, from, to);
  const planner = new JobPlanner(source, from, to, reachOf(query));
  const hits = new HitColumns();
  const reporter = new ScanReporter(hits, total, options.onProgress);

  /** Hits of finished jobs behind which one is still unfinished. */
  const early = new Map<number, number>();
  let inOrder = 0;
  let settled = 0;
  let started = 0;
  let done = 0;
  let over = maxHits === 0;

  const lane = async (run: Run): Promise<void> => {
    while (!over && !cancelled()) {
      const planned = planner.next();
      if (planned === undefined) return;
      const index = started++;
      const result = await run(planned.job, maxHits);
      planner.recycle(result.stored);
      result.offsets.forEach((offset, i) => {
        hits.add(offset, result.which[i] ?? 0);
      });
      result.damaged.forEach(options.onDamaged);
      done = Math.min(total, done + planned.bytes);
      early.set(index, result.offsets.length);
      for (let count = early.get(settled); count !== undefined; count = early.get(settled)) {
        early.delete(settled++);
        inOrder += count;
      }
      over = inOrder >= maxHits;
      reporter.report(done);
    }
  };
  const guarded = async (run: Run): Promise<void> => {
    try {
      await lane(run);
    } catch (error) {
      over = true;
      throw error;
    }
  };

  if (total >= WORTH_THREADS && options.pool.size > 1 && DecodePool.isPossible()) {
    const search = options.pool.open(query);
    try {
      await Promise.all(Array.from({ length: options.pool.lanes }, () => guarded(search.run)));
    } finally {
      search.close();
    }
  } else {
    const scratch: Scratch = { bytes: new Uint8Array(0) };
    await guarded(async (job, room) => {
      const result = runScanJob(job, query, room, scratch);
      await nextTurn();
      return { ...result, stored: job.stored };
    });
  }
  if (cancelled()) throw scanCancelled(options.path);
  if (!over) done = total;
  reporter.finish(done);
  const all = hits.sorted();
  return {
    hits: { offsets: all.offsets.slice(0, maxHits), which: all.which.slice(0, maxHits) },
    capped: over,
    bytesScanned: done,
  };
}

/** Bytes of [from, to) that the runs hold. */
function heldWithin(source: UnitSource, from: number, to: number): number {
  let held = 0;
  for (const run of source.runs) {
    held += Math.max(0, Math.min(to, run.start + run.length) - Math.max(from, run.start));
  }
  return held;
}
