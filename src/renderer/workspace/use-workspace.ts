import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppState, SessionState } from './state.ts';
import type { Workspace } from './workspace.ts';

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** The workspace of this window. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === undefined) throw new Error('No workspace around this component.');
  return workspace;
}

/** Part of the window's state; re-renders when that part changes by identity. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useWorkspace().store, select);
}

/** Part of one session's state; undefined when the session has gone. */
export function useSession<T>(id: string, select: (session: SessionState) => T): T | undefined {
  return useApp((state) => {
    const session = state.sessions.find((candidate) => candidate.id === id);
    return session === undefined ? undefined : select(session);
  });
}
