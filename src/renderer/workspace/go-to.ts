import type { SessionId, Space } from '../../shared/api.ts';
import { hex } from '../../shared/units.ts';
import type { Destination } from '../hex/address.ts';
import { t } from '../kit/i18n.ts';
import { besideTask, followPointer, inSpace, notice, present, show, showTask } from './navigate.ts';
import { setRow } from './select.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Goes where the address box says; addresses are of the space that is shown. */
export function goTo(workspace: Workspace, id: SessionId, destination: Destination): boolean {
  const session = workspace.session(id);
  if (session === undefined) return false;
  if (destination.type === 'pid') {
    const row = session.derived.tree?.table.pid.indexOf(destination.pid) ?? -1;
    if (row < 0) return failed(workspace, id, t('go.noPid', { pid: destination.pid }));
    showTask(workspace, id, row);
    return true;
  }
  if (destination.type === 'inTask') return goIntoTask(workspace, session, destination);
  const [address, length] =
    destination.type === 'range'
      ? [destination.first, Number(destination.last - destination.first) + 1]
      : [destination.address, 1];
  if (show(workspace, id, session.hex.space, address, { select: length })) return true;
  return failed(workspace, id, t('go.notInDump', { address: hex(address) }));
}

/** Goes to a place in a task’s struct, in whichever space is shown. */
function goIntoTask(
  workspace: Workspace,
  { id, derived, snapshot }: SessionState,
  { pid, field, offset, length }: Extract<Destination, { type: 'inTask' }>,
): boolean {
  const table = derived.tree?.table;
  const row = pid === undefined ? 0 : (table?.pid.indexOf(pid) ?? -1);
  const start = table?.address[row];
  if (start === undefined)
    return failed(workspace, id, pid === undefined ? t('go.noTasks') : t('go.noPid', { pid }));
  const place = field === undefined ? undefined : snapshot.shape?.fields.find(({ name }) => name === field);
  if (field !== undefined && place === undefined) return failed(workspace, id, t('go.noField', { field }));
  // A field that is named is selected whole; what lies in it or beside it is a word.
  const whole = length === undefined ? (offset === 0n ? place?.width : undefined) : Number(length);
  workspace.attempt(followPointer(workspace, id, start + BigInt(place?.offset ?? 0) + offset, whole));
  return true;
}

function failed(workspace: Workspace, id: SessionId, text: string): false {
  notice(workspace, id, text);
  return false;
}

/** Shows a guest-physical address in the shown space; in the physical one where the shown one does not reach it. */
export async function goToPhysical(
  workspace: Workspace,
  id: SessionId,
  physical: number,
  length: number,
): Promise<void> {
  const session = workspace.session(id);
  if (session === undefined) return;
  const leaving = present(session);
  const { space } = session.hex;
  const address = BigInt(physical);
  const place = await workspace.carrier.call('locate', { session: id, space: 'physical', address });
  const at = space === 'virtual' ? (besideTask(session, place) ?? place.virtual) : inSpace(place, space);
  const task = session.derived.byPhysical?.rowAt(address, session.derived.parts?.extent ?? 1) ?? -1;
  if (task >= 0) setRow(workspace, id, task);
  const options = { select: length, context: 4, leaving };
  if (at !== undefined && show(workspace, id, space, at, options)) return;
  if (!show(workspace, id, 'physical', address, options))
    notice(workspace, id, t('go.notInDump', { address: hex(physical) }));
}

/** Shows bytes of any space, switching to it. */
export function showPlace(
  workspace: Workspace,
  id: SessionId,
  space: Space,
  address: bigint,
  length: number,
): void {
  if (!show(workspace, id, space, address, { select: length, context: 4 }))
    notice(workspace, id, t('go.notInDump', { address: hex(address) }));
}
