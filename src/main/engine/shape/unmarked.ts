import { PF_FORKNOEXEC, PF_KTHREAD } from '../../../shared/task-flags.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { Columns } from '../kernel/columns.ts';
import { holdsMostly, isPointerHalf, judge } from './choice.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/**
 * What kernels show of their own threads before they mark them: there is no kthreadd before 2.6.23 (number 2 is then
 * the first processor's migration thread, a child of init), and no PF_KTHREAD before 2.6.27.
 */

/** EXIT_ZOMBIE and EXIT_DEAD, which up to 2.6.18 the state word of the dead shows too, and TASK_DEAD in both places. */
const DEAD = new Set([16, 32, 64, 128]);

/** Rows of leaders that have no address space and are not dead: with init_task, these are the kernel's threads. */
export function withoutMemory(
  { builder }: Search,
  tasks: Population,
  leaderOf: ReadonlyMap<number, number>,
): Set<number> {
  const kernel = new Set([0]);
  const mm = builder.offset('mm');
  const state = builder.offset('state');
  if (mm === undefined || state === undefined) return kernel;
  const words = tasks.words(mm);
  const states = tasks.numbers(state);
  tasks.bases.forEach((base, row) => {
    if (words.lo[row] === 0 && words.hi[row] === 0 && !DEAD.has(states[row] ?? 0) && !leaderOf.has(base))
      kernel.add(row);
  });
  return kernel;
}

/**
 * flags without a mark: the number whose PF_FORKNOEXEC is set for the kernel's threads, which never execute a
 * program, and clear for most others, while the bit that is PF_KTHREAD later is clear for (almost) all.
 */
export function findUnmarkedFlags(
  { builder, quorum, nearly }: Search,
  columns: Columns,
  isKernel: readonly boolean[],
  tasks: Population,
  kernel: ReadonlySet<number>,
): boolean {
  if (kernel.size === 1) return false; // nobody is known to tell by
  const forked = (flags = 0): boolean => (flags & PF_FORKNOEXEC) !== 0;
  const isKernelThread = (row: number): boolean => row > 0 && isKernel[row] === true;
  const offset = [...columns.offsets(4)].find((at) => {
    const numbers = columns.numbers(at);
    return (
      !builder.isTaken(at, 4) &&
      (numbers[0] ?? 0) < PF_FORKNOEXEC &&
      numbers.every((flags) => flags < 0x8000_0000) &&
      holdsMostly(columns.rows, nearly, (row) => ((numbers[row] ?? 0) & PF_KTHREAD) === 0) &&
      holdsMostly(columns.rows, quorum, (row) => (isKernelThread(row) ? forked(numbers[row]) : undefined)) &&
      holdsMostly(columns.rows, 0.5, (row) => (isKernel[row] === true ? undefined : !forked(numbers[row]))) &&
      !isPointerHalf(columns, at, isKernel)
    );
  });
  if (offset === undefined) return false;
  const all = tasks.numbers(offset);
  builder.found(
    'flags',
    offset,
    say('relation.flagsUnmarked'),
    judge(tasks.size, (row) => (row > 0 && kernel.has(row) ? forked(all[row]) : undefined)),
  );
  return true;
}
