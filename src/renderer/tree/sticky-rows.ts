import type { VisibleRows } from './visible-rows.ts';

/** No more ancestors than this stay on screen: a deep tree must leave room for its rows. */
export const MOST_STICKY = 5;

/** The place of the ancestor at `level` of the row at `place`; −1 when there is none. */
function ancestorAt(visible: VisibleRows, place: number, level: number): number {
  let at = visible.above[place] ?? -1;
  for (let step = 0; step < visible.rows.length && at >= 0; step++) {
    if ((visible.level[at] ?? 0) <= level) break;
    at = visible.above[at] ?? -1;
  }
  return at >= 0 && visible.level[at] === level ? at : -1;
}

/**
 * Places of the ancestors that have been scrolled out above the row at place `first`, topmost first. Each one that
 * stays covers a row, so the next one is looked for from one row further down. Deep down the nearest ones stay.
 */
export function stickyPlaces(visible: VisibleRows, first: number): readonly number[] {
  const base = Math.max(0, (visible.level[first] ?? 1) - 1 - MOST_STICKY);
  const places: number[] = [];
  for (let covered = 0; covered < MOST_STICKY; covered++) {
    const place = ancestorAt(visible, first + covered, base + covered + 1);
    if (place < 0) break;
    places.push(place);
  }
  return places;
}
