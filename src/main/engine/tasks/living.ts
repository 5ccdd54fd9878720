import { linkState } from '../kernel/link-state.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { learnPidLink } from '../shape/pid-link.ts';
import { sharedLists } from '../shape/shared-lists.ts';
import { at, readNumbers, readTargets } from './read-columns.ts';

/**
 * What says that something which looks like a task is in use. `named`: another object points back at it. `numbered`:
 * its struct pid holds its number, and which word of a struct pid leads back to tasks is not known.
 */
export type Life = 'named' | 'numbered' | undefined;

/**
 * Tells the living among objects that look like tasks. A living task is named by the struct pid it names
 * (`pid->tasks[PIDTYPE_PID]` is a list that begins with it); a freed one's struct is gone or another's. The place of
 * that list is learned from the known tasks. Where pages are lost, the struct's may be, and a neighbour in one of the
 * lists that tasks leave when they end will do. `pids`: the numbers that the structs must hold.
 */
export function livingTest(
  { space, tasksOffset }: Pick<LocatedKernel, 'space' | 'tasksOffset'>,
  learned: Pick<LearnedShape, 'pid' | 'tasks' | 'builder' | 'family' | 'lossy'>,
  bases: Float64Array,
  pids: Float64Array,
): (i: number) => Life {
  const { pid: shape, builder, family, lossy } = learned;
  const structs = readTargets(space, at(bases, shape?.pointer));
  const numbers = readNumbers(space, at(structs, shape?.numbers));
  const link = shape && learnPidLink(learned.tasks, shape);
  const firsts = readTargets(space, at(structs, link?.offset));
  const lists = lossy
    ? [tasksOffset, family?.sibling, builder.offset('thread_node'), ...sharedLists(learned.tasks)]
    : [];
  const isLinked = (base: number): boolean =>
    lists.some((offset) => offset !== undefined && linkState(space, base + offset) === 'linked');
  return (i) => {
    const base = bases[i] ?? NaN;
    if (numbers[i] === pids[i]) {
      if (link === undefined) return 'numbered';
      if (firsts[i] === base + link.displacement) return 'named';
    }
    return isLinked(base) ? 'named' : undefined;
  };
}
