import type { SessionId, TaskDetail } from '../../shared/api.ts';
import type { FieldName } from '../../shared/fields.ts';
import { showBytes } from './navigate.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Marks a field of the selected task in all panes and brings its bytes into view. */
export function showField(workspace: Workspace, id: SessionId, name: FieldName): void {
  workspace.update(id, (now) => ({ ...now, mark: { field: name } }));
  const session = workspace.session(id);
  if (session === undefined || session.row < 0) return;
  const { row, detail } = session;
  if (detail?.row === row || inOwnStruct(session, name)) {
    showIn(workspace, session, name, detail);
    return;
  }
  // Where the field lies is known once the task has been read.
  workspace.attempt(
    workspace.carrier.call('describeTask', { session: id, row }).then((read) => {
      const now = workspace.session(id);
      if (now?.row === row && now.mark?.field === name) showIn(workspace, now, name, read);
    }),
  );
}

/** Shows the evidence for a field, or puts it away again. */
export function unfoldEvidence(workspace: Workspace, id: SessionId, name: FieldName): void {
  workspace.update(id, (now) => {
    const unfolded = new Set(now.unfolded);
    if (!unfolded.delete(name)) unfolded.add(name);
    return { ...now, panel: 'fields', unfolded };
  });
}

const shapeOf = ({ snapshot }: SessionState, name: FieldName) =>
  snapshot.shape?.fields.find((field) => field.name === name);

/** The task's own address leads to its own fields: memory near the kernel image has a second virtual address. */
const inOwnStruct = (session: SessionState, name: FieldName): boolean =>
  session.hex.space === 'virtual' && shapeOf(session, name)?.struct === 'task_struct';

function showIn(
  workspace: Workspace,
  session: SessionState,
  name: FieldName,
  detail: TaskDetail | undefined,
): void {
  const { id, row, derived, hex } = session;
  const shape = shapeOf(session, name);
  const start = derived.tree?.table.address[row];
  if (shape === undefined || start === undefined) return;
  const place = detail?.fields.find((field) => field.name === name)?.place;
  const at = inOwnStruct(session, name) ? start + BigInt(shape.offset) : place?.[hex.space];
  if (at !== undefined) showBytes(workspace, id, BigInt(at), shape.width);
}
