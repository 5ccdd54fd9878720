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
  /** True for a box of neighbours that are each too narrow; `row` is the first of them, `size` counts them all. */
  readonly bundle?: true;
}

/** Share of the map beyond which a box of narrow neighbours ends and the next begins: zooming in must lead somewhere. */
const WIDEST_BUNDLE = 1 / 40;

/**
 * Cuts the forest, or the subtree of `root` (a row), into boxes: depth downwards, subtree size across. Boxes narrower
 * than `least` (a share) are left out with all below them, so that the work goes with the pixels, not with the tasks;
 * of neighbours that are left out one box tells, or several where they are many. With `span` the map shows so many
 * tasks from `root` on, as such a box holds them.
 */
export function icicle(
  forest: Forest,
  root: number,
  least: number,
  deepest: number,
  span?: number,
): readonly Box[] {
  const { order, end, position, count } = forest;
  const from = root < 0 ? 0 : (position[root] ?? 0);
  const to = root < 0 ? count : span === undefined ? (end[from] ?? count) : Math.min(count, from + span);
  const total = Math.max(1, to - from);
  const boxes: Box[] = [];
  const ends: number[] = []; // of the boxes around the present place
  const narrow = { from: -1, to: -1, depth: 0 };
  const tellNarrow = (): void => {
    const { from: first, to: last, depth } = narrow;
    const size = last - first;
    if (first >= 0 && size / total >= least)
      boxes.push({
        row: order[first] ?? 0,
        depth,
        left: (first - from) / total,
        width: size / total,
        size,
        bundle: true,
      });
    narrow.from = -1;
  };
  for (let at = from; at < to;) {
    while (ends.length > 0 && at >= (ends.at(-1) ?? 0)) ends.pop();
    const stop = Math.max(end[at] ?? to, at + 1);
    const size = stop - at;
    if (ends.length >= deepest) {
      at = stop;
      continue;
    }
    if (size / total < least) {
      if (narrow.from < 0 || narrow.to !== at || narrow.depth !== ends.length) {
        tellNarrow();
        narrow.from = at;
        narrow.depth = ends.length;
      }
      narrow.to = stop;
      at = stop;
      if ((stop - narrow.from) / total >= Math.max(WIDEST_BUNDLE, least)) tellNarrow();
      continue;
    }
    tellNarrow();
    const row = order[at] ?? 0;
    boxes.push({ row, depth: ends.length, left: (at - from) / total, width: size / total, size });
    ends.push(stop);
    at++;
  }
  tellNarrow();
  return boxes;
}
