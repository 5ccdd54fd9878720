import type { SessionId } from '../../shared/api.ts';
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

export const toggleTree = (workspace: Workspace, id: SessionId, what: 'kernelThreads' | 'threads'): void => {
  change(workspace, id, (tree) => ({ [what]: !tree[what] }));
};

/** Folds or unfolds rows of the list that is shown: with a filter set, only until the filter changes. */
export function setFolded(
  workspace: Workspace,
  id: SessionId,
  rows: Iterable<number>,
  folded: boolean,
): void {
  change(workspace, id, (tree, session) => {
    const key = tree.filter.trim() === '' ? 'collapsed' : 'collapsedInFilter';
    const flags = new Uint8Array(session.derived.tree?.table.count ?? 0);
    flags.set(tree[key].subarray(0, flags.length));
    for (const row of rows) flags[row] = folded ? 1 : 0;
    return { [key]: flags };
  });
}
