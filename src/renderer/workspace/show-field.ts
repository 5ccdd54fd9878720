import type { SessionId } from '../../shared/api.ts';
import type { FieldEntry } from '../fields/field-groups.ts';
import { showBytes } from './navigate.ts';
import type { Workspace } from './workspace.ts';

/** Marks a field of the selected task in all panes and brings its bytes into view. */
export function showField(workspace: Workspace, id: SessionId, entry: FieldEntry): void {
  const session = workspace.session(id);
  const start = session?.derived.tree?.table.address[session.row];
  if (session === undefined || start === undefined) return;
  workspace.update(id, (now) => ({ ...now, mark: { field: entry.name } }));
  const { shape, value } = entry;
  const { space } = session.hex;
  // The task's own address leads: memory near the kernel image has a second virtual address.
  const own = shape.struct === 'task_struct' && space === 'virtual';
  const at = own ? start + BigInt(shape.offset) : value?.place[space];
  if (at === undefined) return;
  showBytes(workspace, id, BigInt(at), shape.width);
}
