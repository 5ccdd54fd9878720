import { expect } from 'vitest';
import type { PhysicalMemory } from '../../../src/main/engine/memory/physical-memory.ts';
import { physAddr } from '../../../src/shared/units.ts';

/** Expects exactly these pages, by number, and holes right before and behind each stretch of them. */
export function expectPages(memory: PhysicalMemory, pages: ReadonlyMap<number, Uint8Array>): void {
  const sizes = [...pages.values()].map((page) => page.length);
  expect(memory.size).toBe(sizes.reduce((sum, size) => sum + size, 0));
  const into = new Uint8Array(sizes[0] ?? 4096);
  for (const [number, page] of pages) {
    const address = physAddr(number * page.length);
    expect(memory.read(address, into), `page ${number}`).toBe(page.length);
    expect(Buffer.compare(into, page), `page ${number}`).toBe(0);
    expect(memory.has(address, page.length)).toBe(true);
    if (!pages.has(number + 1)) expect(memory.has(address, page.length + 1)).toBe(false);
    if (number > 0 && !pages.has(number - 1)) expect(memory.has(physAddr(address - 1), 2)).toBe(false);
  }
}
