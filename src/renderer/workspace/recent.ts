import type { Workspace } from './workspace.ts';

/** Asks which dumps were opened last: files come and go, and other windows open some too. */
export const loadRecent = (workspace: Workspace): void => {
  workspace.attempt(
    workspace.carrier.call('listRecent', {}).then((recent) => {
      workspace.set({ recent });
    }),
  );
};

/** Takes a dump off the list. */
export const forgetRecent = (workspace: Workspace, path: string): void => {
  workspace.attempt(
    workspace.carrier.call('forgetRecent', { path }).then((recent) => {
      workspace.set({ recent });
    }),
  );
};

/** Empties the list. */
export async function clearRecent(workspace: Workspace): Promise<void> {
  workspace.set({ recent: await workspace.carrier.call('forgetRecent', {}) });
}
