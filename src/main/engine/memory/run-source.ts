import { fileOffset, type FileOffset } from '../../../shared/units.ts';
import type { VirtualFile } from '../file/virtual-file.ts';
import { CODEC } from './decode/decode-unit.ts';
import type { FileRun } from './normalise-runs.ts';
import { RunIndex } from './run-index.ts';
import { setUnit, type Stretch, type UnitColumns, type UnitSource } from './unit-source.ts';

/** Bytes of a unit; units are aligned to it. */
const UNIT = 64 * 1024;

/** Memory that lies as itself in a view of files. */
export class RunSource implements UnitSource {
  readonly runs: readonly FileRun[];
  readonly size: number;
  readonly maxUnit = UNIT;
  readonly #file: VirtualFile;
  readonly #index: RunIndex;

  /** `runs` must come out of `normaliseRuns`. */
  constructor(runs: readonly FileRun[], file: VirtualFile) {
    this.runs = runs;
    this.size = runs.reduce((sum, run) => sum + run.length, 0);
    this.#file = file;
    this.#index = new RunIndex(runs);
  }

  stretchAfter(address: number): Stretch | undefined {
    const index = this.#index.firstEndingAfter(address);
    if (index >= this.#index.count) return undefined;
    return { start: this.#index.startOf(index), end: this.#index.endOf(index) };
  }

  list(from: number, to: number, into: UnitColumns): number {
    let count = 0;
    let at = from;
    for (let index = this.#index.firstEndingAfter(from); index < this.#index.count; index++) {
      const run = this.runs[index];
      if (run === undefined || run.start >= to) break;
      for (at = Math.max(at, run.start); at < Math.min(to, run.start + run.length);) {
        if (count === into.capacity) return count;
        const start = Math.max(run.start, at - (at % UNIT));
        const end = Math.min(run.start + run.length, start - (start % UNIT) + UNIT);
        setUnit(into, count++, start, end - start, CODEC.raw, run.file + start - run.start, end - start);
        at = end;
      }
    }
    return count;
  }

  readStored(offset: number, target: Uint8Array): number {
    return this.#file.read(fileOffset(offset), target);
  }

  placeOf(offset: number): FileOffset | undefined {
    return this.#file.placeOf(offset);
  }
}
