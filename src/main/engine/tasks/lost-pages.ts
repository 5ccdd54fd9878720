import { physAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** The smallest page of any architecture; what acquisition tools lose and zero. */
const PAGE = 4096;

/**
 * Tells values from what stands in their place on lost pages: on those that are known to be lost nothing counts, and a
 * zero does not where the whole page is zero.
 */
export class LostPages {
  readonly #memory: PhysicalMemory;
  readonly #known: ReadonlySet<number>;
  readonly #blank = new Map<number, boolean>();

  /** `known`: numbers of pages that are lost for certain. */
  constructor(memory: PhysicalMemory, known: ReadonlySet<number>) {
    this.#memory = memory;
    this.#known = known;
  }

  /** The addresses of `length` bytes each, NaN for those that begin or end on a lost page. */
  strike(addresses: Float64Array, length = 1): Float64Array {
    if (this.#known.size === 0) return addresses;
    return addresses.map((address) =>
      this.has(address) || (length > 1 && this.has(address + length - 1)) ? NaN : address,
    );
  }

  /** True where nothing that is read counts. */
  has(address: number): boolean {
    return this.#known.size > 0 && this.#known.has(Math.floor(address / PAGE));
  }

  /** True where a zero does not count. */
  isBlank(address: number): boolean {
    const page = Math.floor(address / PAGE);
    let lost = this.#blank.get(page);
    if (lost === undefined) {
      const bytes = new Uint8Array(PAGE);
      this.#memory.read(physAddr(page * PAGE), bytes);
      lost = bytes.every((byte) => byte === 0);
      this.#blank.set(page, lost);
    }
    return lost;
  }
}
