import type { Sentence } from '../../../shared/i18n/sentence.ts';
import { fileOffset, physAddr, type FileOffset, type PhysAddr } from '../../../shared/units.ts';
import type { DumpFile, ScanHits, ScanRange } from '../file/dump-file.ts';
import { normaliseRuns, type FileRun } from './normalise-runs.ts';
import type { MemoryRun, MemoryScanOptions, MemoryScanResult, PhysicalMemory } from './physical-memory.ts';
import { RunIndex } from './run-index.ts';
import { mergeHits, seamHits, sortHits } from './scan-hits.ts';

const DEFAULT_MAX_HITS = 1_000_000;

/** Physical memory that lies in the file as itself: every read is a copy, every scan runs in place. */
export class MappedMemory implements PhysicalMemory {
  readonly runs: readonly MemoryRun[];
  readonly size: number;
  readonly end: PhysAddr;
  readonly #file: DumpFile;
  readonly #index: RunIndex;
  /** Added to an address in run i gives its file offset. */
  readonly #shift: Float64Array;
  /** The same runs in file order, and for each its place in `runs`. */
  readonly #fileIndex: RunIndex;
  readonly #fileOrder: Uint32Array;
  #touched = 0;

  /** `runs` must come out of `normaliseRuns`: use `mapMemory`. */
  constructor(file: DumpFile, runs: readonly FileRun[]) {
    this.#file = file;
    this.runs = runs.map((run) => ({
      start: physAddr(run.start),
      length: run.length,
      file: fileOffset(run.file),
    }));
    this.size = runs.reduce((sum, run) => sum + run.length, 0);
    this.#index = new RunIndex(runs);
    this.end = physAddr(runs.length === 0 ? 0 : this.#index.endOf(runs.length - 1));
    this.#shift = Float64Array.from(runs, (run) => run.file - run.start);
    const order = runs.map((run, place) => ({ start: run.file, length: run.length, place }));
    order.sort((a, b) => a.start - b.start);
    this.#fileIndex = new RunIndex(order);
    this.#fileOrder = Uint32Array.from(order, (run) => run.place);
  }

  has(address: PhysAddr, length: number): boolean {
    return this.#index.covers(address, length);
  }

  read(address: PhysAddr, target: Uint8Array): number {
    const length = target.length;
    const index = this.#index.find(address);
    if (index >= 0 && address + length <= this.#index.endOf(index)) {
      this.#touched += length;
      return this.#file.read(this.#toFile(index, address), target);
    }
    return this.#readAcross(address, target);
  }

  /** The general case: part of the range is missing, or it crosses from one run into another. */
  #readAcross(address: number, target: Uint8Array): number {
    target.fill(0);
    if (Number.isNaN(address)) return 0;
    const end = address + target.length;
    let held = 0;
    for (let index = this.#index.firstEndingAfter(address); index < this.#index.count; index++) {
      const from = Math.max(address, this.#index.startOf(index));
      const to = Math.min(end, this.#index.endOf(index));
      if (from >= end) break;
      held += this.#file.read(this.#toFile(index, from), target.subarray(from - address, to - address));
    }
    this.#touched += held;
    return held;
  }

  gather(addresses: Float64Array, length: number, target: Uint8Array): Uint8Array {
    const rows = addresses.length;
    const whole = new Uint8Array(rows);
    const offsets = new Float64Array(rows).fill(NaN);
    const crossing: number[] = [];
    let direct = 0;
    for (let row = 0; row < rows; row++) {
      const address = addresses[row] ?? NaN;
      const index = this.#index.find(address);
      if (index < 0) continue;
      if (address + length <= this.#index.endOf(index)) {
        offsets[row] = this.#toFile(index, address);
        whole[row] = 1;
        direct++;
      } else if (this.#index.covers(address, length)) crossing.push(row);
    }
    this.#file.gather(offsets, length, target.subarray(0, rows * length));
    this.#touched += direct * length;
    for (const row of crossing) {
      this.#readAcross(addresses[row] ?? NaN, target.subarray(row * length, (row + 1) * length));
      whole[row] = 1;
    }
    return whole;
  }

  holes(address: PhysAddr, length: number): [number, number][] {
    return this.#index.holes(address, length);
  }

  fileOffsetOf(address: PhysAddr): FileOffset | undefined {
    const index = this.#index.find(address);
    return index < 0 ? undefined : this.#toFile(index, address);
  }

  addressOf(offset: FileOffset): PhysAddr | undefined {
    const place = this.#fileIndex.find(offset);
    return place < 0 ? undefined : physAddr(offset - (this.#shift[this.#fileOrder[place] ?? 0] ?? NaN));
  }

  async scan(options: MemoryScanOptions): Promise<MemoryScanResult> {
    const { query, signal, onProgress } = options;
    const maxHits = options.maxHits ?? DEFAULT_MAX_HITS;
    const from = options.from ?? 0;
    const to = options.to ?? this.end;
    const result = await this.#file.scan({
      ranges: this.#scanRanges(from, to),
      query,
      maxHits,
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined
        ? {}
        : {
            onProgress: (done: number, total: number, fresh: ScanHits): void => {
              onProgress(done, total, this.#toMemory(fresh));
            },
          }),
    });
    this.#touched += result.bytesScanned;
    // The file's scan sees each run alone; a string that leaves one run and goes on in the next is found here.
    const seams =
      query.kind === 'patterns' ? seamHits(this, this.#index, query.patterns, from, to) : undefined;
    const hits = mergeHits(sortHits(this.#toMemory(result.hits)), seams, maxHits);
    return { hits: hits.hits, capped: result.capped || hits.capped, bytesScanned: result.bytesScanned };
  }

  bytesTouched(): number {
    return this.#touched;
  }

  #toFile(index: number, address: number): FileOffset {
    return fileOffset(address + (this.#shift[index] ?? NaN));
  }

  #scanRanges(from: number, to: number): ScanRange[] {
    const ranges: ScanRange[] = [];
    for (let index = this.#index.firstEndingAfter(from); index < this.#index.count; index++) {
      const start = Math.max(from, this.#index.startOf(index));
      const end = Math.min(to, this.#index.endOf(index));
      if (this.#index.startOf(index) >= to) break;
      if (start < end) {
        ranges.push({ start: this.#toFile(index, start), length: end - start, address: start });
      }
    }
    return ranges;
  }

  #toMemory(hits: ScanHits): ScanHits {
    return {
      offsets: hits.offsets.map((offset) => this.addressOf(fileOffset(offset)) ?? NaN),
      which: hits.which,
    };
  }
}

/** Lays the runs a format found over its file; what had to be cut comes back as notices. */
export function mapMemory(
  file: DumpFile,
  described: readonly FileRun[],
): { readonly memory: MappedMemory; readonly notices: readonly Sentence[] } {
  const { runs, notices } = normaliseRuns(described, file.size);
  return { memory: new MappedMemory(file, runs), notices };
}
