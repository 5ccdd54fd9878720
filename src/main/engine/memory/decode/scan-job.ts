import type { ScanQuery } from '../../file/dump-file.ts';
import { HitColumns } from '../../file/hit-columns.ts';
import { scanBytes } from '../../file/scan-bytes.ts';
import { CODEC, decodeUnit } from './decode-unit.ts';

/** A part of a search: some units with their stored bytes. Plain data, so that any thread can do it. */
export interface ScanJob {
  readonly count: number;
  readonly address: Float64Array;
  readonly length: Uint32Array;
  readonly codec: Uint8Array;
  /** Stored bytes of each unit; of a fill unit the byte. */
  readonly size: Uint32Array;
  /** Where they begin in `stored`. */
  readonly at: Uint32Array;
  readonly stored: Uint8Array;
  /** Only bytes of [from, to) are looked at, and only matches that begin before `limit` count. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

export interface JobResult {
  /** Addresses, ascending. */
  readonly offsets: Float64Array;
  readonly which: Uint32Array;
  /** Addresses of units that could not be decoded. */
  readonly damaged: Float64Array;
}

/** Bytes to decode into, kept between jobs. */
export interface Scratch {
  bytes: Uint8Array;
}

/** Decodes the units of a job and searches them, each stretch without gaps at once. Finds `maxHits` at most. */
export function runScanJob(job: ScanJob, query: ScanQuery, maxHits: number, scratch: Scratch): JobResult {
  const total = job.length.subarray(0, job.count).reduce((sum, length) => sum + length, 0);
  if (scratch.bytes.length < total) scratch.bytes = new Uint8Array(total);
  const hits = new HitColumns();
  const damaged: number[] = [];
  let pieceStart = 0;
  let filled = 0;

  const searchPiece = (): void => {
    const from = Math.max(pieceStart, job.from);
    const to = Math.min(pieceStart + filled, job.to);
    if (from < to && hits.length < maxHits) {
      const piece = scratch.bytes.subarray(from - pieceStart, to - pieceStart);
      const found = scanBytes(piece, from, query, maxHits - hits.length);
      found.offsets.forEach((offset, i) => {
        if (from + offset < job.limit) hits.add(from + offset, found.which[i] ?? 0);
      });
    }
    filled = 0;
  };

  for (let row = 0; row < job.count; row++) {
    const address = job.address[row] ?? 0;
    const length = job.length[row] ?? 0;
    if (address !== pieceStart + filled) {
      searchPiece();
      pieceStart = address;
    }
    const target = scratch.bytes.subarray(filled, filled + length);
    if (decodeRow(job, row, target)) filled += length;
    else damaged.push(address);
  }
  searchPiece();
  return { ...hits.slice(), damaged: Float64Array.from(damaged) };
}

function decodeRow(job: ScanJob, row: number, target: Uint8Array): boolean {
  const codec = job.codec[row] ?? CODEC.lost;
  const size = job.size[row] ?? 0;
  if (codec === CODEC.fill) {
    target.fill(size);
    return true;
  }
  const at = job.at[row] ?? 0;
  return decodeUnit(codec, job.stored.subarray(at, at + size), target);
}
