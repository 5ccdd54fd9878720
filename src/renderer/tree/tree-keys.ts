import { COLLAPSED, EXPANDED, type VisibleRows } from './visible-rows.ts';

/** What a key does to the tree; rows are table rows. */
export type TreeAction =
  | { readonly type: 'select'; readonly row: number }
  | { readonly type: 'fold'; readonly row: number; readonly folded: boolean }
  | { readonly type: 'unfold-siblings'; readonly row: number }
  | { readonly type: 'reveal'; readonly row: number };

const selectAt = (visible: VisibleRows, place: number): TreeAction | undefined => {
  const row = visible.rows[Math.max(0, Math.min(place, visible.rows.length - 1))];
  return row === undefined ? undefined : { type: 'select', row };
};

/** Keys of the treegrid pattern of the ARIA practices guide. `current` is the selected row or −1. */
export function treeKey(
  visible: VisibleRows,
  current: number,
  key: string,
  pageRows: number,
): TreeAction | undefined {
  const at = current < 0 ? -1 : (visible.position[current] ?? -1);
  switch (key) {
    case 'Home':
      return selectAt(visible, 0);
    case 'End':
      return selectAt(visible, visible.rows.length - 1);
    case 'ArrowDown':
      return selectAt(visible, at + 1);
    case 'ArrowUp':
      return selectAt(visible, at - 1);
    case 'PageDown':
      return selectAt(visible, at + pageRows);
    case 'PageUp':
      return selectAt(visible, at - pageRows);
  }
  if (at < 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      if (visible.fold[at] === COLLAPSED) return { type: 'fold', row: current, folded: false };
      return visible.fold[at] === EXPANDED ? selectAt(visible, at + 1) : undefined;
    case 'ArrowLeft': {
      if (visible.fold[at] === EXPANDED) return { type: 'fold', row: current, folded: true };
      const above = visible.above[at] ?? -1;
      return above < 0 ? undefined : selectAt(visible, above);
    }
    case '*':
      return { type: 'unfold-siblings', row: current };
    case 'Enter':
      return { type: 'reveal', row: current };
    default:
      return undefined;
  }
}

/**
 * The next visible row whose name or pid starts with what was typed, wrapping around. A repeated single letter walks
 * on; longer text may stay on the current row. −1 when there is none.
 */
export function typeAhead(
  visible: VisibleRows,
  lowerNames: readonly string[],
  pid: Float64Array,
  current: number,
  typed: string,
): number {
  const text = typed.toLowerCase();
  const count = visible.rows.length;
  const from = current < 0 ? -1 : (visible.position[current] ?? -1);
  const first = text.length === 1 ? from + 1 : Math.max(from, 0);
  for (let step = 0; step < count; step++) {
    const row = visible.rows[(first + step) % count] ?? 0;
    if (lowerNames[row]?.startsWith(text) || String(pid[row]).startsWith(text)) return row;
  }
  return -1;
}
