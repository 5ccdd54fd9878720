import type { SearchId } from '../../../shared/api.ts';
import { problemOf } from '../../../shared/errors.ts';
import { MAX_SEARCH_HITS, type SearchQuery, type SearchReport } from '../../../shared/search.ts';
import { physAddr } from '../../../shared/units.ts';
import type { ScanQuery } from '../file/dump-file.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** Candidates of a masked pattern that are looked at; beyond that the search says that it is capped. */
const MOST_CANDIDATES = 1_000_000;

/** A query as scans know it, and a test that each of their hits must pass; `shift` leads from hit to match. */
interface Plan {
  readonly scans: readonly { readonly query: ScanQuery; readonly shift: number }[];
  readonly accepts: (address: number) => boolean;
  readonly maxHits: number;
}

const all = (): boolean => true;

/** The longest stretch of a masked pattern in which every byte is given. */
export function longestFixed(mask: Uint8Array): { readonly from: number; readonly to: number } {
  let best = { from: 0, to: 0 };
  for (let from = 0; from < mask.length; from++) {
    let to = from;
    while (to < mask.length && mask[to] !== 0) to++;
    if (to - from > best.to - best.from) best = { from, to };
    from = to;
  }
  return best;
}

function planBytes(memory: PhysicalMemory, bytes: Uint8Array, mask: Uint8Array): Plan {
  const { from, to } = longestFixed(mask);
  const query: ScanQuery = { kind: 'patterns', patterns: [bytes.subarray(from, to)] };
  const whole = to - from === bytes.length;
  if (from === to) return { scans: [], accepts: all, maxHits: 0 }; // nothing but wildcards matches everywhere
  const seen = new Uint8Array(bytes.length);
  return {
    scans: [{ query, shift: from }],
    maxHits: whole ? MAX_SEARCH_HITS : MOST_CANDIDATES,
    accepts: whole
      ? all
      : (address) =>
          address >= 0 &&
          memory.read(physAddr(address), seen) === seen.length &&
          bytes.every((byte, at) => mask[at] === 0 || seen[at] === byte),
  };
}

function planInteger(query: Extract<SearchQuery, { kind: 'integer' }>): Plan {
  const { value, width, byteOrder } = query;
  const bigEndian = byteOrder === 'big';
  if (width === 4 || width === 8) {
    const wanted = BigInt.asUintN(width * 8, value);
    const values = BigUint64Array.of(wanted);
    return {
      scans: [{ query: { kind: 'values', values, wordSize: width, bigEndian }, shift: 0 }],
      accepts: all,
      maxHits: MAX_SEARCH_HITS,
    };
  }
  const bytes = new Uint8Array(width);
  for (let at = 0; at < width; at++)
    bytes[bigEndian ? width - 1 - at : at] = Number((value >> BigInt(at * 8)) & 0xffn);
  return {
    scans: [{ query: { kind: 'patterns', patterns: [bytes] }, shift: 0 }],
    accepts: (address) => address % width === 0,
    maxHits: MOST_CANDIDATES,
  };
}

/** Words whose value lies in the range, in every mapping that the same memory can be reached by. */
function planPointers(space: AddressSpace, from: bigint, to: bigint): Plan {
  const { wordSize, format } = space;
  const bigEndian = format.byteOrder === 'big';
  const ranges = new Map([[from, to]]);
  const physical = space.toPhysical(from);
  if (physical !== undefined)
    for (const delta of [space.image, space.directMap]) {
      const start = space.toVirtual(physical, delta);
      ranges.set(start, start + (to - from));
    }
  return {
    scans: [...ranges].map(([low, high]) => ({
      query: { kind: 'range', low, high, wordSize, bigEndian },
      shift: 0,
    })),
    accepts: all,
    maxHits: MAX_SEARCH_HITS,
  };
}

function plan(memory: PhysicalMemory, space: AddressSpace | undefined, query: SearchQuery): Plan {
  switch (query.kind) {
    case 'bytes':
      return planBytes(memory, query.bytes, query.mask);
    case 'integer':
      return planInteger(query);
    case 'pointers':
      return space === undefined
        ? { scans: [], accepts: all, maxHits: 0 }
        : planPointers(space, query.from, query.to);
  }
}

export interface SearchOptions {
  readonly memory: PhysicalMemory;
  /** Absent while the kernel is not located; pointers cannot be told then. */
  readonly space: AddressSpace | undefined;
  readonly id: SearchId;
  readonly query: SearchQuery;
  readonly signal: AbortSignal;
  readonly announce: (report: SearchReport) => void;
}

/** Runs one search to its end, announcing hits as they are found. Never rejects: a failure is part of the last report. */
export async function runSearch(options: SearchOptions): Promise<void> {
  const { memory, space, id, query, signal, announce } = options;
  const abort = new AbortController();
  const end = AbortSignal.any([signal, abort.signal]);
  const { scans, accepts, maxHits } = plan(memory, space, query);
  const total = memory.size * scans.length;
  let done = 0;
  let found = 0;
  let capped = false;
  const report = (fresh: Float64Array, finished: boolean): void => {
    announce({ search: id, done, total, fresh, finished, capped });
  };
  try {
    for (const [pass, scan] of scans.entries()) {
      const result = await memory.scan({
        query: scan.query,
        maxHits,
        signal: end,
        onProgress: (bytes, _all, hits) => {
          const places = hits.offsets.map((offset) => offset - scan.shift).filter(accepts);
          const fresh = places.slice(0, MAX_SEARCH_HITS - found);
          found += fresh.length;
          capped ||= fresh.length < places.length;
          done = pass * memory.size + bytes;
          report(fresh, false);
          if (capped) abort.abort();
        },
      });
      capped ||= result.capped;
    }
    done = total;
    report(new Float64Array(0), true);
  } catch (thrown) {
    if (capped) report(new Float64Array(0), true);
    else
      announce({
        search: id,
        done,
        total,
        fresh: new Float64Array(0),
        finished: true,
        capped,
        problem: problemOf(thrown),
      });
  }
}

/** The one search that a session runs: another takes its place. */
export class CurrentSearch {
  #abort = new AbortController();

  start(options: Omit<SearchOptions, 'signal'>): void {
    this.stop();
    this.#abort = new AbortController();
    void runSearch({ ...options, signal: this.#abort.signal });
  }

  stop(): void {
    this.#abort.abort();
  }
}
