import { physAddr } from '../../../shared/units.ts';
import type { ScanHits } from '../file/dump-file.ts';
import type { PhysicalMemory } from './physical-memory.ts';
import type { RunIndex } from './run-index.ts';

const isAscending = (values: Float64Array): boolean => {
  for (let i = 1; i < values.length; i++) if ((values[i - 1] ?? 0) > (values[i] ?? 0)) return false;
  return true;
};

/** The hits by ascending address. Costs one pass when they are in order, as in all files written front to back. */
export function sortHits(hits: ScanHits): ScanHits {
  if (isAscending(hits.offsets)) return hits;
  const order = Uint32Array.from(hits.offsets, (_, i) => i);
  order.sort((a, b) => (hits.offsets[a] ?? 0) - (hits.offsets[b] ?? 0));
  return {
    offsets: Float64Array.from(order, (i) => hits.offsets[i] ?? NaN),
    which: Uint32Array.from(order, (i) => hits.which[i] ?? 0),
  };
}

/** Both sets in one, ascending, at most `maxHits` of them. */
export function mergeHits(
  hits: ScanHits,
  more: ScanHits | undefined,
  maxHits: number,
): { readonly hits: ScanHits; readonly capped: boolean } {
  if (more === undefined || more.offsets.length === 0) return { hits, capped: false };
  const count = hits.offsets.length + more.offsets.length;
  const offsets = new Float64Array(count);
  const which = new Uint32Array(count);
  offsets.set(hits.offsets);
  offsets.set(more.offsets, hits.offsets.length);
  which.set(hits.which);
  which.set(more.which, hits.which.length);
  const sorted = sortHits({ offsets, which });
  if (count <= maxHits) return { hits: sorted, capped: false };
  return {
    hits: { offsets: sorted.offsets.slice(0, maxHits), which: sorted.which.slice(0, maxHits) },
    capped: true,
  };
}

const startsWith = (bytes: Uint8Array, at: number, pattern: Uint8Array): boolean => {
  if (at + pattern.length > bytes.length) return false;
  for (let i = 0; i < pattern.length; i++) if (bytes[at + i] !== pattern[i]) return false;
  return true;
};

/** Byte strings in [from, to) that lie across the border of two runs which touch in memory but not in the file. */
export function seamHits(
  memory: PhysicalMemory,
  index: RunIndex,
  patterns: readonly Uint8Array[],
  from: number,
  to: number,
): ScanHits {
  const reach = patterns.reduce((most, pattern) => Math.max(most, pattern.length), 0) - 1;
  const offsets: number[] = [];
  const which: number[] = [];
  if (reach < 1) return { offsets: new Float64Array(), which: new Uint32Array() };
  const around = new Uint8Array(2 * reach);
  for (let run = index.firstEndingAfter(from); run + 1 < index.count; run++) {
    const border = index.endOf(run);
    if (border >= to) break;
    if (index.startOf(run + 1) !== border) continue;
    // A string over several short runs counts at the first border it crosses.
    const start = Math.max(from, index.startOf(run), border - reach);
    const held = around.subarray(0, Math.min(border + reach, to) - start);
    memory.read(physAddr(start), held);
    for (let at = 0; start + at < border; at++) {
      patterns.forEach((pattern, n) => {
        const end = start + at + pattern.length;
        if (end <= border || !startsWith(held, at, pattern)) return;
        if (!memory.has(physAddr(start + at), pattern.length)) return;
        offsets.push(start + at);
        which.push(n);
      });
    }
  }
  return { offsets: Float64Array.from(offsets), which: Uint32Array.from(which) };
}
