import type { SessionId } from '../../shared/api.ts';
import type { FieldEntry } from '../fields/field-groups.ts';
import { showBytes } from './navigate.ts';
import type { Workspace } from './workspace.ts';

/** Marks a field of the selected task in all panes and brings its bytes into view. */
export async function showField(workspace: Workspace, id: SessionId, entry: FieldEntry): Promise<void> {
  const session = workspace.session(id);
  const start = session?.derived.tree?.table.address[session.row];
  if (session === undefined || start === undefined) return;
  workspace.update(id, (now) => ({ ...now, mark: { field: entry.name } }));
  const { shape, value } = entry;
  const { space } = session.hex;
  const known = value?.place[space];
  let at = known === undefined ? undefined : BigInt(known);
  if (at === undefined && shape.struct === 'task_struct') {
    const virtual = start + BigInt(shape.offset);
    if (space === 'virtual') at = virtual;
    else {
      const place = await workspace.carrier.call('locate', {
        session: id,
        space: 'virtual',
        address: virtual,
      });
      at = place[space] === undefined ? undefined : BigInt(place[space]);
    }
  }
  if (at !== undefined) showBytes(workspace, id, at, shape.width);
}
