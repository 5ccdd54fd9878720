import { crossMarks, givenAway, verdictOf, WAYS } from '../../shared/cross-view.ts';
import type { TaskTable } from '../../shared/task-table.ts';
import { t, tell } from '../kit/i18n.ts';

/** One character a way: its letter, `!` where it should lead to the task and does not, `·` where it is silent. */
export const crossText = crossMarks;

/** The same in words, one line a way. */
export const crossWords = (table: TaskTable, row: number): string =>
  WAYS.map((way) => t(`way.${verdictOf(table, row, way)}`, { way: t(`foundBy.${way.id}`) })).join('\n');

/** What gave a hidden task away, or why one is disputed; undefined for every other. */
export function hiddenText(table: TaskTable, row: number): string | undefined {
  const sentence = givenAway(table, row);
  return sentence && tell(sentence);
}
