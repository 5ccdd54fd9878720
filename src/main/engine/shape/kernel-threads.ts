import { PF_FORKNOEXEC, PF_KTHREAD } from '../../../shared/task-flags.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { holdsMostly, isPointerHalf, judge, share, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import type { Columns } from '../kernel/columns.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';
import { findUnmarkedFlags } from './unmarked.ts';

/** PF_EXITING, PF_DUMPCORE, PF_SIGNALED: none of the kernel's threads is about to end; in a mask of ones all seem so. */
const ENDING = 0x604;

/** Best of `among` by share, then the first; all others of `found` as runners-up. */
function pick(
  found: readonly { offset: number; verdict: Verdict }[],
  reason: Sentence,
  among: readonly { offset: number; verdict: Verdict }[],
) {
  const [best] = [...among].sort((a, b) => share(b.verdict) - share(a.verdict) || a.offset - b.offset);
  if (best === undefined) return undefined;
  const runnersUp = found
    .filter((candidate) => candidate !== best)
    .map(({ offset, verdict }) => runnerUp(offset, verdict, reason));
  return { ...best, runnersUp };
}

/**
 * flags: the number whose PF_KTHREAD bit is set for the kernel's threads and clear for everybody else, and that has
 * PF_FORKNOEXEC, and no mark of an end, for the former.
 */
export function findFlags(
  search: Search,
  columns: Columns,
  isKernel: readonly boolean[],
  tasks: Population,
  kernel: ReadonlySet<number>,
): void {
  const bit = (numbers: Uint32Array, row: number) => ((numbers[row] ?? 0) & PF_KTHREAD) !== 0;
  const contest = new Contest();
  const found: { offset: number; verdict: Verdict }[] = [];
  for (const offset of columns.offsets(4)) {
    if (search.builder.isTaken(offset, 4)) continue;
    const numbers = columns.numbers(offset);
    const set = (row: number) => (isKernel[row] === true ? bit(numbers, row) : undefined);
    const clear = (row: number) => (isKernel[row] === true ? undefined : !bit(numbers, row));
    const { rows } = columns;
    if (!contest.mostly(offset, rows, search.quorum, set, say('lost.flags.clear'))) continue;
    if (!contest.mostly(offset, rows, search.quorum, clear, say('lost.flags.set'), 1)) continue;
    const verdict = judge(rows, (row) => bit(numbers, row) === (isKernel[row] === true));
    if (isPointerHalf(columns, offset, isKernel)) contest.lost(offset, verdict, say('lost.flags.pointer'), 2);
    else found.push({ offset, verdict });
  }
  const neverExecuted = (offset: number): boolean =>
    holdsMostly(columns.rows, search.quorum, (row) =>
      isKernel[row] === true && row > 0
        ? ((columns.numbers(offset)[row] ?? 0) & (PF_FORKNOEXEC | ENDING)) === PF_FORKNOEXEC
        : undefined,
    );
  const telling = found.filter(({ offset }) => neverExecuted(offset));
  const best = pick(found, say('lost.flags.other'), telling);
  if (best === undefined) {
    if (findUnmarkedFlags(search, columns, isKernel, tasks, kernel)) return;
    search.builder.absent('flags', say('absent.flags'), contest.losers);
    return;
  }
  const all = tasks.numbers(best.offset);
  search.builder.found(
    'flags',
    best.offset,
    say('relation.flags'),
    judge(tasks.size, (row) => bit(all, row) === kernel.has(row)),
    [...best.runnersUp, ...contest.losers],
  );
}
