import type { Place, Space } from '../../shared/api.ts';

const PAGE = 4096n;
const MOST_PAGES = 2048;

/** A page whose addresses in all spaces run along with the shown one, or one that is shown line by line. */
type Page = { readonly type: 'linear'; readonly place: Place } | { readonly type: 'broken' };

const shift = (place: Place, by: bigint): Place => ({
  ...(place.virtual === undefined ? {} : { virtual: place.virtual + by }),
  ...(place.physical === undefined ? {} : { physical: place.physical + Number(by) }),
  ...(place.file === undefined ? {} : { file: place.file + Number(by) }),
});

const same = (a: Place, b: Place): boolean =>
  a.virtual === b.virtual && a.physical === b.physical && a.file === b.file;

/**
 * Where the bytes of one space lie in the other two, asked page by page. A page whose first and last byte move
 * together is taken as linear; where they do not (a file whose segments start off page boundaries), the page is asked
 * line by line.
 */
export class PlaceCache {
  readonly #locate: (address: bigint) => Promise<Place>;
  readonly #pages = new Map<bigint, Page>();
  readonly #lines = new Map<bigint, Place>();
  readonly #asked = new Map<bigint, Promise<void>>();
  readonly #space: Space;
  readonly #onArrival: () => void;

  /** `onArrival` is called whenever something was learnt, whoever asked for it. */
  constructor(
    space: Space,
    locate: (address: bigint) => Promise<Place>,
    onArrival: () => void = () => undefined,
  ) {
    this.#space = space;
    this.#locate = locate;
    this.#onArrival = onArrival;
  }

  /** The place of the line at `address` (a multiple of 8), if known by now. */
  peek(address: bigint): Place | undefined {
    const base = address - (address % PAGE);
    const page = this.#pages.get(base);
    if (page?.type === 'linear') return shift(page.place, address - base);
    const into = address % 16n;
    const line = this.#lines.get(address - into);
    return line === undefined ? undefined : shift(line, into);
  }

  /** Asks for the lines in [from, to) that are not known; callers that ask at the same time share the answers. */
  async load(from: bigint, to: bigint): Promise<void> {
    if (this.#pages.size > MOST_PAGES || this.#lines.size > MOST_PAGES) this.clear();
    for (let base = from - (from % PAGE); base < to; base += PAGE) {
      if (!this.#pages.has(base)) await this.#askPage(base);
      if (this.#pages.get(base)?.type === 'broken') {
        const first = base > from ? base : from;
        await this.#loadLines(first, base + PAGE < to ? base + PAGE : to);
      }
    }
  }

  #askPage(base: bigint): Promise<void> {
    const running = this.#asked.get(base);
    if (running !== undefined) return running;
    const request = this.#loadPage(base).finally(() => this.#asked.delete(base));
    this.#asked.set(base, request);
    return request;
  }

  async #loadPage(base: bigint): Promise<void> {
    try {
      const [first, last] = await Promise.all([this.#locate(base), this.#locate(base + PAGE - 1n)]);
      const linear = same(shift(first, PAGE - 1n), last);
      this.#pages.set(base, linear ? { type: 'linear', place: first } : { type: 'broken' });
    } catch {
      // An end of the page that has no place anywhere: its lines may still have one.
      this.#pages.set(base, { type: 'broken' });
    }
    this.#onArrival();
  }

  async #loadLines(from: bigint, to: bigint): Promise<void> {
    const wanted: bigint[] = [];
    for (let at = from - (from % 16n); at < to; at += 16n) if (!this.#lines.has(at)) wanted.push(at);
    await Promise.all(
      wanted.map(async (at) => {
        const nowhere: Place = this.#space === 'virtual' ? { virtual: at } : { [this.#space]: Number(at) };
        this.#lines.set(at, nowhere);
        try {
          this.#lines.set(at, await this.#locate(at));
        } catch {
          // Stays as entered above: the line exists in its own space only.
        }
      }),
    );
    if (wanted.length > 0) this.#onArrival();
  }

  clear(): void {
    this.#pages.clear();
    this.#lines.clear();
  }
}
