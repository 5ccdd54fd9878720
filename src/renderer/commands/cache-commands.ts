import { bytesText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { analyseAgain, selectKernel } from '../workspace/open.ts';
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
  onSession(workspace, {
    id: 'analysis.nextKernel',
    run: ({ id, snapshot }) => {
      const { kernels = [] } = snapshot;
      const at = kernels.findIndex(({ current }) => current);
      const next = kernels[(at + 1) % kernels.length];
      if (next !== undefined) selectKernel(workspace, id, next.id);
    },
    when: ({ snapshot }) => snapshot.finished && (snapshot.kernels ?? []).length > 1,
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
