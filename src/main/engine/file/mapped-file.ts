import { availableParallelism } from 'node:os';

import type { FileOffset } from '../../../shared/units.ts';
import { compileQuery } from './compiled-query.ts';
import type { DumpFile, ScanOptions, ScanResult } from './dump-file.ts';
import { cannotOpen, fileChanged, fileClosed, scanCancelled } from './file-errors.ts';
import type { NativeAddon } from './native-addon.ts';
import { maxHitsOf } from './scan-query.ts';

/** What tests change to reach the corners of a scan with little data. */
export interface ScanTuning {
  /** Bytes that a thread takes at once. */
  readonly chunkBytes?: number;
  /** Leaves out the vector paths. */
  readonly portable?: boolean;
}

/** Large enough that threads seldom meet, small enough that the first hits are those of low offsets. */
const CHUNK_BYTES = 16 * 1024 * 1024;
const MAX_THREADS = 8;

/** A file mapped by the native addon. No view of the mapping exists in JavaScript: reads copy, scans run in place. */
export class MappedFile implements DumpFile {
  readonly path: string;
  readonly size: number;
  readonly access = 'mapped';
  readonly #addon: NativeAddon;
  readonly #tuning: ScanTuning;
  readonly #stopScans = new Set<() => void>();
  #handle: number;

  constructor(addon: NativeAddon, path: string, handle: number, tuning: ScanTuning) {
    this.path = path;
    this.size = addon.size(handle);
    this.#addon = addon;
    this.#handle = handle;
    this.#tuning = tuning;
  }

  read(offset: FileOffset, target: Uint8Array): number {
    const held = this.#addon.read(this.#handle, offset, target);
    return held >= 0 ? held : this.#fail(held);
  }

  gather(offsets: Float64Array, length: number, target: Uint8Array): number {
    const whole = this.#addon.gather(this.#handle, offsets, length, target);
    return whole >= 0 ? whole : this.#fail(whole);
  }

  async scan(options: ScanOptions): Promise<ScanResult> {
    const { signal } = options;
    if (this.#handle < 0) throw fileClosed(this.path);
    if (signal?.aborted === true) throw scanCancelled(this.path);
    const query = compileQuery(this.#addon, options.query, this.#tuning.portable);
    const ranges = new Float64Array(
      options.ranges.flatMap((range) => [range.start, range.length, range.address]),
    );
    const threads = options.threads ?? Math.min(MAX_THREADS, availableParallelism());
    const { promise, resolve, reject } = Promise.withResolvers<ScanResult>();
    let over = false;
    const scan = this.#addon.scan(
      this.#handle,
      query,
      ranges,
      maxHitsOf(options),
      threads,
      this.#tuning.chunkBytes ?? CHUNK_BYTES,
      (done, total, offsets, which, end) => {
        if (over) return;
        // A report under way when the scan ended brings the end too; the last one then has nothing new.
        over = end !== undefined;
        if (end !== undefined && end[3] >= 0) {
          reject(fileChanged(this.path, end[3]));
          return;
        }
        try {
          options.onProgress?.(done, total, { offsets, which });
        } catch (error) {
          stop(error);
          return;
        }
        if (end !== undefined) {
          resolve({ hits: { offsets: end[0], which: end[1] }, capped: end[2], bytesScanned: done });
        }
      },
    );
    if (scan < 0) return this.#fail(scan);
    const stop = (reason: unknown): void => {
      over = true;
      this.#addon.cancel(scan);
      reject(reason instanceof Error ? reason : scanCancelled(this.path));
    };
    const onAbort = (): void => {
      stop(scanCancelled(this.path));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#stopScans.add(onAbort);
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#stopScans.delete(onAbort);
    }
  }

  close(): void {
    if (this.#handle < 0) return;
    for (const stop of this.#stopScans) stop();
    this.#addon.close(this.#handle);
    this.#handle = -1;
  }

  #fail(answer: number): never {
    if (answer === -1) throw fileClosed(this.path);
    if (answer === -2) throw fileChanged(this.path, this.#addon.changedAt(this.#handle));
    throw new TypeError(`the native addon was called wrongly on ${this.path}`);
  }
}

/** Maps a file. Throws `file-unreadable` when the system will not map it. */
export function openMapped(addon: NativeAddon, path: string, tuning: ScanTuning = {}): MappedFile {
  const handle = addon.open(path);
  if (handle < 0) throw cannotOpen(path, new Error(`it cannot be mapped (error ${-handle})`));
  return new MappedFile(addon, path, handle, tuning);
}
