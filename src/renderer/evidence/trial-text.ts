import type { KernelInfo } from '../../shared/dump-info.ts';
import { isShown, type InitTrial } from '../../shared/init-search.ts';
import { t } from '../kit/i18n.ts';

/** What became of a candidate; `taken`: its tasks are shown. */
export const fateText = ({ fate }: InitTrial, taken: boolean): string =>
  taken ? t('init.shown') : fate === 'list' ? t('init.other') : t(`init.fate.${fate}`);

/** The one whose tasks are shown first, whichever came furthest next. */
export const inOrder = (trials: readonly InitTrial[], kernel: KernelInfo | undefined): readonly InitTrial[] =>
  [...trials].sort((a, b) => Number(isShown(b, kernel)) - Number(isShown(a, kernel)));
