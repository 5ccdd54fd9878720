import type { RunnerUp } from '../../../shared/shape.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';
import type { Columns } from '../kernel/columns.ts';
import { offsetsHolding, splitWords } from '../kernel/word-view.ts';
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
  reason: Sentence,
  holds: (target: number, base: number) => boolean,
): RunnerUp[] {
  if (Number.isNaN(columns.bases[0])) return [];
  const { format } = columns.space;
  return offsetsHolding(splitWords(columns.row(0), format), kernel.initTask, format.wordSize)
    .filter((offset) => !except.includes(offset))
    .map((offset) => {
      const targets = columns.targets(offset);
      const { satisfied, tested } = judge(columns.rows, (row) =>
        row === 0 ? undefined : holds(targets[row] ?? NaN, columns.bases[row] ?? NaN),
      );
      return { offset, satisfied, tested, reason };
    })
    .sort((a, b) => b.satisfied - a.satisfied || a.offset - b.offset);
}
