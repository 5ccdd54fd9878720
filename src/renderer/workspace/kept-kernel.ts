import type { KernelCandidate } from '../../shared/dump-info.ts';
import type { DumpView } from '../../shared/dump-view.ts';
import type { SessionState } from './state.ts';

const placeOf = ({ initTask, initTaskPhysical }: KernelCandidate): NonNullable<DumpView['kernel']> => ({
  initTask: initTask.toString(16),
  // NaN where init_task is lost.
  ...(Number.isSafeInteger(initTaskPhysical) && { physical: initTaskPhysical.toString(16) }),
});

/** Which of several kernels is shown; undefined where there is no choice. */
export function packKernel({ snapshot }: SessionState): DumpView['kernel'] {
  const { kernels = [] } = snapshot;
  const current = kernels.find((kernel) => kernel.current);
  return kernels.length < 2 || current === undefined ? undefined : placeOf(current);
}

/** What has to happen before the kernel of a view is shown: nothing, something that is under way, or being chosen. */
export function stepToKernel({ snapshot }: SessionState, kept: DumpView['kernel']): 'none' | 'wait' | number {
  const { kernels, finished } = snapshot;
  if (kept === undefined) return 'none';
  // All kernels are known when the first analysis has ended.
  if (kernels === undefined) return finished ? 'none' : 'wait';
  const wanted = kernels.find((candidate) => {
    const { initTask, physical } = placeOf(candidate);
    return initTask === kept.initTask && physical === kept.physical;
  });
  if (wanted === undefined || wanted.current) return 'none';
  return finished ? wanted.id : 'wait';
}
