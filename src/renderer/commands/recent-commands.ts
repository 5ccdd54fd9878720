import { t } from '../kit/i18n.ts';
import { reopenLast } from '../workspace/last-open.ts';
import { clearRecent } from '../workspace/recent.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

/** Finding again what was open before. */
export const recentCommands = (workspace: Workspace): readonly Command[] => [
  {
    id: 'file.recent',
    shortcuts: ['Mod+Shift+O'],
    run: () => {
      workspace.set({ overlay: 'recent' });
    },
  },
  {
    id: 'file.reopen',
    isEnabled: () => workspace.store.getState().lastOpen.dumps.length > 0,
    run: () => {
      workspace.attempt(reopenLast(workspace));
    },
  },
  {
    id: 'file.clearRecent',
    run: () => {
      workspace.attempt(
        clearRecent(workspace).then(() => {
          workspace.set({ news: t('recent.cleared') });
        }),
      );
    },
  },
];
