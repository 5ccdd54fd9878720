import type { PageBitmap } from './page-bitmap.ts';

/** More runs than this tell a reader nothing, and every view would carry them along. */
const MAX_RUNS = 65_536;

/** The set pages as runs of bytes. Where there are too many the smallest gaps are left out of the list. */
export function runsOf(pages: PageBitmap, pageSize: number): { start: number; length: number }[] {
  for (let gap = 1; ; gap *= 4) {
    const runs = runsWithGaps(pages, pageSize, gap);
    if (runs !== undefined) return runs;
  }
}

/** Runs that are at least `gap` pages apart; undefined when there are too many. */
function runsWithGaps(
  pages: PageBitmap,
  pageSize: number,
  gap: number,
): { start: number; length: number }[] | undefined {
  const runs: { start: number; length: number }[] = [];
  let start = pages.nextSet(0);
  while (start < pages.pages) {
    let end = pages.nextClear(start);
    let next = pages.nextSet(end);
    while (next < pages.pages && next - end < gap) {
      end = pages.nextClear(next);
      next = pages.nextSet(end);
    }
    if (runs.length === MAX_RUNS) return undefined;
    runs.push({ start: start * pageSize, length: (end - start) * pageSize });
    start = next;
  }
  return runs;
}
