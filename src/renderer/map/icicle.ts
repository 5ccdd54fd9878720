import type { Forest } from '../tree/forest.ts';

/** One task’s box in the map: it spans its whole subtree. */
export interface Box {
  readonly row: number;
  /** From 0, below the root of the map. */
  readonly depth: number;
  /** Left edge and width as shares of the map’s width. */
  readonly left: number;
  readonly width: number;
  /** Tasks in the subtree, itself included. */
  readonly size: number;
}

/**
 * Cuts the forest, or the subtree of `root` (a row), into boxes: depth downwards, subtree size across. Boxes narrower
 * than `least` (a share) are left out with all below them, so that the work goes with the pixels, not with the tasks.
 */
export function icicle(forest: Forest, root: number, least: number, deepest: number): readonly Box[] {
  const { order, end, position, count } = forest;
  const from = root < 0 ? 0 : (position[root] ?? 0);
  const to = root < 0 ? count : (end[from] ?? count);
  const total = Math.max(1, to - from);
  const boxes: Box[] = [];
  const ends: number[] = []; // of the boxes around the present place
  for (let at = from; at < to;) {
    while (ends.length > 0 && at >= (ends.at(-1) ?? 0)) ends.pop();
    const stop = Math.max(end[at] ?? to, at + 1);
    const size = stop - at;
    if (size / total < least || ends.length >= deepest) {
      at = stop;
      continue;
    }
    const row = order[at] ?? 0;
    boxes.push({ row, depth: ends.length, left: (at - from) / total, width: size / total, size });
    ends.push(stop);
    at++;
  }
  return boxes;
}
