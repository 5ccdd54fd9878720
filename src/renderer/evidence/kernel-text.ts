import type { KernelCandidate } from '../../shared/dump-info.ts';
import { t } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';

/** Of a release; real ones are far shorter (`__NEW_UTS_LEN`, include/uapi/linux/utsname.h). */
const MOST_RELEASE = 64;

/** Which Linux it is, as far as the dump tells. */
export const systemText = (release: string | undefined): string =>
  release === undefined ? t('status.noRelease') : `Linux ${visibleText(release, MOST_RELEASE)}`;

/** A kernel in one line: which it is and how many tasks it has. */
export const kernelText = ({ id, release, wordSize, tasks }: KernelCandidate): string =>
  t('kernels.one', {
    id,
    system: systemText(release),
    bits: wordSize * 8,
    tasks,
  });
