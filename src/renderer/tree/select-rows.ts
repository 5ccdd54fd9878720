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

/** The selection with a row put in or taken out. `lead` is the row in front, which counts as selected. */
export function toggleRow(marked: ReadonlySet<number>, lead: number, row: number): ReadonlySet<number> {
  const next = new Set(marked.size === 0 && lead >= 0 ? [lead] : marked);
  if (next.has(row)) next.delete(row);
  else next.add(row);
  return next;
}
