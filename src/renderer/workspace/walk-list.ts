import type { SessionId } from '../../shared/api.ts';
import { followPointer } from './navigate.ts';
import type { SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

/** Where the marked list of the selected task leads: what its next and prev hold. */
function links({ mark, row, detail }: SessionState): readonly [bigint, bigint] | undefined {
  if (mark === undefined || detail?.row !== row) return undefined;
  const field = detail.fields.find(({ name }) => name === mark.field);
  const [next, prev] = field?.kind === 'list-head' ? field.pointers : [];
  return next === undefined || prev === undefined ? undefined : [next.address, prev.address];
}

export const isOnList = (session: SessionState): boolean => links(session) !== undefined;

/**
 * One step along the list whose head or node is marked, forwards or backwards: to the task that the link leads to,
 * and the list_head in it. From `children` that is a child's `sibling`, as the kernel links them.
 */
export async function stepList(workspace: Workspace, id: SessionId, by: 1 | -1): Promise<void> {
  const session = workspace.session(id);
  const found = session && links(session);
  if (found !== undefined) await followPointer(workspace, id, found[by === 1 ? 0 : 1]);
}
