import type { KernelCandidate } from '../../shared/dump-info.ts';
import { NTH, type Nth } from '../../shared/i18n/nth.ts';
import { kernelText } from '../evidence/kernel-text.ts';
import { bytesText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { analyseAgain, selectKernel } from '../workspace/open.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** One of several kernels: where there is but one, there is no choice. */
const nthKernel = ({ snapshot: { kernels = [] } }: SessionState, nth: Nth): KernelCandidate | undefined =>
  kernels.length > 1 ? kernels[Number(nth) - 1] : undefined;

/** What is analysed: afresh, another kernel; and what is kept of earlier analyses. */
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
  ...NTH.map((nth) =>
    onSession(workspace, {
      id: `analysis.kernel${nth}`,
      about: (session) => {
        const kernel = nthKernel(session, nth);
        return kernel && kernelText(kernel);
      },
      run: (session) => {
        const kernel = nthKernel(session, nth);
        if (kernel !== undefined) selectKernel(workspace, session.id, kernel.id);
      },
      when: (session) => session.snapshot.finished && nthKernel(session, nth) !== undefined,
      isOn: (session) => nthKernel(session, nth)?.current === true,
    }),
  ),
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
