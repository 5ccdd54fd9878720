import { crossMarks, givenAway, verdictOf, WAYS } from '../../shared/cross-view.ts';
import { isDisputed, type TaskTable } from '../../shared/task-table.ts';
import { listText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';

/** One character a way: its letter, `!` where it should lead to the task and does not, `·` where it is silent. */
export const crossText = crossMarks;

/** The same in words, one line a way. */
export const crossWords = (table: TaskTable, row: number): string =>
  WAYS.map((way) => t(`way.${verdictOf(table, row, way)}`, { way: t(`foundBy.${way.id}`) })).join('\n');

/** What gave a hidden task away, or why one is disputed; undefined for every other. */
export function hiddenText(table: TaskTable, row: number): string | undefined {
  const parts = givenAway(table, row);
  if (parts === undefined) return undefined;
  const lacking = listText(parts.lacking.map((key) => t(key)));
  const sentence =
    parts.reached.length === 0
      ? t('way.hidden', { lacking })
      : t('way.hiddenBut', { lacking, reached: listText(parts.reached.map((key) => t(key))) });
  return isDisputed(table, row) ? `${sentence} ${t('way.disputed')}` : sentence;
}
