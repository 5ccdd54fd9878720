import type { RecentDump } from '../../shared/api.ts';
import { NTH, type Nth } from '../../shared/i18n/nth.ts';
import { fileName, folderOf } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { reopenLast } from '../workspace/last-open.ts';
import { openPath } from '../workspace/open.ts';
import { clearRecent } from '../workspace/recent.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

const nthRecent = (workspace: Workspace, nth: Nth): RecentDump | undefined =>
  workspace.store.getState().recent[Number(nth) - 1];

const aboutRecent = ({ path, missing }: RecentDump): string =>
  [fileName(path), folderOf(path), ...(missing ? [t('recent.missing')] : [])].join(' · ');

/** Finding again what was open before. */
export const recentCommands = (workspace: Workspace): readonly Command[] => [
  {
    id: 'file.recent',
    shortcuts: ['Mod+Shift+O'],
    run: () => {
      workspace.set({ overlay: 'recent' });
    },
  },
  ...NTH.map((nth): Command => ({
    id: `file.recent${nth}`,
    about: () => {
      const dump = nthRecent(workspace, nth);
      return dump && aboutRecent(dump);
    },
    isEnabled: () => nthRecent(workspace, nth) !== undefined,
    run: () => {
      const dump = nthRecent(workspace, nth);
      if (dump !== undefined) openPath(workspace, dump.path);
    },
  })),
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
