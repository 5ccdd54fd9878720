import type { KernelCandidate } from '../../shared/dump-info.ts';
import { t } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';

/** Of a release; real ones are far shorter (`__NEW_UTS_LEN`, include/uapi/linux/utsname.h). */
const MOST_RELEASE = 64;

/** A kernel in one line: which it is and how many tasks it has. */
export const kernelText = ({ id, release, wordSize, tasks }: KernelCandidate): string =>
  t('kernels.one', {
    id,
    system: release === undefined ? 'Linux' : `Linux ${visibleText(release, MOST_RELEASE)}`,
    bits: wordSize * 8,
    tasks,
  });
