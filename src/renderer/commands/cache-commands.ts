import { bytesText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { analyseAgain } from '../workspace/open.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** What is kept of earlier analyses. */
export const cacheCommands = (workspace: Workspace): readonly Command[] => [
  onSession(workspace, {
    id: 'analysis.again',
    run: ({ id }) => {
      analyseAgain(workspace, id);
    },
    when: ({ snapshot }) => snapshot.finished,
  }),
  {
    id: 'cache.clear',
    run: () => {
      const clearing = workspace.carrier.call('clearResults', {});
      workspace.attempt(
        clearing.then(({ files, bytes }) => {
          workspace.set({ news: t('cache.cleared', { files, size: bytesText(bytes) }) });
        }),
      );
    },
  },
];
