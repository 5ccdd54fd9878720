import type { RunnerUp } from '../../../shared/shape.ts';
import type { Columns } from '../kernel/columns.ts';
import { highHalf, lowHalf } from '../kernel/word-view.ts';
import { judge } from './choice.ts';
import type { Search } from './search.ts';

/**
 * Words in which init_task names itself, as it does where it is its own parent and leader, and how they fare in the
 * other tasks under `holds`. The first of the rows is init_task; where it is lost there are none.
 */
export function wordsOfInit(
  { kernel }: Pick<Search, 'kernel'>,
  columns: Columns,
  except: readonly number[],
  reason: string,
  holds: (target: number, base: number) => boolean,
): RunnerUp[] {
  if (Number.isNaN(columns.bases[0])) return [];
  const low = lowHalf(kernel.initTask);
  const high = highHalf(kernel.initTask);
  return [...columns.offsets()]
    .filter((offset) => {
      const { lo, hi } = columns.words(offset);
      return lo[0] === low && hi[0] === high && !except.includes(offset);
    })
    .map((offset) => {
      const targets = columns.targets(offset);
      const { satisfied, tested } = judge(columns.rows, (row) =>
        row === 0 ? undefined : holds(targets[row] ?? NaN, columns.bases[row] ?? NaN),
      );
      return { offset, satisfied, tested, reason };
    })
    .sort((a, b) => b.satisfied - a.satisfied || a.offset - b.offset);
}
