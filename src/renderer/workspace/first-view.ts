import type { SessionId } from '../../shared/api.ts';
import type { DumpView } from '../../shared/dump-view.ts';
import { comparing, dressed, folded, rowOfTask, scrolled, zoomed } from './dump-view.ts';
import { stepToKernel } from './kept-kernel.ts';
import { unpackMark } from './kept-history.ts';
import { showFirst } from './navigate.ts';
import { setRow } from './select.ts';
import { showField } from './show-field.ts';
import type { AwaitedView, Workspace } from './workspace.ts';

/** Has a dump looked at as it was another time, as soon as what was looked at is there. */
export function awaitView(workspace: Workspace, id: SessionId, view: DumpView): void {
  const session = workspace.session(id);
  workspace.awaited.set(id, { view, row: session?.row ?? -1 });
  if (session !== undefined) dress(workspace, id);
}

/** Sets what needs nothing of the dump. */
export function dress(workspace: Workspace, id: SessionId): void {
  const view = workspace.awaited.get(id)?.view;
  if (view !== undefined) workspace.update(id, (session) => dressed(session, view));
  showStart(workspace, id);
}

/** Asks for the kernel that a view shows; where that is not to be had, the view goes without. */
function chooseKernel(workspace: Workspace, id: SessionId, awaited: AwaitedView, kernel: number): void {
  workspace.awaited.set(id, { ...awaited, chose: true });
  workspace.attempt(
    workspace.carrier.call('selectKernel', { session: id, kernel }).catch((thrown: unknown) => {
      workspace.awaited.set(id, { ...awaited, view: { ...awaited.view, kernel: undefined } });
      showStart(workspace, id);
      throw thrown;
    }),
  );
}

/**
 * Chooses what to look at first: what was looked at another time, or the first process. Waits for the former until the
 * analysis has ended.
 */
export function showStart(workspace: Workspace, id: SessionId): void {
  const session = workspace.session(id);
  const awaited = workspace.awaited.get(id);
  if (session === undefined) return;
  // No view is awaited; or the user has chosen a task meanwhile (nobody else does): that is what is looked at then.
  if (session.row !== awaited?.row) {
    workspace.awaited.delete(id);
    showFirst(workspace, id);
    // A field that was clicked before its bytes could be had.
    if (session.mark !== undefined && session.history.at < 0) showField(workspace, id, session.mark.field);
    return;
  }
  const { view } = awaited;
  const step = stepToKernel(session, view.kernel);
  // A kernel whose tasks could not be found is not waited for.
  const failed = awaited.chose === true && session.snapshot.problem !== undefined;
  if (step === 'wait') return;
  if (step !== 'none' && !failed) {
    if (awaited.chose !== true) chooseKernel(workspace, id, awaited, step);
    return;
  }
  const { snapshot, hex, derived } = session;
  const row = rowOfTask(derived.tree?.table, view.task);
  const isThere = hex.segments[view.space] !== undefined && (row >= 0 || view.task === undefined);
  // Segments have come once the view of the bytes has a generation.
  if (!isThere && !(snapshot.finished && hex.generation > 0)) return;
  workspace.awaited.delete(id);
  if (isThere) {
    if (row >= 0) setRow(workspace, id, row, unpackMark(session, view.mark));
    workspace.update(id, (now) => zoomed(comparing(folded(scrolled(now, view), view), view), view));
  }
  showFirst(workspace, id);
}
