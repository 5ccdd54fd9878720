/** Pages of one piece of the table, which is made as pages come. */
const CHUNK = 4096;
const ABSENT = -1000;

/** Where each page of a RAM block lies in the stream. Of a page that was sent several times the last one counts. */
export class RamBlock {
  readonly name: string;
  /** Bytes, as the stream says. */
  readonly length: number;
  readonly pageSize: number;
  /** By chunk: offsets of pages, or −1 − the byte that fills the page, or ABSENT. */
  readonly #offsets = new Map<number, Float64Array>();
  /** Stored sizes of packed pages. */
  readonly #packed = new Map<number, number>();
  #lastPage = -1;

  constructor(name: string, length: number, pageSize: number) {
    this.name = name;
    this.length = length;
    this.pageSize = pageSize;
  }

  get chunks(): number {
    return this.#offsets.size;
  }

  /** One behind the last page that was sent. */
  get pages(): number {
    return this.#lastPage + 1;
  }

  addPage(page: number, offset: number, packedSize?: number): void {
    this.#set(page, offset);
    if (packedSize === undefined) this.#packed.delete(page);
    else this.#packed.set(page, packedSize);
  }

  addFilled(page: number, byte: number): void {
    this.#set(page, -1 - byte);
    this.#packed.delete(page);
  }

  /** What is known of a page; undefined when it was never sent. */
  find(
    page: number,
  ):
    { readonly offset: number; readonly packed: number | undefined } | { readonly fill: number } | undefined {
    const value = this.#offsets.get(Math.floor(page / CHUNK))?.[page % CHUNK] ?? ABSENT;
    if (value >= 0) return { offset: value, packed: this.#packed.get(page) };
    return value === ABSENT ? undefined : { fill: -1 - value };
  }

  /** Tells of every page of [from, to) that was sent, in no order: what was not sent costs nothing. */
  forEachSent(from: number, to: number, tell: (page: number) => void): void {
    for (const [key, chunk] of this.#offsets) {
      const first = key * CHUNK;
      const end = Math.min(CHUNK, to - first);
      for (let at = Math.max(0, from - first); at < end; at++) if (chunk[at] !== ABSENT) tell(first + at);
    }
  }

  #set(page: number, value: number): void {
    const key = Math.floor(page / CHUNK);
    let chunk = this.#offsets.get(key);
    if (chunk === undefined) {
      chunk = new Float64Array(CHUNK).fill(ABSENT);
      this.#offsets.set(key, chunk);
    }
    chunk[page % CHUNK] = value;
    if (page > this.#lastPage) this.#lastPage = page;
  }
}
