import { noticesOf } from '../workspace/notices-of.ts';
import type { Details } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** What the window tells besides the dump: what went wrong, what was noticed, how long it took. */
export function messageCommands(workspace: Workspace): readonly Command[] {
  const toggle = (details: Details): void => {
    const now = workspace.store.getState().details;
    workspace.set({ details: now === details ? undefined : details });
  };
  return [
    onSession(workspace, {
      id: 'view.notices',
      run: () => {
        toggle('notices');
      },
      when: ({ snapshot }) => noticesOf(snapshot).length > 0,
    }),
    onSession(workspace, {
      id: 'view.timings',
      run: () => {
        toggle('timings');
      },
      when: ({ snapshot }) => snapshot.timings.length > 0,
    }),
    {
      id: 'view.dismiss',
      isEnabled: () => {
        const { notices, news } = workspace.store.getState();
        return notices.length > 0 || news !== undefined;
      },
      run: () => {
        workspace.set({ notices: [], news: undefined });
      },
    },
    {
      id: 'file.cancelUploads',
      isEnabled: () => workspace.store.getState().uploads.length > 0,
      run: () => {
        for (const { cancel } of workspace.store.getState().uploads) cancel();
      },
    },
  ];
}
