import { COMM_LENGTH, FOUND_BY } from '../../../shared/task-table.ts';
import { bearsComm } from '../kernel/comm.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import { MAX_PID } from '../kernel/pids.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { admitTasks } from './admit-tasks.ts';
import { livingTest } from './living.ts';
import { at, readNumbers } from './read-columns.ts';

/** Generations of hidden tasks below hidden tasks. */
const MAX_ROUNDS = 32;

/**
 * Adds the leaders that nothing links to. Of all objects that name themselves where a leader does, those are kept that
 * have a name, a pid of their own and a known parent, and that their struct pid names back: what the kernel has freed
 * fails that, what somebody has unlinked does not. Where pages are lost the parent may be too. The idle tasks of the
 * other CPUs turn up here as well; they are on no list by design.
 */
export function carve(
  kernel: LocatedKernel,
  learned: LearnedShape,
  objects: Float64Array,
  log: (line: string) => void,
): LearnedShape {
  if (learned.ids === undefined || learned.family === undefined) return learned;
  const strangers = objects.filter((base) => !learned.tasks.has(base));
  log(
    `${objects.length} objects name themselves as a leader does, ${strangers.length} of them are no known task`,
  );
  return strangers.length === 0 ? learned : admit(kernel, learned, strangers, log);
}

function admit(
  kernel: LocatedKernel,
  learned: LearnedShape,
  strangers: Float64Array,
  log: (line: string) => void,
): LearnedShape {
  const { space } = kernel;
  const { ids, family } = learned;
  const pid = readNumbers(space, at(strangers, ids?.pid));
  const tgid = readNumbers(space, at(strangers, ids?.tgid));
  const parents = space.placeColumn(space.gatherWords(at(strangers, family?.realParent)));
  const comm = new Uint8Array(strangers.length * COMM_LENGTH);
  space.memory.gather(at(strangers, kernel.commOffset), COMM_LENGTH, comm);
  const life = livingTest(kernel, learned, strangers, pid);

  const known = new Set([...learned.tasks.bases, ...kernel.accepted.lost, ...lostParents(kernel, learned)]);
  const admitted: number[] = [];
  const open = new Set(
    Array.from(strangers.keys()).filter((i) => {
      const name = comm.subarray(i * COMM_LENGTH, (i + 1) * COMM_LENGTH);
      const number = pid[i] ?? NaN;
      if (number !== tgid[i] || number > MAX_PID) return false;
      // Only init_task is; a kernel that moves itself at boot leaves one behind, with its lists.
      if (parents[i] === strangers[i]) return false;
      if (number === 0) return isIdle(name);
      return (
        number > 0 && life(i) !== undefined && bearsComm(space, (strangers[i] ?? NaN) + kernel.commOffset)
      );
    }),
  );
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fresh = [...open].filter(
      (i) => known.has(parents[i] ?? NaN) || (learned.lossy && life(i) === 'named'),
    );
    if (fresh.length === 0) break;
    for (const i of fresh) {
      open.delete(i);
      known.add(strangers[i] ?? NaN);
      admitted.push(strangers[i] ?? NaN);
    }
  }
  log(`${admitted.length} carved tasks admitted`);
  return admitTasks(kernel, learned, admitted, FOUND_BY.carve);
}

/** Where tasks that are lost have lain, as far as several others name them as their parent: physical addresses. */
function lostParents({ space }: LocatedKernel, { tasks, family, lossy }: LearnedShape): number[] {
  if (!lossy) return [];
  const children = new Map<number, number>();
  for (const place of space.placeColumn(space.gatherWords(at(tasks.bases, family?.realParent))))
    if (!tasks.has(place)) children.set(place, (children.get(place) ?? 0) + 1);
  return [...children].filter(([place, count]) => place >= 0 && count > 1).map(([place]) => place);
}

/** `swapper`, and a slash and the CPU's number since 3.2 (init_idle, kernel/sched/core.c). */
const isIdle = (name: Uint8Array): boolean => /^swapper(\/\d+)?\0/.test(String.fromCharCode(...name));
