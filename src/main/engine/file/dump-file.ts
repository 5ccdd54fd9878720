import type { FileOffset } from '../../../shared/units.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';

/** A part of the file with the address its first byte has in the space being searched. */
export interface ScanRange {
  readonly start: FileOffset;
  /** Bytes. */
  readonly length: number;
  /** Address (guest-physical) of the first byte; what `selfRelative` subtracts. */
  readonly address: number;
}

/** What to look for. Words are `wordSize` bytes, aligned to `wordSize` in address terms, read in `byteOrder`. */
export type ScanQuery =
  /** Byte strings at any alignment. */
  | { readonly kind: 'patterns'; readonly patterns: readonly Uint8Array[] }
  /** Words equal to one of `values` (any number of them). */
  | {
      readonly kind: 'values';
      readonly values: BigUint64Array;
      readonly wordSize: 4 | 8;
      readonly bigEndian: boolean;
    }
  /** Words w with low <= w < high. */
  | {
      readonly kind: 'range';
      readonly low: bigint;
      readonly high: bigint;
      readonly wordSize: 4 | 8;
      readonly bigEndian: boolean;
    }
  /** Words w with w − address(w) == delta (mod 2^wordbits). */
  | {
      readonly kind: 'selfRelative';
      readonly delta: bigint;
      readonly wordSize: 4 | 8;
      readonly bigEndian: boolean;
    };

/** Hits as columns, in the order the threads found them within one batch; ascending in the final answer. */
export interface ScanHits {
  /** File offsets. */
  readonly offsets: Float64Array;
  /** Index into `patterns` or `values`; 0 for the other kinds. */
  readonly which: Uint32Array;
}

export interface ScanOptions {
  readonly ranges: readonly ScanRange[];
  readonly query: ScanQuery;
  /**
   * The scan stops once this many hits were found and says so; the hits kept are the first ones in the order of
   * `ranges`, whatever the number of threads. Default 1,000,000.
   */
  readonly maxHits?: number;
  /** Threads; default: the number of cores, at most 8. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /**
   * Bytes done of total, and the hits that are new since the last call; all calls together hand out all hits (of a
   * capped scan perhaps others than the final ones). Ten times a second; fresh hits do not wait longer than about
   * 10 ms, so that they can be looked at while the scan goes on. What it throws ends the scan.
   */
  readonly onProgress?: (doneBytes: number, totalBytes: number, fresh: ScanHits) => void;
}

export interface ScanResult {
  /** All hits, ascending by offset. */
  readonly hits: ScanHits;
  /** True when `maxHits` ended the scan. */
  readonly capped: boolean;
  readonly bytesScanned: number;
}

/**
 * A dump file opened read-only. Two implementations: mapped through the native addon, and `pread`.
 *
 * Every method throws (or rejects with) `TaskshapeError` `file-changed` with the offset when the file shrank or
 * failed under us, and `cancelled` when the signal ended a scan.
 */
export interface DumpFile {
  readonly path: string;
  /** Bytes, as of opening. */
  readonly size: number;
  /** `mapped` scans in place on native threads, `pread` reads block by block in JavaScript. */
  readonly access: 'mapped' | 'pread';
  /** Why the file is not mapped, for people; undefined when it is. */
  readonly accessNotice?: Sentence | undefined;
  /** Copies bytes from `offset` into all of `target`; returns how many the file had (the rest of `target` is zeroed). */
  read(offset: FileOffset, target: Uint8Array): number;
  /**
   * Copies `length` bytes from each of `offsets` into `target`, one after the other. An offset that is NaN, negative
   * or whose bytes end beyond the file yields zeros. Returns how many were whole.
   */
  gather(offsets: Float64Array, length: number, target: Uint8Array): number;
  scan(options: ScanOptions): Promise<ScanResult>;
  /** Ends running scans with `cancelled`; calls after it throw `session-gone`. */
  close(): void;
}
