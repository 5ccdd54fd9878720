import type { SessionId } from '../../shared/api.ts';
import type { MapState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Changes how the map of processes is drawn. */
export const setMap = (workspace: Workspace, id: SessionId, change: Partial<MapState>): void => {
  workspace.update(id, (session) => ({ ...session, map: { ...session.map, ...change } }));
};

/** One step out: to what the map's root stands below. */
export function zoomOut(workspace: Workspace, id: SessionId): void {
  const session = workspace.session(id);
  if (session === undefined) return;
  setMap(workspace, id, {
    root: session.derived.tree?.forest.parent[session.map.root] ?? -1,
    span: undefined,
  });
}
