/** How often each branch of the instrumented sources was taken, all files in one column. */
export class Counters {
  /** Room for all branches of the sources: a view per file is handed out once and stays. */
  readonly all = new Uint32Array(1 << 17);
  readonly #files: { readonly file: string; readonly from: number; readonly to: number }[] = [];
  #used = 0;

  /** The counters of a file; called by the instrumented file itself when it is loaded. */
  open(file: string, count: number): Uint32Array {
    const from = this.#used;
    this.#used += count;
    if (this.#used > this.all.length) throw new Error('There are more branches than counters.');
    this.#files.push({ file, from, to: this.#used });
    return this.all.subarray(from, this.#used);
  }

  get used(): number {
    return this.#used;
  }

  /** The places of the counters of files whose path begins with one of `prefixes`. */
  placesOf(prefixes: readonly string[]): number[] {
    return this.#files
      .filter(({ file }) => prefixes.some((prefix) => file.startsWith(prefix)))
      .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
  }
}

/** The global function by which instrumented files ask for their counters. */
export const OPEN_COUNTERS = '__taskshapeFuzzCounters';
