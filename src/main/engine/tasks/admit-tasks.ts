import { FOUND_BY } from '../../../shared/task-table.ts';
import { bearsComm } from '../kernel/comm.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import { walkRing } from '../kernel/ring.ts';
import { childrenOf } from '../shape/hidden.ts';
import { MAX_PID } from '../kernel/pids.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { readPidTable } from '../shape/pid-table.ts';

/** Adds the tasks that the kernel's table of pids leads to and no list does, and remembers what the table holds. */
export function admitByPid(
  kernel: LocatedKernel,
  learned: LearnedShape,
  log: (line: string) => void,
): LearnedShape {
  const unlisted = admitThreads(kernel, learned, [...learned.tasks.bases.subarray(learned.listed)]);
  const { ids, pid } = unlisted;
  if (ids === undefined || pid === undefined) return unlisted;
  const pidTable = readPidTable({ space: kernel.space, kernel }, unlisted.tasks, pid, ids.pid);
  if (pidTable === undefined) {
    log('  the table of pids was not found');
    return unlisted;
  }
  const fresh = [...pidTable.tasks].filter((base) => !unlisted.tasks.has(base));
  log(
    `  the table of pids is a ${pidTable.kind} and leads to ${pidTable.tasks.size} tasks, ${fresh.length} of them new`,
  );
  return admitTasks(kernel, { ...unlisted, pidTable }, fresh, FOUND_BY.pid);
}

/** Adds tasks that were found in this way, with the threads and children that hang on them. */
export function admitTasks(
  kernel: LocatedKernel,
  learned: LearnedShape,
  bases: readonly number[],
  way: number,
): LearnedShape {
  if (bases.length === 0) return learned;
  const { space } = kernel;
  const leaderOf = new Map(learned.leaderOf);
  const leaders = space.physicalColumn(
    space.gatherWords(Float64Array.from(bases, (base) => base + learned.leaderOffset)),
  );
  bases.forEach((base, i) => {
    const leader = leaders[i] ?? NaN;
    if (!Number.isNaN(leader) && leader !== base) leaderOf.set(base, leader);
  });
  const inTree = new Set(learned.inTree);
  if (learned.family !== undefined)
    for (const member of childrenOf({ space }, bases, learned.family)) inTree.add(member);
  const tasks = learned.tasks.with(bases);
  const foundBy = new Uint8Array(tasks.size);
  foundBy.set(learned.foundBy);
  foundBy.fill(way, learned.tasks.size);
  const missing = new Uint8Array(tasks.size);
  missing.set(learned.missing);
  return admitThreads(kernel, { ...learned, tasks, leaderOf, inTree, foundBy, missing }, bases);
}

/** Adds the threads that hang on these leaders and are not known yet: a hidden process's threads hang on it alone. */
function admitThreads(
  kernel: LocatedKernel,
  learned: LearnedShape,
  leaders: readonly number[],
): LearnedShape {
  const offset = learned.builder.offset('thread_node') ?? learned.builder.offset('thread_group');
  if (offset === undefined) return learned;
  const { space, commOffset } = kernel;
  const fresh = new Set<number>();
  const seen = new Set<number>();
  for (const leader of leaders) {
    if (space.follow(leader + learned.leaderOffset) !== leader) continue;
    walkRing(space, leader + offset, offset, MAX_PID, (base) => {
      // No thread is in two groups: leaders that share a ring are hostile.
      if (seen.has(base)) return false;
      seen.add(base);
      const isThread = base >= 0 && space.follow(base + learned.leaderOffset) === leader;
      if (!isThread || learned.tasks.has(base)) return true;
      if (bearsComm(space, base + commOffset)) fresh.add(base);
      return true;
    });
  }
  return admitTasks(kernel, learned, [...fresh], FOUND_BY.threads);
}
