import type { VisibleRows } from './visible-rows.ts';

/** No more ancestors than this stay on screen: a deep tree must leave room for its rows. */
export const MOST_STICKY = 5;

/** Places of the nearest ancestors of the row at `place`, topmost first. */
function nearestAncestors(visible: VisibleRows, place: number): readonly number[] {
  const places: number[] = [];
  for (let at = visible.above[place] ?? -1; at >= 0 && places.length < MOST_STICKY;) {
    places.push(at);
    at = visible.above[at] ?? -1;
  }
  return places.reverse();
}

/**
 * Places of the ancestors that have been scrolled out above the row at place `first`, topmost first. Each one that
 * stays covers a row, so as many are wanted as the first row that is not covered has. Where the depth changes there,
 * a few less are shown; what is shown stands always above all rows in view.
 */
export function stickyPlaces(visible: VisibleRows, first: number): readonly number[] {
  for (let covered = 0; covered <= MOST_STICKY; covered++) {
    const places = nearestAncestors(visible, first + covered);
    if (places.length <= covered) return places.filter((place) => place < first + places.length);
  }
  return [];
}
