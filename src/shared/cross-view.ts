import { TREE } from './i18n/en/tree.ts';
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

/** The parts of the sentence that says which structures disagree about a task: keys of the catalogue. */
export interface GivenAway {
  readonly lacking: readonly `way.lacking.${WayId}`[];
  readonly reached: readonly `way.reached.${WayId | 'named'}`[];
}

/** Undefined for a task about which all agree. */
export function givenAway(table: TaskTable, row: number): GivenAway | undefined {
  if (!isHidden(table, row) && !isDisputed(table, row)) return undefined;
  const named = ((table.foundBy[row] ?? 0) & FOUND_BY.named) !== 0;
  return {
    lacking: waysOf(table, row, 'no').map((id) => `way.lacking.${id}` as const),
    reached: [
      ...waysOf(table, row, 'yes').map((id) => `way.reached.${id}` as const),
      ...(named ? (['way.reached.named'] as const) : []),
    ],
  };
}

const and = new Intl.ListFormat('en-GB');

/** The same of a hidden task, as an English sentence, for the command line. */
export function hiddenSentence(table: TaskTable, row: number): string | undefined {
  const parts = isHidden(table, row) ? givenAway(table, row) : undefined;
  if (parts === undefined) return undefined;
  const lacking = and.format(parts.lacking.map((key) => TREE[key]));
  const reached = and.format(parts.reached.map((key) => TREE[key]));
  return `It is ${lacking}${reached === '' ? '' : `; but ${reached}`}.`;
}

/** `3 from the kernel’s list of tasks, 1 from …`, in English; empty where all ways agree. */
export const disagreementText = (table: TaskTable): string =>
  disagreementCounts(table)
    .map(({ way, tasks }) => `${tasks} from ${TREE[`way.about.${way}`]}`)
    .join(', ');
