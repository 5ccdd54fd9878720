import { FOUND_BY, isHidden, type TaskTable } from './task-table.ts';

/** The sides from which every task is looked at: how far the kernel's structures agree about who there is. */

export type WayId = 'list' | 'tree' | 'threads' | 'pid' | 'carve';

export interface Way {
  readonly id: WayId;
  readonly bit: number;
  /** What stands for it where there is room for one character. */
  readonly letter: string;
  readonly about: string;
  /** Ends of a sentence that begins with “It is”, and of one that begins with “but”. */
  readonly lacking: string;
  readonly reached: string;
}

export const WAYS: readonly Way[] = [
  {
    id: 'list',
    bit: FOUND_BY.list,
    letter: 'L',
    about: 'the kernel’s list of tasks',
    lacking: 'not in the kernel’s list of tasks',
    reached: 'the kernel’s list of tasks holds it',
  },
  {
    id: 'tree',
    bit: FOUND_BY.tree,
    letter: 'T',
    about: 'its parent’s ring of children',
    lacking: 'not among its parent’s children',
    reached: 'its parent names it as child',
  },
  {
    id: 'threads',
    bit: FOUND_BY.threads,
    letter: 'H',
    about: 'its process’s list of threads',
    lacking: 'not in its process’s list of threads',
    reached: 'its process’s list of threads holds it',
  },
  {
    id: 'pid',
    bit: FOUND_BY.pid,
    letter: 'P',
    about: 'the kernel’s table of pids',
    lacking: 'not in the kernel’s table of pids',
    reached: 'the kernel’s table of pids holds it',
  },
  {
    id: 'carve',
    bit: FOUND_BY.carve,
    letter: 'C',
    about: 'its own content, wherever it lies',
    lacking: 'not recognised by its content',
    reached: 'its content is that of a living task',
  },
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
export const waysOf = (table: TaskTable, row: number, verdict: WayVerdict): readonly Way[] =>
  WAYS.filter((way) => verdictOf(table, row, way) === verdict);

const joined = (parts: readonly string[], last: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1) ?? ''}`;

/** What gave a hidden task away, as a sentence; undefined for every other. */
export function hiddenSentence(table: TaskTable, row: number): string | undefined {
  if (!isHidden(table, row)) return undefined;
  const lacking = waysOf(table, row, 'no').map((way) => way.lacking);
  const reached = waysOf(table, row, 'yes').map((way) => way.reached);
  if (((table.foundBy[row] ?? 0) & FOUND_BY.named) !== 0) reached.push('other tasks name it as their parent');
  const but = reached.length === 0 ? '' : `, but ${joined(reached, ', and ')}`;
  return `It is ${joined(lacking, ' and ')}${but}.`;
}

/** How many tasks each way should lead to and does not; ways that miss nobody are left out. */
export const disagreementCounts = (
  table: TaskTable,
): readonly { readonly way: Way; readonly tasks: number }[] =>
  WAYS.map((way) => ({
    way,
    tasks: table.missing.reduce((count, bits) => count + Number((bits & way.bit) !== 0), 0),
  })).filter(({ tasks }) => tasks > 0);
