import type { Forest } from '../tree/forest.ts';
import { matchRows, parseQuery } from '../tree/filter.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import { listVisible, type VisibleRows } from '../tree/visible-rows.ts';
import type { TreeState } from '../workspace/state.ts';

const NOTHING_FOLDED = new Uint8Array(0);

/** The choices of the tree that the map shares: all but its folds and its flat list, of which a picture knows none. */
export const mapChoices = (state: TreeState): TreeState => ({
  ...state,
  flat: false,
  collapsed: NOTHING_FOLDED,
  collapsedInFilter: NOTHING_FOLDED,
});

/** The rows that are shown as a forest of their own. A row that is not shown has a position behind all others. */
export function forestOfVisible({ rows, level, position, above }: VisibleRows): Forest {
  const count = rows.length;
  const end = new Uint32Array(count);
  const parent = new Int32Array(position.length).fill(-1);
  const path: number[] = []; // places of the rows around the present one
  for (let at = 0; at < count; at++) {
    while (path.length >= (level[at] ?? 1)) end[path.pop() ?? 0] = at;
    path.push(at);
    const up = above[at] ?? -1;
    if (up >= 0) parent[rows[at] ?? 0] = rows[up] ?? -1;
  }
  for (const at of path) end[at] = count;
  return {
    count,
    order: rows,
    position: Uint32Array.from(position, (at) => (at < 0 ? count : at)),
    end,
    parent,
  };
}

/** The row itself, or the nearest above it that the map shows; −1 where there is none. */
export function nearestShown(model: TreeModel, position: Int32Array, row: number): number {
  let at = row;
  while (at >= 0 && (position[at] ?? -1) < 0) at = model.forest.parent[at] ?? -1;
  return at;
}

/** What one step out of the map leads to from `root`: the next row above that is shown, −1 for all. */
export function stepOut(model: TreeModel, state: TreeState, root: number): number {
  const query = parseQuery(state.filter);
  const { position } = listVisible(model.table, model.forest, {
    ...mapChoices(state),
    matches: query && matchRows(query, model.table, model.lowerNames),
  });
  const from = nearestShown(model, position, root);
  return from < 0 ? -1 : nearestShown(model, position, model.forest.parent[from] ?? -1);
}
