import type { VisibleRows } from './visible-rows.ts';

/** All rows shown between two of them, both included; just the second when the first is not shown. */
export function rowsBetween(visible: VisibleRows, from: number, to: number): ReadonlySet<number> {
  const end = visible.position[to] ?? -1;
  const start = from < 0 ? end : (visible.position[from] ?? -1);
  if (end < 0) return new Set();
  const first = start < 0 ? end : Math.min(start, end);
  const last = start < 0 ? end : Math.max(start, end);
  return new Set(visible.rows.subarray(first, last + 1));
}

/** What is selected: the rows marked, or the one in front alone. */
export const selectedWith = (marked: ReadonlySet<number>, front: number): ReadonlySet<number> =>
  marked.size === 0 && front >= 0 ? new Set([front]) : marked;

/** Which row comes to the front when one was put into the selection or taken out: that one, or one that is left. */
export const frontOf = (marked: ReadonlySet<number>, front: number, row: number): number =>
  marked.has(row) ? row : marked.has(front) ? front : ([...marked].at(-1) ?? row);

/** The selection with a row put in or taken out. `lead` is the row in front, which counts as selected. */
export function toggleRow(marked: ReadonlySet<number>, lead: number, row: number): ReadonlySet<number> {
  const next = new Set(selectedWith(marked, lead));
  if (next.has(row)) next.delete(row);
  else next.add(row);
  return next;
}
