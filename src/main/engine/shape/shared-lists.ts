import { listLinks } from '../kernel/list-links.ts';
import { holdsMostly } from './choice.ts';
import type { Population } from './population.ts';

/** Share of the tasks whose neighbour in the list is another task. */
const NEIGHBOURS = 0.5;

/**
 * Offsets of the lists that most tasks are in together, as all processes are in one, and all tasks of a control group,
 * threads too, in another (`cg_list`, include/linux/sched.h). A task leaves them before it is freed: whoever is named
 * by a neighbour there, lives.
 */
export function sharedLists(tasks: Population): number[] {
  const { columns } = tasks.learned;
  return [...columns.offsets()].filter((offset) => {
    if (offset + 2 * columns.space.wordSize > columns.length) return false;
    const targets = columns.targets(offset);
    const isBeside = (row: number): boolean => {
      const neighbour = (targets[row] ?? NaN) - offset;
      return neighbour !== columns.bases[row] && tasks.has(neighbour);
    };
    if (!holdsMostly(columns.rows, NEIGHBOURS, isBeside)) return false;
    const { nextReturned, prevReturned } = listLinks(columns.space, columns.bases, offset);
    return holdsMostly(columns.rows, NEIGHBOURS, (row) => nextReturned[row] === 1 || prevReturned[row] === 1);
  });
}
