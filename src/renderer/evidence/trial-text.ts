import type { InitTrial } from '../../shared/init-search.ts';
import { t } from '../kit/i18n.ts';

/** What became of a candidate; `taken`: its tasks are shown. */
export const fateText = ({ fate }: InitTrial, taken: boolean): string =>
  taken ? t('init.shown') : fate === 'list' ? t('init.other') : t(`init.fate.${fate}`);
