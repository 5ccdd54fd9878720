import type { FileRun } from '../../memory/normalise-runs.ts';

/** Frames beyond are no machine's: an address has 52 bits. */
export const MAX_FRAME = 2 ** 40;
/** What no machine's pages are scattered into; a file that says so is hostile. */
const MAX_RUNS = 4 * 1024 * 1024;

/** Pages that a file names one by one, put together where they continue each other in memory and in the file. */
export class PageRuns {
  readonly #runs: { start: number; length: number; file: number }[] = [];
  readonly #pageSize: number;

  constructor(pageSize: number) {
    this.#pageSize = pageSize;
  }

  get runs(): readonly FileRun[] {
    return this.#runs;
  }

  /** The page of a frame lies at `file`. */
  add(frame: number, file: number): void {
    const length = this.#pageSize;
    const start = frame * length;
    const last = this.#runs.at(-1);
    if (last !== undefined && last.start + last.length === start && last.file + last.length === file)
      last.length += length;
    else if (this.#runs.length < MAX_RUNS) this.#runs.push({ start, length, file });
  }
}
