import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { learnPidLink } from '../shape/pid-link.ts';
import { at, readNumbers, readTargets } from './read-columns.ts';

/** Tells the living among objects that look like tasks. */
export interface LivingTest {
  readonly isAlive: (i: number) => boolean;
  /** Whether a struct pid must also name the task, not only hold its number. */
  readonly isProven: boolean;
}

/**
 * A living task is named by the struct pid it names (`pid->tasks[PIDTYPE_PID]` is a list that begins with it); a
 * freed one's struct is gone or another's. The place of that list is learned from the known tasks. `pids`: the numbers
 * that the structs must hold.
 */
export function livingTest(
  { space }: Pick<LocatedKernel, 'space'>,
  { pid: shape, tasks }: Pick<LearnedShape, 'pid' | 'tasks'>,
  bases: Float64Array,
  pids: Float64Array,
): LivingTest {
  if (shape === undefined) return { isAlive: () => false, isProven: false };
  const structs = readTargets(space, at(bases, shape.pointer));
  const numbers = readNumbers(space, at(structs, shape.numbers));
  const link = learnPidLink(tasks, shape);
  const firsts = readTargets(space, at(structs, link?.offset));
  const isAlive = (i: number): boolean => {
    if (numbers[i] !== pids[i]) return false;
    return link === undefined || firsts[i] === (bases[i] ?? NaN) + link.displacement;
  };
  return { isAlive, isProven: link !== undefined };
}
