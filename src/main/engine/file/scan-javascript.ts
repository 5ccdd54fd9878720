import type { ScanHits, ScanQuery } from './dump-file.ts';
import { HitColumns } from './hit-columns.ts';
import { checkQuery } from './scan-query.ts';
import { wordTest } from './word-test.ts';

/** As `scanBytes`, without the native addon. */
export function scanInJavaScript(
  bytes: Uint8Array,
  baseAddress: number,
  query: ScanQuery,
  maxHits: number,
): ScanHits {
  checkQuery(query);
  const hits =
    query.kind === 'patterns'
      ? findPatterns(bytes, query.patterns, maxHits)
      : findWords(bytes, baseAddress, query, maxHits);
  const all = hits.sorted();
  return { offsets: all.offsets.subarray(0, maxHits), which: all.which.subarray(0, maxHits) };
}

function findPatterns(bytes: Uint8Array, patterns: readonly Uint8Array[], maxHits: number): HitColumns {
  const hits = new HitColumns();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  patterns.forEach((pattern, which) => {
    let left = maxHits;
    let at = left === 0 ? -1 : buffer.indexOf(pattern);
    while (at >= 0) {
      hits.add(at, which);
      left--;
      // Matches may overlap; a search from the very end would start over.
      at = left === 0 || at + 1 >= buffer.length ? -1 : buffer.indexOf(pattern, at + 1);
    }
  });
  return hits;
}

function findWords(
  bytes: Uint8Array,
  baseAddress: number,
  query: Exclude<ScanQuery, { kind: 'patterns' }>,
  maxHits: number,
): HitColumns {
  const { wordSize, bigEndian } = query;
  const hits = new HitColumns();
  const test = wordTest(query);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lowAt = wordSize === 8 && bigEndian ? 4 : 0;
  const highAt = 4 - lowAt;
  const first = (wordSize - (baseAddress % wordSize)) % wordSize;
  for (let at = first; at + wordSize <= bytes.length && hits.length < maxHits; at += wordSize) {
    const low = view.getUint32(at + lowAt, !bigEndian);
    const high = wordSize === 8 ? view.getUint32(at + highAt, !bigEndian) : 0;
    const which = test(low, high, baseAddress + at);
    if (which >= 0) hits.add(at, which);
  }
  return hits;
}
