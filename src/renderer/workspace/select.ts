import type { SessionId } from '../../shared/api.ts';
import { problemOf } from '../../shared/errors.ts';
import { NO_ROWS, type Mark } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Puts a task into the foreground of all panes without moving the hex view; −1 for none. */
export function setRow(workspace: Workspace, id: SessionId, row: number, mark?: Mark): void {
  const before = workspace.session(id);
  if (before === undefined) return;
  const forgotten = row === before.row ? {} : { detail: undefined, detailProblem: undefined };
  workspace.update(id, (session) => ({
    ...session,
    row,
    mark,
    ...forgotten,
    tree:
      row === before.row && session.tree.marked.size === 0
        ? session.tree
        : { ...session.tree, marked: NO_ROWS, anchor: row },
  }));
  if (row !== before.row) refreshDetail(workspace, id);
}

/** Reads the selected task anew. An answer that comes after the selection moved on is dropped. */
export function refreshDetail(workspace: Workspace, id: SessionId): void {
  const session = workspace.session(id);
  if (session === undefined || session.row < 0) return;
  const { row } = session;
  workspace.carrier.call('describeTask', { session: id, row }).then(
    (detail) => {
      workspace.update(id, (now) => (now.row === row ? { ...now, detail } : now));
    },
    (thrown: unknown) => {
      const detailProblem = problemOf(thrown);
      workspace.update(id, (now) => (now.row === row ? { ...now, detailProblem } : now));
    },
  );
}
