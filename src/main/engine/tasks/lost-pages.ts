import { physAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** The smallest page of any architecture; what acquisition tools lose and zero. */
const PAGE = 4096;

/** Tells a zero that the guest wrote from one that stands for a lost page: there the whole page is zero. */
export class LostPages {
  readonly #memory: PhysicalMemory;
  readonly #known = new Map<number, boolean>();

  constructor(memory: PhysicalMemory) {
    this.#memory = memory;
  }

  has(address: number): boolean {
    const page = Math.floor(address / PAGE);
    let lost = this.#known.get(page);
    if (lost === undefined) {
      const bytes = new Uint8Array(PAGE);
      this.#memory.read(physAddr(page * PAGE), bytes);
      lost = bytes.every((byte) => byte === 0);
      this.#known.set(page, lost);
    }
    return lost;
  }
}
