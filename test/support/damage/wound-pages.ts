import type { MemoryRun } from '../../../src/main/engine/memory/physical-memory.ts';
import type { FileRun } from '../../../src/main/engine/memory/normalise-runs.ts';
import type { Random } from '../dump-builder/random.ts';

/** What becomes of a lost page: zeros, noise, nothing at all, or the bytes of another page. */
export const WOUNDS = ['zero', 'random', 'missing', 'swapped'] as const;
export type WoundKind = (typeof WOUNDS)[number];

/** The smallest page of any architecture; what acquisition tools lose. */
export const PAGE = 4096;

/** Bytes of a file to be overwritten. */
export interface Patch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Guest-physical addresses of all pages that lie whole in one of the runs. */
export function pagesOf(runs: readonly MemoryRun[]): number[] {
  return runs.flatMap((run) => {
    const first = Math.ceil(run.start / PAGE);
    const end = Math.floor((run.start + run.length) / PAGE);
    return Array.from({ length: Math.max(0, end - first) }, (_, i) => (first + i) * PAGE);
  });
}

/** This share of the pages, chosen by chance. */
export function somePages(pages: readonly number[], share: number, random: Random): number[] {
  return pages.filter(() => random.chance(share));
}

/** What a lost page reads as; `read` gives a page's true bytes. Missing pages are cut out instead: `without`. */
export function patchesFor(
  kind: WoundKind,
  lost: readonly number[],
  pages: readonly number[],
  random: Random,
  read: (page: number) => Uint8Array,
  fileOffset: (page: number) => number,
): Patch[] {
  const bytesOf = (): Uint8Array => {
    if (kind === 'zero') return new Uint8Array(PAGE);
    if (kind === 'swapped') return read(random.pick(pages)).slice();
    return new Uint8Array(Uint32Array.from({ length: PAGE / 4 }, () => random.u32()).buffer);
  };
  return kind === 'missing' ? [] : lost.map((page) => ({ offset: fileOffset(page), bytes: bytesOf() }));
}

/** The runs without these pages (ascending addresses). */
export function without(runs: readonly MemoryRun[], lost: readonly number[]): FileRun[] {
  const gone = new Set(lost);
  const kept: FileRun[] = [];
  for (const run of runs) {
    let from: number = run.start;
    const end = run.start + run.length;
    const close = (to: number): void => {
      if (to > from) kept.push({ start: from, length: to - from, file: (run.file ?? 0) + from - run.start });
    };
    for (let page = Math.ceil(run.start / PAGE) * PAGE; page + PAGE <= end; page += PAGE) {
      if (!gone.has(page)) continue;
      close(page);
      from = page + PAGE;
    }
    close(end);
  }
  return kept;
}
