import { t } from '../kit/i18n.ts';
import type { VisibleRows } from './visible-rows.ts';

/** Why no task is shown. */
export const noneText = ({ found }: VisibleRows): string =>
  found !== undefined && found.leftOut > 0 ? t('tree.noneShown', { count: found.leftOut }) : t('tree.none');
