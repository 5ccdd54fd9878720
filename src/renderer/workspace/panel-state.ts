import type { SessionId } from '../../shared/api.ts';
import type { ByteOrder } from '../../shared/units.ts';
import type { DiffKind } from '../diff/diff-lines.ts';
import type { PanelState, SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Changes what a panel keeps while another one is in front. */
export const setPanelState = (workspace: Workspace, id: SessionId, change: Partial<PanelState>): void => {
  workspace.update(id, (session) => ({ ...session, panelState: { ...session.panelState, ...change } }));
};

/** The order in which the data panel reads bytes: the chosen one, or the machine’s own. */
export const dataOrder = ({ panelState, derived }: SessionState): ByteOrder =>
  panelState.order ?? derived.parts?.byteOrder ?? 'little';

/** Holds a dump against another open one. */
export const compareWith = (workspace: Workspace, session: SessionState, other: SessionState): void => {
  const diffWith = { session: other.id, path: other.snapshot.path };
  workspace.update(session.id, (now) => ({ ...now, panel: 'diff', diffWith }));
};

/** Shows or leaves out one kind of differences between dumps. */
export function toggleDiffKind(workspace: Workspace, { id, panelState }: SessionState, kind: DiffKind): void {
  const left = new Set(panelState.diffLeftOut);
  if (!left.delete(kind)) left.add(kind);
  setPanelState(workspace, id, { diffLeftOut: left });
}
