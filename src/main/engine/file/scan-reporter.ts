import type { ScanOptions } from './dump-file.ts';
import type { HitColumns } from './hit-columns.ts';

/** How often a scan without hits reports, and how long fresh hits may wait; milliseconds. */
const PROGRESS_EVERY = 100;
const HITS_EVERY = 10;

/** Hands a scan's progress on, neither too often nor hits too late. */
export class ScanReporter {
  readonly #hits: HitColumns;
  readonly #total: number;
  readonly #onProgress: ScanOptions['onProgress'];
  #delivered = 0;
  #lastAt = performance.now() - PROGRESS_EVERY;

  constructor(hits: HitColumns, total: number, onProgress: ScanOptions['onProgress']) {
    this.#hits = hits;
    this.#total = total;
    this.#onProgress = onProgress;
  }

  report(doneBytes: number): void {
    const waited = performance.now() - this.#lastAt;
    const fresh = this.#hits.length > this.#delivered;
    if (waited >= (fresh ? HITS_EVERY : PROGRESS_EVERY)) this.finish(doneBytes);
  }

  /** Reports at once. */
  finish(doneBytes: number): void {
    this.#lastAt = performance.now();
    const fresh = this.#hits.slice(this.#delivered);
    this.#delivered = this.#hits.length;
    this.#onProgress?.(doneBytes, this.#total, fresh);
  }
}
