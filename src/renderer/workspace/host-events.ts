import { startedAnew, type ApiEvent, type SessionId } from '../../shared/api.ts';
import { problemOf } from '../../shared/errors.ts';
import { adoptSettings } from '../settings/keep-settings.ts';
import { takeReport } from '../search/search-state.ts';
import { recallBookmarks } from './bookmarks.ts';
import { applyChanges } from './derive.ts';
import { awaitView, dress, showStart } from './first-view.ts';
import { loadSegments } from './navigate.ts';
import { whileOpening } from './opening.ts';
import { refreshDetail } from './select.ts';
import { newSession } from './state.ts';
import type { Workspace } from './workspace.ts';

function take(workspace: Workspace, id: SessionId, changes: Parameters<typeof applyChanges>[1]): void {
  workspace.update(id, (session) => applyChanges(session, changes));
  // A file in which no dump is found has bytes all the same.
  const isNoDump = changes.finished === true && workspace.session(id)?.snapshot.info === undefined;
  if (changes.info !== undefined || isNoDump) {
    workspace.attempt(
      loadSegments(workspace, id).then(() => {
        showStart(workspace, id);
      }),
    );
    if (workspace.session(id)?.bookmarks.length === 0) recallBookmarks(workspace, id);
  }
  if (changes.table !== undefined || changes.finished === true) showStart(workspace, id);
  if (changes.table !== undefined || changes.shape !== undefined) refreshDetail(workspace, id);
}

function handle(workspace: Workspace, event: ApiEvent): void {
  switch (event.type) {
    case 'opened':
      workspace.attempt(adopt(workspace, event.session));
      return;
    case 'command':
      workspace.commands.run(event.command);
      return;
    case 'settings':
      adoptSettings(workspace, event.settings);
      return;
    case 'problem':
      workspace.report(event.problem);
      return;
    case 'closed':
      workspace.waiting.delete(event.session);
      forget(workspace, event.session);
      return;
    case 'searched':
      workspace.update(event.session, (session) => ({
        ...session,
        search: takeReport(session.search, event.report),
      }));
      return;
    case 'fingerprint':
      workspace.update(event.session, (session) => ({
        ...session,
        fingerprint: {
          done: event.done,
          total: event.total,
          ...(event.sha256 === undefined ? {} : { sha256: event.sha256 }),
        },
      }));
      return;
    case 'progress':
    case 'restarted':
    case 'changed': {
      const queue = workspace.waiting.get(event.session);
      if (queue !== undefined) queue.push(event);
      else if (event.type === 'restarted')
        workspace.update(event.session, (session) => ({
          ...session,
          snapshot: startedAnew(session.snapshot),
          openedAt: performance.now(),
        }));
      else if (event.type === 'progress') take(workspace, event.session, { progress: event.progress });
      else take(workspace, event.session, event.changes);
    }
  }
}

/** Brings a session the host has opened into the window, or to the front when it is there already. */
export function adopt(workspace: Workspace, id: SessionId): Promise<void> {
  // The host’s answer and its event both tell of one session. Whoever came first says what goes wrong.
  const running = workspace.adopting.get(id);
  if (running !== undefined) return running.catch(() => undefined);
  const work = bringIn(workspace, id).finally(() => workspace.adopting.delete(id));
  workspace.adopting.set(id, work);
  return work;
}

async function bringIn(workspace: Workspace, id: SessionId): Promise<void> {
  const { waiting, carrier, store } = workspace;
  if (workspace.session(id) !== undefined) {
    workspace.set({ active: id });
    return;
  }
  const queue: ApiEvent[] = [];
  waiting.set(id, queue);
  try {
    const snapshot = await carrier.call('snapshot', { session: id });
    if (waiting.get(id) !== queue) return; // closed meanwhile
    waiting.delete(id);
    store.setState((state) => ({
      sessions: [...state.sessions, newSession(snapshot, performance.now())],
      active: id,
    }));
    dress(workspace, id);
    take(workspace, id, snapshot);
    for (const event of queue) handle(workspace, event);
  } finally {
    if (waiting.get(id) === queue) waiting.delete(id);
  }
}

/** Keeps the workspace in step with its host until the returned function is called. */
export function followHost(workspace: Workspace): () => void {
  const stop = workspace.carrier.onEvent((event) => {
    handle(workspace, event);
  });
  workspace.carrier.call('describeHost', {}).then(
    (host) => {
      workspace.set({ host });
      if (host.settings !== undefined) adoptSettings(workspace, host.settings);
      for (const { session, view } of host.sessions) {
        if (view !== undefined) awaitView(workspace, session, view);
        workspace.attempt(whileOpening(workspace, () => adopt(workspace, session)));
      }
    },
    (thrown: unknown) => {
      workspace.report(problemOf(thrown));
    },
  );
  return stop;
}

/** Removes a session from the window; its neighbour comes to the front. */
export function forget(workspace: Workspace, id: SessionId): void {
  workspace.dropCaches(id);
  workspace.awaited.delete(id);
  workspace.store.setState((state) => {
    const at = state.sessions.findIndex((session) => session.id === id);
    const sessions = state.sessions.filter((session) => session.id !== id);
    if (state.active !== id) return { sessions };
    return { sessions, active: sessions[Math.min(at, sessions.length - 1)]?.id };
  });
}
