import type { KernelCandidate, KernelInfo } from '../../shared/dump-info.ts';
import { t } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';

/** Of a release; real ones are far shorter (`__NEW_UTS_LEN`, include/uapi/linux/utsname.h). */
const MOST_RELEASE = 64;

/** Which Linux it is, as far as the dump tells. */
const systemText = (release: string | undefined): string =>
  release === undefined ? t('status.noRelease') : `Linux ${visibleText(release, MOST_RELEASE)}`;

/** Which machine it is, as far as the dump tells. What is missing is told once it was looked for everywhere. */
export function machineText(kernel: KernelInfo, finished: boolean): string {
  const words = { bits: kernel.wordSize * 8, order: kernel.byteOrder };
  if (!finished && kernel.architecture === undefined) return t('status.machineSoFar', words);
  return t('status.machine', {
    ...words,
    system: systemText(kernel.release),
    architecture: kernel.architecture ?? t('status.noArchitecture'),
  });
}

/** A kernel in one line: which it is and how many tasks it has. */
export const kernelText = ({ id, release, wordSize, tasks }: KernelCandidate): string =>
  t('kernels.one', {
    id,
    system: systemText(release),
    bits: wordSize * 8,
    tasks,
  });
