import type { SessionId } from '../../shared/api.ts';
import { layoutText, parseLayout, toggleColumn } from '../tree/column-layout.ts';
import { changeSettings } from '../settings/keep-settings.ts';
import type { ColumnId } from '../tree/columns.ts';
import type { Sort } from '../tree/sort-rows.ts';
import type { SessionState, TreeState } from './state.ts';
import type { Workspace } from './workspace.ts';

const NOTHING = new Uint8Array(0);

const change = (
  workspace: Workspace,
  id: SessionId,
  next: (tree: TreeState, session: SessionState) => Partial<TreeState>,
): void => {
  workspace.update(id, (session) => ({
    ...session,
    tree: { ...session.tree, ...next(session.tree, session) },
  }));
};

export const setFilter = (workspace: Workspace, id: SessionId, filter: string): void => {
  change(workspace, id, () => ({ filter, collapsedInFilter: NOTHING }));
};

/** Shows a column, at the end, if it is not shown. */
export function showColumn(workspace: Workspace, id: ColumnId): void {
  const columns = parseLayout(workspace.store.getState().settings.columns);
  if (!columns.some((column) => column.id === id))
    changeSettings(workspace, { columns: layoutText(toggleColumn(columns, id)) });
}

export type TreeToggle = 'kernelThreads' | 'threads' | 'zombies' | 'namespaces' | 'flat';

export const toggleTree = (workspace: Workspace, id: SessionId, what: TreeToggle): void => {
  change(workspace, id, (tree) => ({ [what]: !tree[what] }));
};

export const setSort = (workspace: Workspace, id: SessionId, sort: Sort): void => {
  change(workspace, id, () => ({ sort }));
};

/** Sorts by a column; by the one it is sorted by already, the other way round. */
export const sortTree = (workspace: Workspace, id: SessionId, column: ColumnId): void => {
  change(workspace, id, ({ sort }) => ({
    sort: { column, descending: sort.column === column && !sort.descending },
  }));
};

/** Selects exactly these rows besides the one in front. `anchor` is where the next range starts. */
export const markRows = (
  workspace: Workspace,
  id: SessionId,
  marked: ReadonlySet<number>,
  anchor: number,
): void => {
  change(workspace, id, () => ({ marked, anchor }));
};

/** The rows selected, in table order: at least the one in front, if there is one. */
export const selectedRows = ({ tree, row }: SessionState): readonly number[] =>
  tree.marked.size > 0 ? [...tree.marked].sort((a, b) => a - b) : row >= 0 ? [row] : [];

/** The row above the selected one in the tree as it is drawn, −1 for none. */
export const parentOf = ({ derived, row }: SessionState): number => derived.tree?.forest.parent[row] ?? -1;

/** Whether the list that is shown has what is below a row folded away. */
export const isFolded = ({ tree }: SessionState, row: number): boolean => tree[foldsOf(tree)][row] === 1;

/** Which of the two sets of folds the list that is shown goes by. */
const foldsOf = ({ filter }: TreeState): 'collapsed' | 'collapsedInFilter' =>
  filter.trim() === '' ? 'collapsed' : 'collapsedInFilter';

/** Folds or unfolds rows of the list that is shown: with a filter set, only until the filter changes. */
export function setFolded(
  workspace: Workspace,
  id: SessionId,
  rows: Iterable<number>,
  folded: boolean,
): void {
  change(workspace, id, (tree, session) => {
    const key = foldsOf(tree);
    const flags = new Uint8Array(session.derived.tree?.table.count ?? 0);
    flags.set(tree[key].subarray(0, flags.length));
    for (const row of rows) flags[row] = folded ? 1 : 0;
    return { [key]: flags };
  });
}
