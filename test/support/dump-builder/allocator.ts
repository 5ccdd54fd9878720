import type { Random } from './random.ts';

const PAGE = 4096;
const OBJECTS_PER_SLAB = 8;

/** Hands out addresses one after the other, as linkers do. */
export class BumpAllocator {
  #next: number;
  readonly #end: number;

  constructor(start: number, end: number) {
    this.#next = start;
    this.#end = end;
  }

  take(size: number, align: number): number {
    const address = Math.ceil(this.#next / align) * align;
    if (address + size > this.#end) throw new Error('The kernel image is too small for what was drawn.');
    this.#next = address + size;
    return address;
  }
}

/** Physical addresses without memory. */
export interface Hole {
  readonly start: number;
  readonly length: number;
}

/**
 * Hands out objects as slab caches do: objects of one kind lie side by side in slabs, the slabs anywhere, and slots
 * are used in no order.
 */
export class SlabAllocator {
  readonly #random: Random;
  readonly #freePages: number[];
  readonly #free = new Map<string, number[]>();
  readonly #align: number;

  /** Nothing is put where `holes` say that there is no memory. Objects begin at multiples of `align`. */
  constructor(start: number, end: number, random: Random, holes: readonly Hole[] = [], align = 64) {
    this.#random = random;
    this.#align = align;
    // Regions of sixteen pages, so that a slab is contiguous.
    const regions: number[] = [];
    for (let at = start; at + 16 * PAGE <= end; at += 16 * PAGE) {
      const isHeld = holes.every((hole) => at >= hole.start + hole.length || at + 16 * PAGE <= hole.start);
      if (isHeld) regions.push(at);
    }
    this.#freePages = random.shuffled(regions);
  }

  /** The address of a free slot; objects of one `kind` must all have the same size. */
  take(kind: string, size: number, align = this.#align): number {
    const slots = this.#free.get(kind) ?? [];
    this.#free.set(kind, slots);
    const slot = slots.pop();
    if (slot !== undefined) return slot;
    const stride = Math.ceil(size / align) * align;
    const start = this.#freePages.pop();
    if (start === undefined) throw new Error('The drawn RAM is too small for what was drawn.');
    const count = Math.floor((16 * PAGE) / stride);
    // A slab holds a few objects only; the rest of its region makes more slabs of the same kind.
    const fresh: number[] = [];
    for (let i = 0; i < count; i++) fresh.push(start + i * stride);
    for (let i = 0; i < fresh.length; i += OBJECTS_PER_SLAB) {
      slots.push(...this.#random.shuffled(fresh.slice(i, i + OBJECTS_PER_SLAB)));
    }
    return this.take(kind, size, align);
  }
}
