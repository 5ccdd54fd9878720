import { failure } from '../../src/shared/errors.ts';
import type { FileOffset } from '../../src/shared/units.ts';
import { say } from '../../src/shared/i18n/sentence.ts';
import type {
  DumpFile,
  ScanHits,
  ScanOptions,
  ScanQuery,
  ScanRange,
  ScanResult,
} from '../../src/main/engine/file/dump-file.ts';

/** A dump file whose bytes are in memory, with the plainest scan there can be. For tests. */
export class MemoryFile implements DumpFile {
  readonly path: string;
  readonly size: number;
  readonly access = 'pread';
  readonly bytes: Uint8Array;
  closed = false;

  constructor(bytes: Uint8Array, path = 'memory.dump') {
    this.bytes = bytes;
    this.size = bytes.length;
    this.path = path;
  }

  read(offset: FileOffset, target: Uint8Array): number {
    const held = this.bytes.subarray(Math.max(0, offset), Math.max(0, offset) + target.length);
    target.fill(0);
    target.set(held);
    return held.length;
  }

  gather(offsets: Float64Array, length: number, target: Uint8Array): number {
    let whole = 0;
    offsets.forEach((offset, row) => {
      const into = target.subarray(row * length, (row + 1) * length);
      into.fill(0);
      if (!(offset >= 0) || offset + length > this.size) return;
      into.set(this.bytes.subarray(offset, offset + length));
      whole++;
    });
    return whole;
  }

  scan(options: ScanOptions): Promise<ScanResult> {
    if (options.signal?.aborted === true)
      return Promise.reject(failure('cancelled', say('failure.text', { text: 'Cancelled.' })));
    const maxHits = options.maxHits ?? 1_000_000;
    const total = options.ranges.reduce((sum, range) => sum + range.length, 0);
    const found: { offset: number; which: number }[] = [];
    let done = 0;
    for (const range of options.ranges) {
      const fresh = scanRange(this.bytes, range, options.query, maxHits - found.length);
      found.push(...fresh);
      done += range.length;
      options.onProgress?.(done, total, toColumns(fresh));
      if (found.length >= maxHits) break;
    }
    found.sort((a, b) => a.offset - b.offset);
    return Promise.resolve({
      hits: toColumns(found),
      capped: found.length >= maxHits,
      bytesScanned: done,
    });
  }

  close(): void {
    this.closed = true;
  }
}

const toColumns = (found: readonly { offset: number; which: number }[]): ScanHits => ({
  offsets: Float64Array.from(found, (hit) => hit.offset),
  which: Uint32Array.from(found, (hit) => hit.which),
});

function scanRange(bytes: Uint8Array, range: ScanRange, query: ScanQuery, room: number) {
  const end = Math.min(range.start + range.length, bytes.length);
  const found: { offset: number; which: number }[] = [];
  if (query.kind === 'patterns') {
    const part = Buffer.from(bytes.buffer, bytes.byteOffset + range.start, Math.max(0, end - range.start));
    query.patterns.forEach((pattern, which) => {
      if (pattern.length === 0) return;
      for (let at = part.indexOf(pattern); at >= 0; at = part.indexOf(pattern, at + 1)) {
        found.push({ offset: range.start + at, which });
      }
    });
    return found.slice(0, Math.max(0, room));
  }
  const { wordSize, bigEndian } = query;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places =
    query.kind === 'values' ? new Map(Array.from(query.values, (value, i) => [value, i])) : undefined;
  const firstAligned = (wordSize - (range.address % wordSize)) % wordSize;
  for (let at = range.start + firstAligned; at + wordSize <= end && found.length < room; at += wordSize) {
    const word = wordSize === 8 ? view.getBigUint64(at, !bigEndian) : BigInt(view.getUint32(at, !bigEndian));
    const address = BigInt(range.address + at - range.start);
    const which = wordMatches(query, word, address, places);
    if (which >= 0) found.push({ offset: at, which });
  }
  return found;
}

/** The index of the value that matched, 0 for the other kinds, −1 for no match. */
function wordMatches(
  query: Exclude<ScanQuery, { kind: 'patterns' }>,
  word: bigint,
  address: bigint,
  places: ReadonlyMap<bigint, number> | undefined,
): number {
  switch (query.kind) {
    case 'values':
      return places?.get(word) ?? -1;
    case 'range':
      return word >= query.low && word < query.high ? 0 : -1;
    case 'selfRelative':
      return BigInt.asUintN(query.wordSize * 8, word - address) ===
        BigInt.asUintN(query.wordSize * 8, query.delta)
        ? 0
        : -1;
  }
}
