import type { SessionId } from '../../shared/api.ts';
import { stepOut } from '../map/map-forest.ts';
import type { MapState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Changes how the map of processes is drawn. */
export const setMap = (workspace: Workspace, id: SessionId, change: Partial<MapState>): void => {
  workspace.update(id, (session) => ({ ...session, map: { ...session.map, ...change } }));
};

/** One step out: to what the map's root stands below. */
export function zoomOut(workspace: Workspace, id: SessionId): void {
  const session = workspace.session(id);
  const model = session?.derived.tree;
  if (session === undefined || model === undefined) return;
  setMap(workspace, id, { root: stepOut(model, session.tree, session.map.root), last: undefined });
}
