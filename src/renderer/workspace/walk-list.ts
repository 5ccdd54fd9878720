import type { SessionId } from '../../shared/api.ts';
import { followPointer } from './navigate.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Whether a list_head of the selected task is marked. */
export const isOnList = ({ mark, row, snapshot }: SessionState): boolean =>
  mark !== undefined &&
  row >= 0 &&
  snapshot.shape?.fields.find(({ name }) => name === mark.field)?.kind === 'list-head';

/** Steps under way: the next begins where they lead, so that no key is lost, however fast they are pressed. */
const underWay = new WeakMap<Workspace, Promise<void>>();

/**
 * One step along the list whose head or node is marked, forwards or backwards: to the task that the link leads to,
 * and the list_head in it. From `children` that is a child's `sibling`, as the kernel links them.
 */
export function stepList(workspace: Workspace, id: SessionId, by: 1 | -1): Promise<void> {
  const before = underWay.get(workspace) ?? Promise.resolve();
  const step = before.then(
    () => followLink(workspace, id, by),
    () => followLink(workspace, id, by),
  );
  underWay.set(workspace, step);
  return step;
}

async function followLink(workspace: Workspace, id: SessionId, by: 1 | -1): Promise<void> {
  const session = workspace.session(id);
  if (session === undefined || !isOnList(session)) return;
  const { row, mark } = session;
  const detail =
    session.detail?.row === row
      ? session.detail
      : await workspace.carrier.call('describeTask', { session: id, row });
  const [next, prev] = detail.fields.find(({ name }) => name === mark?.field)?.pointers ?? [];
  const link = by === 1 ? next : prev;
  if (link !== undefined) await followPointer(workspace, id, link.address);
}
