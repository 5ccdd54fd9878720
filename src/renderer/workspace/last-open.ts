import type { ApiArgs, SessionId } from '../../shared/api.ts';
import { problemOf } from '../../shared/errors.ts';
import { dumpView } from './dump-view.ts';
import { awaitView } from './first-view.ts';
import { adopt } from './host-events.ts';
import { whileOpening } from './opening.ts';
import type { Workspace } from './workspace.ts';

/** Changes are told to the host at most so often. */
const PAUSE_MS = 500;

/** Asks what was open last time: it is offered, not forced. */
export const loadLastOpen = (workspace: Workspace): void => {
  workspace.attempt(
    workspace.carrier.call('lastOpen', {}).then((lastOpen) => {
      workspace.set({ lastOpen });
    }),
  );
};

/** Opens what was open last time, as it was looked at. A dump that cannot be opened says so; the others open. */
export async function reopenLast(workspace: Workspace): Promise<void> {
  const { dumps, active } = workspace.store.getState().lastOpen;
  let front: SessionId | undefined;
  await whileOpening(workspace, async () => {
    // One after the other: so the tabs stand as they stood.
    for (const { path, view } of dumps) {
      try {
        const session = await workspace.carrier.call('openDump', { path });
        if (view !== undefined) awaitView(workspace, session, view);
        if (path === active) front = session;
        await adopt(workspace, session);
      } catch (thrown) {
        workspace.report(problemOf(thrown));
      }
    }
  });
  if (front !== undefined && workspace.session(front) !== undefined) workspace.set({ active: front });
}

/** What is open now. */
export function openNow(workspace: Workspace): ApiArgs<'rememberOpen'> {
  const { sessions, active } = workspace.store.getState();
  return {
    // A view that still waits for its dump is what will be looked at.
    dumps: sessions.map((session) => ({
      session: session.id,
      view: workspace.awaited.get(session.id)?.view ?? dumpView(session),
    })),
    ...(active === undefined ? {} : { active }),
  };
}

/** Tells the host at once what is open. */
export async function rememberNow(workspace: Workspace): Promise<void> {
  const open = openNow(workspace);
  await workspace.carrier.call('rememberOpen', open);
  if (open.dumps.length > 0) workspace.set({ lastOpen: { dumps: [] } });
}

/** Keeps the host told of what is open, until the returned function is called. */
export function followOpen(workspace: Workspace): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    // A host that cannot be reached says so elsewhere; this alone is no reason to disturb anybody.
    rememberNow(workspace).catch(() => undefined);
  };
  const stop = workspace.store.subscribe((state, before) => {
    if (state.sessions === before.sessions && state.active === before.active) return;
    timer ??= setTimeout(tell, PAUSE_MS);
  });
  const onHide = (): void => {
    if (timer !== undefined) tell();
  };
  window.addEventListener('pagehide', onHide);
  return () => {
    clearTimeout(timer);
    stop();
    window.removeEventListener('pagehide', onHide);
  };
}
