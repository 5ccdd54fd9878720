import { say, type Sentence } from './i18n/sentence.ts';
import { FOUND_BY, isDisputed, isHidden, type TaskTable } from './task-table.ts';

/** The sides from which every task is looked at: how far the kernel's structures agree about who there is. */

export type WayId = 'list' | 'tree' | 'threads' | 'pid' | 'carve';

export interface Way {
  readonly id: WayId;
  readonly bit: number;
  /** What stands for it where there is room for one character. */
  readonly letter: string;
}

export const WAYS: readonly Way[] = [
  { id: 'list', bit: FOUND_BY.list, letter: 'L' },
  { id: 'tree', bit: FOUND_BY.tree, letter: 'T' },
  { id: 'threads', bit: FOUND_BY.threads, letter: 'H' },
  { id: 'pid', bit: FOUND_BY.pid, letter: 'P' },
  { id: 'carve', bit: FOUND_BY.carve, letter: 'C' },
];

/** What a way says of a task: it leads to it; it should and does not; or it has nothing to say. */
export type WayVerdict = 'yes' | 'no' | 'silent';

export function verdictOf(table: TaskTable, row: number, { bit }: Way): WayVerdict {
  if (((table.missing[row] ?? 0) & bit) !== 0) return 'no';
  return ((table.foundBy[row] ?? 0) & bit) === 0 ? 'silent' : 'yes';
}

/** One mark a way: its letter where it leads to the task, `!` where it should and does not, `·` where it is silent. */
export const crossMarks = (table: TaskTable, row: number): string =>
  WAYS.map((way) => {
    const verdict = verdictOf(table, row, way);
    return verdict === 'yes' ? way.letter : verdict === 'no' ? '!' : '·';
  }).join('');

/** The ways of a task with this verdict. */
export const waysOf = (table: TaskTable, row: number, verdict: WayVerdict): readonly WayId[] =>
  WAYS.filter((way) => verdictOf(table, row, way) === verdict).map((way) => way.id);

/** How many hidden tasks each way should lead to and does not; ways that miss nobody are left out. */
export const disagreementCounts = (
  table: TaskTable,
): readonly { readonly way: WayId; readonly tasks: number }[] =>
  WAYS.map(({ id, bit }) => ({
    way: id,
    tasks: table.missing.reduce(
      (count, bits, row) => count + Number((bits & bit) !== 0 && isHidden(table, row)),
      0,
    ),
  })).filter(({ tasks }) => tasks > 0);

/** Which structures disagree about a task; undefined for one about which all agree. */
export function givenAway(table: TaskTable, row: number): Sentence | undefined {
  if (!isHidden(table, row) && !isDisputed(table, row)) return undefined;
  const named = ((table.foundBy[row] ?? 0) & FOUND_BY.named) !== 0;
  const lacking = waysOf(table, row, 'no').map((id) => say(`way.lacking.${id}`));
  const reached = [
    ...waysOf(table, row, 'yes').map((id) => say(`way.reached.${id}`)),
    ...(named ? [say('way.reached.named')] : []),
  ];
  const sentence =
    reached.length === 0 ? say('way.hidden', { lacking }) : say('way.hiddenBut', { lacking, reached });
  return isDisputed(table, row) ? say('way.disputed', { sentence }) : sentence;
}

/** From where how many hidden tasks are missing; empty where all ways agree. */
export const missingFrom = (table: TaskTable): readonly Sentence[] =>
  disagreementCounts(table).map(({ way, tasks }) =>
    say('way.missing', { tasks, from: say(`way.from.${way}`) }),
  );
