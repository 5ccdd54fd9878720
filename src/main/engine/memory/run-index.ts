/** Ranges of addresses, ascending and disjoint, with a fast answer to "which one holds this address". */
export class RunIndex {
  readonly count: number;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** The run that answered last: neighbours are usually asked for next. */
  #last = 0;

  constructor(ranges: readonly { readonly start: number; readonly length: number }[]) {
    this.count = ranges.length;
    this.starts = Float64Array.from(ranges, (range) => range.start);
    this.ends = Float64Array.from(ranges, (range) => range.start + range.length);
  }

  startOf(index: number): number {
    return this.starts[index] ?? NaN;
  }

  endOf(index: number): number {
    return this.ends[index] ?? NaN;
  }

  /** The run that holds `address`, or −1. NaN is held by none. */
  find(address: number): number {
    const last = this.#last;
    if (address >= this.startOf(last) && address < this.endOf(last)) return last;
    const index = this.firstEndingAfter(address);
    if (!(address >= this.startOf(index))) return -1;
    this.#last = index;
    return index;
  }

  /** The first run that ends beyond `address`; `count` when there is none. */
  firstEndingAfter(address: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.endOf(middle) > address) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** True when all of [address, address+length) is held, over run borders too. */
  covers(address: number, length: number): boolean {
    let index = this.find(address);
    if (index < 0) return false;
    const end = address + length;
    while (this.endOf(index) < end) {
      if (this.startOf(index + 1) !== this.endOf(index)) return false;
      index++;
    }
    return true;
  }

  /** What of [address, address+length) is not held, as [start, end) pairs relative to `address`. */
  holes(address: number, length: number): [number, number][] {
    const end = address + length;
    const gaps: [number, number][] = [];
    let at = address;
    for (let index = this.firstEndingAfter(address); index < this.count && at < end; index++) {
      const start = this.startOf(index);
      if (start >= end) break;
      if (start > at) gaps.push([at - address, start - address]);
      at = this.endOf(index);
    }
    if (at < end) gaps.push([at - address, length]);
    return gaps;
  }
}
