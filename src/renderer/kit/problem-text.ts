import type { Problem } from '../../shared/errors.ts';
import { hex } from '../../shared/units.ts';
import { t, tell } from './i18n.ts';
import { visibleText } from './visible-text.ts';

/** All of a problem as lines of text, as they are put into a report or a mail. */
export const problemText = ({ code, message, file, offset, expected, remedy }: Problem): string =>
  [
    `${t(`problem.${code}`)} (${code})`,
    visibleText(tell(message), Infinity),
    file === undefined ? undefined : `${t('problem.file')}: ${visibleText(file, Infinity)}`,
    offset === undefined ? undefined : `${t('problem.at')}: ${hex(offset)}`,
    expected === undefined ? undefined : `${t('problem.expected')}: ${visibleText(tell(expected), Infinity)}`,
    remedy === undefined ? undefined : visibleText(tell(remedy), Infinity),
  ]
    .filter((line) => line !== undefined)
    .join('\n');
