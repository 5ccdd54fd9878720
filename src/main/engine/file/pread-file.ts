import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { FileOffset } from '../../../shared/units.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile, ScanHits, ScanOptions, ScanQuery, ScanResult } from './dump-file.ts';
import { cannotOpen, fileChanged, fileClosed, scanCancelled } from './file-errors.ts';
import { HitColumns } from './hit-columns.ts';
import { scanBytes } from './scan-bytes.ts';
import { checkQuery, clipRange, maxHitsOf, reachOf } from './scan-query.ts';
import { ScanReporter } from './scan-reporter.ts';

/** Between two turns of the event loop: a few milliseconds of work. */
const BLOCK_BYTES = 4 * 1024 * 1024;

type BlockScan = (bytes: Uint8Array, address: number, query: ScanQuery, maxHits: number) => ScanHits;

/** A file read by plain reads, for what cannot be mapped or where the addon could not be built. */
export class PreadFile implements DumpFile {
  readonly path: string;
  readonly size: number;
  readonly access = 'pread';
  readonly accessNotice: Sentence | undefined;
  readonly #blockBytes: number;
  readonly #scanBlock: BlockScan;
  #descriptor: number | undefined;

  constructor(path: string, descriptor: number, options: PreadOptions) {
    this.path = path;
    this.size = fstatSync(descriptor).size;
    this.accessNotice = options.notice;
    this.#descriptor = descriptor;
    this.#blockBytes = options.blockBytes ?? BLOCK_BYTES;
    this.#scanBlock = options.scanBlock ?? scanBytes;
  }

  read(offset: FileOffset, target: Uint8Array): number {
    const within = offset >= 0 && offset < this.size;
    const held = within ? Math.min(target.length, this.size - Math.trunc(offset)) : 0;
    if (held > 0) this.#fill(Math.trunc(offset), target.subarray(0, held));
    target.fill(0, held);
    return held;
  }

  gather(offsets: Float64Array, length: number, target: Uint8Array): number {
    if (offsets.length * length > target.length) throw new RangeError('gather: the target is too small');
    let whole = 0;
    offsets.forEach((offset, row) => {
      const into = target.subarray(row * length, (row + 1) * length);
      // False for NaN as well.
      if (offset >= 0 && offset + length <= this.size) {
        this.#fill(Math.trunc(offset), into);
        whole++;
      } else {
        into.fill(0);
      }
    });
    return whole;
  }

  async scan(options: ScanOptions): Promise<ScanResult> {
    if (this.#isClosed()) throw fileClosed(this.path);
    checkQuery(options.query);
    const maxHits = maxHitsOf(options);
    const overlap = reachOf(options.query) - 1;
    const ranges = options.ranges.flatMap((range) => clipRange(range, this.size) ?? []);
    const total = ranges.reduce((sum, range) => sum + range.end - range.start, 0);
    const hits = new HitColumns();
    const reporter = new ScanReporter(hits, total, options.onProgress);
    const block = new Uint8Array(this.#blockBytes + overlap);
    let done = 0;
    for (const { start, end, address } of ranges) {
      for (let at = start; at < end && hits.length < maxHits; at += this.#blockBytes) {
        if (done > 0) await nextTurn();
        if (options.signal?.aborted === true || this.#descriptor === undefined)
          throw scanCancelled(this.path);
        const bytes = block.subarray(0, Math.min(block.length, end - at));
        this.#fill(at, bytes);
        const starts = Math.min(this.#blockBytes, end - at);
        const found = this.#scanBlock(bytes, address + at - start, options.query, maxHits - hits.length);
        // What starts in the overlap is found again in the next block.
        found.offsets.forEach((position, index) => {
          if (position < starts) hits.add(at + position, found.which[index] ?? 0);
        });
        done += starts;
        reporter.report(done);
      }
    }
    if (options.signal?.aborted === true) throw scanCancelled(this.path);
    reporter.finish(done);
    return { hits: hits.sorted(), capped: hits.length >= maxHits, bytesScanned: done };
  }

  close(): void {
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #isClosed(): boolean {
    return this.#descriptor === undefined;
  }

  /** Fills all of `target`; bytes that were there at opening and are gone are `file-changed`. */
  #fill(offset: number, target: Uint8Array): void {
    if (this.#descriptor === undefined) throw fileClosed(this.path);
    for (let done = 0; done < target.length;) {
      const count = this.#readSome(this.#descriptor, offset + done, target.subarray(done));
      if (count === 0) throw fileChanged(this.path, offset + done);
      done += count;
    }
  }

  #readSome(descriptor: number, offset: number, target: Uint8Array): number {
    try {
      return readSync(descriptor, target, 0, target.length, offset);
    } catch {
      // EIO and its like: the same failure that a mapped read meets as a fault.
      throw fileChanged(this.path, offset);
    }
  }
}

export interface PreadOptions {
  /** Why the file is not mapped, for people. */
  readonly notice?: Sentence;
  /** Tests change these two to reach the corners. */
  readonly blockBytes?: number;
  readonly scanBlock?: BlockScan;
}

/** Opens a file for plain reads. Throws `file-not-found` or `file-unreadable`. */
export function openPread(path: string, options: PreadOptions = {}): PreadFile {
  try {
    return new PreadFile(path, openSync(path, 'r'), options);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}
