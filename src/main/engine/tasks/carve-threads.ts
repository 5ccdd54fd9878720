import { FOUND_BY } from '../../../shared/task-table.ts';
import { bearsComm } from '../kernel/comm.ts';
import type { Columns } from '../kernel/columns.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import type { Pace } from '../kernel/pace.ts';
import { isPid } from '../kernel/pids.ts';
import { joinHalves } from '../kernel/word-view.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { admitTasks } from './admit-tasks.ts';
import { livingTest } from './living.ts';
import { at, readNumbers } from './read-columns.ts';

/** Kinds of tasks that a mark of all of them tells apart at most: there are five or six sched_classes. */
const MOST_KINDS = 6;
/** Tasks that bear the mark at least; the rest have lost a page. */
const BEARING = 0.9;
/** Numbers below this that stand in all tasks are no addresses, where virtual addresses begin with zero. */
const SMALL = 0x1_0000n;
/** The allocator aligns tasks at least so (ARCH_MIN_TASKALIGN, kernel/fork.c). */
const TASK_ALIGNMENT = 16;
/** Places at which the mark stands that are looked at. */
const MAX_PLACES = 1_000_000;

/** A word that holds one of few values in all tasks, as sched_class does. */
interface Mark {
  readonly offset: number;
  readonly values: readonly bigint[];
}

/**
 * Adds threads that nothing leads to, since the leader that they hang on is lost, or other threads are that lead to
 * them. No word of a thread names the thread itself as a leader's does, so one more pass looks for a word that all
 * tasks have in common. What bears it, has a name and a number, and is named back as living tasks are, is a thread.
 * Only where pages are lost: nothing else breaks these links without a trace.
 */
export async function carveThreads(
  kernel: LocatedKernel,
  learned: LearnedShape,
  { signal }: Pick<Pace, 'signal'>,
  log: (line: string) => void,
): Promise<LearnedShape> {
  const { tasks, ids, lossy } = learned;
  if (!lossy || ids === undefined) return learned;
  const { space, commOffset } = kernel;
  const mark = commonMark(tasks.learned.columns);
  if (mark === undefined) return learned;
  const { hits } = await space.memory.scan({
    query: {
      kind: 'values',
      values: BigUint64Array.from(mark.values),
      wordSize: space.wordSize,
      bigEndian: space.format.byteOrder === 'big',
    },
    maxHits: MAX_PLACES,
    signal,
  });
  const strangers = hits.offsets
    .map((hit) => hit - mark.offset)
    .filter((base) => base >= 0 && base % TASK_ALIGNMENT === 0 && !tasks.has(base));
  const pids = readNumbers(space, at(strangers, ids.pid));
  const tgids = readNumbers(space, at(strangers, ids.tgid));
  const life = livingTest(kernel, learned, strangers, pids);
  const admitted = [...strangers].filter(
    (base, i) =>
      isPid(pids[i]) &&
      isPid(tgids[i]) &&
      pids[i] !== tgids[i] &&
      life(i) === 'named' &&
      bearsComm(space, base + commOffset),
  );
  log(
    `${hits.offsets.length} places bear the tasks’ mark at +0x${mark.offset.toString(16)}; ${admitted.length} threads admitted`,
  );
  return admitTasks(kernel, learned, admitted, FOUND_BY.carve);
}

/** Of the words that hold few different addresses in all tasks, the one with the fewest; the first of equals. */
function commonMark(columns: Columns): Mark | undefined {
  let best: Mark | undefined;
  for (const offset of columns.offsets()) {
    const { lo, hi } = columns.words(offset);
    const places = columns.places(offset);
    const values = new Set<bigint>();
    let bearing = 0;
    for (let row = 0; row < columns.rows && values.size <= MOST_KINDS; row++) {
      const value = joinHalves(hi[row] ?? 0, lo[row] ?? 0);
      if (Number.isNaN(places[row]) || value < SMALL) continue;
      values.add(value);
      bearing++;
    }
    if (bearing < columns.rows * BEARING || values.size > MOST_KINDS) continue;
    if (values.size < (best?.values.length ?? Infinity)) best = { offset, values: [...values] };
  }
  return best;
}
