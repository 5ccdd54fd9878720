import type { ScanHits } from './dump-file.ts';

export const NO_HITS: ScanHits = { offsets: new Float64Array(0), which: new Uint32Array(0) };

/** Hits while they are collected: columns that grow. */
export class HitColumns {
  #offsets = new Float64Array(1024);
  #which = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(offset: number, which: number): void {
    if (this.#length === this.#offsets.length) this.#grow();
    this.#offsets[this.#length] = offset;
    this.#which[this.#length] = which;
    this.#length++;
  }

  /** A copy of the hits from index `from` on. */
  slice(from = 0): ScanHits {
    return { offsets: this.#offsets.slice(from, this.#length), which: this.#which.slice(from, this.#length) };
  }

  /** A copy of all hits, ascending by offset, then by `which`. */
  sorted(): ScanHits {
    const hits = this.slice();
    return isAscending(hits) ? hits : sortHits(hits);
  }

  #grow(): void {
    const offsets = new Float64Array(this.#length * 2);
    const which = new Uint32Array(this.#length * 2);
    offsets.set(this.#offsets);
    which.set(this.#which);
    this.#offsets = offsets;
    this.#which = which;
  }
}

function compare(hits: ScanHits, a: number, b: number): number {
  const byOffset = (hits.offsets[a] ?? 0) - (hits.offsets[b] ?? 0);
  return byOffset !== 0 ? byOffset : (hits.which[a] ?? 0) - (hits.which[b] ?? 0);
}

function isAscending(hits: ScanHits): boolean {
  for (let at = 1; at < hits.offsets.length; at++) {
    if (compare(hits, at - 1, at) > 0) return false;
  }
  return true;
}

function sortHits(hits: ScanHits): ScanHits {
  const order = Uint32Array.from(hits.offsets.keys()).sort((a, b) => compare(hits, a, b));
  const sorted = { offsets: new Float64Array(order.length), which: new Uint32Array(order.length) };
  order.forEach((from, to) => {
    sorted.offsets[to] = hits.offsets[from] ?? 0;
    sorted.which[to] = hits.which[from] ?? 0;
  });
  return sorted;
}
