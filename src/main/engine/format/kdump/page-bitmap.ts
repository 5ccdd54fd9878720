/** Bits a rank is kept for: small enough to count the rest at once, large enough to keep few ranks. */
const BLOCK_BYTES = 64;
const BLOCK_BITS = BLOCK_BYTES * 8;

/** Number of set bits of a 32-bit word (Hacker's Delight, 5-2). */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x5555_5555);
  n = (n & 0x3333_3333) + ((n >>> 2) & 0x3333_3333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** One bit a page, least significant bit first, with fast answers to "the how manieth page is this?". */
export class PageBitmap {
  /** Pages that the bitmap speaks of. */
  readonly pages: number;
  /** Set bits. */
  readonly count: number;
  readonly #words: Uint32Array;
  readonly #ranks: Uint32Array;

  /** Takes the first `pages` bits; pages beyond the bytes given count as clear. */
  constructor(bytes: Uint8Array, pages: number) {
    this.pages = Math.min(pages, bytes.length * 8);
    const blocks = Math.ceil(this.pages / BLOCK_BITS);
    this.#words = new Uint32Array((blocks * BLOCK_BYTES) / 4);
    const whole = Math.ceil(this.pages / 8);
    for (let at = 0; at < whole; at++)
      this.#words[at >>> 2] = (this.#words[at >>> 2] ?? 0) | ((bytes[at] ?? 0) << (8 * (at & 3)));
    // Bits behind the last page must not count.
    const last = this.pages >>> 5;
    if ((this.pages & 31) !== 0) this.#words[last] = (this.#words[last] ?? 0) & (2 ** (this.pages & 31) - 1);
    for (let at = last + ((this.pages & 31) !== 0 ? 1 : 0); at < this.#words.length; at++)
      this.#words[at] = 0;
    this.#ranks = new Uint32Array(blocks + 1);
    for (let block = 0; block < blocks; block++) {
      let sum = this.#ranks[block] ?? 0;
      const from = (block * BLOCK_BYTES) / 4;
      for (let at = from; at < from + BLOCK_BYTES / 4; at++) sum += ones(this.#words[at] ?? 0);
      this.#ranks[block + 1] = sum;
    }
    this.count = this.#ranks[blocks] ?? 0;
  }

  has(page: number): boolean {
    return (
      page >= 0 &&
      page < this.pages &&
      (((this.#words[Math.floor(page / 32)] ?? 0) >>> (page % 32)) & 1) === 1
    );
  }

  /** Set bits before `page`. */
  rank(page: number): number {
    if (page >= this.pages) return this.count;
    const block = Math.floor(page / BLOCK_BITS);
    let sum = this.#ranks[block] ?? 0;
    const word = Math.floor(page / 32);
    for (let at = (block * BLOCK_BYTES) / 4; at < word; at++) sum += ones(this.#words[at] ?? 0);
    return sum + ones((this.#words[word] ?? 0) & (2 ** (page % 32) - 1));
  }

  /** The first set page of [page, limit); `limit`, or `pages` if that is less, when there is none. */
  nextSet(page: number, limit = this.pages): number {
    return this.#next(page, 0, Math.min(limit, this.pages));
  }

  /** The first clear page of [page, limit); `limit`, or `pages` if that is less, when there is none. */
  nextClear(page: number, limit = this.pages): number {
    return this.#next(page, 0xffff_ffff, Math.min(limit, this.pages));
  }

  #next(page: number, flip: number, limit: number): number {
    if (page >= limit) return limit;
    let at = Math.floor(page / 32);
    let word = (((this.#words[at] ?? 0) ^ flip) & (0xffff_ffff << (page % 32))) >>> 0;
    const end = Math.ceil(limit / 32);
    while (word === 0 && ++at < end) word = ((this.#words[at] ?? 0) ^ flip) >>> 0;
    if (word === 0) return limit;
    return Math.min(limit, at * 32 + 31 - Math.clz32(word & -word));
  }
}
