import { PF_EXITING } from '../../../shared/task-flags.ts';
import { COMM_LENGTH, DISPUTED, FOUND_BY } from '../../../shared/task-table.ts';
import { linkState } from '../kernel/link-state.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import { cutOffTasks } from '../kernel/mend-list.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { learnPidLink } from '../shape/pid-link.ts';
import { contradictions } from './contradictions.ts';
import { at, readNumbers, readTargets } from './read-columns.ts';

/** TASK_NEW (include/linux/sched.h, since 4.8): a task that is still being made. */
const TASK_NEW = 0x800;
/** A way that this share of all tasks seems to be missing from was not understood: it accuses nobody. */
const MOST = 0.5;

/**
 * Looks at every task from all sides: which of the kernel's structures lead to it, and which should and do not.
 * `objects`: everything that names itself as a leader does, once that is known.
 *
 * Not accused are idle tasks, which are in no structure; tasks that are just being made or released, which the
 * kernel takes out of one after the other; and whatever lost pages may explain. Where memory changed while it was
 * read, structures show different moments: tasks about which they disagree are disputed instead.
 */
export function crossView(
  kernel: LocatedKernel,
  learned: LearnedShape,
  objects: Float64Array | undefined,
): LearnedShape {
  const { space } = kernel;
  const { tasks, builder, family, ids, pidTable, lossy } = learned;
  const { bases } = tasks;
  const isCarved = membership(objects);
  const named = new Set(family === undefined ? [] : readTargets(space, at(bases, family.realParent)));
  const isSmeared = contradictions(kernel, learned) > 0;
  const isSilent = lossy && !isSmeared;
  // Behind a member that has left it, a chain of the hash is cut off: that says nothing of those behind.
  const pidTells = !isSilent && pidTable !== undefined && !(isSmeared && pidTable.kind === 'hash');
  const excused = excusedRows(kernel, learned, isSmeared);
  const pids = readNumbers(space, at(bases, ids?.pid));
  const node = builder.offset('thread_node');
  const threadOffset = node ?? builder.offset('thread_group');
  const sibling = family?.sibling;

  const cutOff = kernel.accepted.closed
    ? new Set<number>()
    : cutOffTasks(space, [...bases], kernel.tasksOffset, isListed(learned));

  // A thread whose leader is lost is no leader for that: it is in no list of processes. Other words than group_leader
  // name their task; which it is only threads tell that hang on their leader.
  const leaders = readTargets(space, at(bases, learned.leaderOffset));
  const tgids = readNumbers(space, at(bases, ids?.tgid));

  const foundBy = new Uint8Array(bases.length);
  const missing = new Uint8Array(bases.length);
  bases.forEach((base, row) => {
    const isLeader = leaders[row] === base && (ids === undefined || pids[row] === tgids[row]);
    const known = learned.foundBy[row] ?? 0;
    const threadState = threadOffset === undefined ? 'unknown' : linkState(space, base + threadOffset);
    const isLinked = (known & FOUND_BY.threads) !== 0 || (isLeader && threadState === 'linked');
    const found =
      (known & FOUND_BY.list) |
      (learned.inTree.has(base) ? FOUND_BY.tree : 0) |
      (isLinked ? FOUND_BY.threads : 0) |
      (pidTable?.tasks.has(base) === true ? FOUND_BY.pid : 0) |
      (isCarved(base) ? FOUND_BY.carve : 0) |
      (named.has(base) ? FOUND_BY.named : 0);
    foundBy[row] = found;
    if (excused[row] === 1) return;
    const lacks = (way: number, so: boolean): number => (so && (found & way) === 0 ? way : 0);
    missing[row] =
      lacks(FOUND_BY.list, isLeader && !cutOff.has(base)) |
      lacks(
        FOUND_BY.tree,
        isLeader && !isSilent && sibling !== undefined && linkState(space, base + sibling) === 'unlinked',
      ) |
      // Alone in `thread_group` a leader heads an empty list, which nothing else is in.
      lacks(FOUND_BY.threads, !isSilent && threadState === 'unlinked' && (node !== undefined || !isLeader)) |
      lacks(FOUND_BY.pid, pidTells && pidTable.tells(pids[row] ?? NaN));
  });
  const lacking = withoutMisunderstood(foundBy, missing);
  const disputed = (bits: number): number => (bits === 0 ? 0 : bits | DISPUTED);
  return { ...learned, foundBy, missing: isSmeared ? lacking.map(disputed) : lacking };
}

/** Whether a member of the list begins at an address. */
const isListed =
  ({ tasks, listed }: LearnedShape) =>
  (base: number): boolean =>
    tasks.has(base) && tasks.rowOf(base) < listed;

/** Whether an address is one of these, which ascend; there may be many more of them than tasks. */
function membership(sorted: Float64Array = new Float64Array()): (base: number) => boolean {
  return (base) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? NaN) < base) low = middle + 1;
      else high = middle;
    }
    return sorted[low] === base;
  };
}

/** Takes back what a way says that most tasks seem to be missing from. */
function withoutMisunderstood(foundBy: Uint8Array, missing: Uint8Array): Uint8Array {
  let trusted = 0;
  for (const way of Object.values(FOUND_BY)) {
    const has = (column: Uint8Array): number =>
      column.reduce((count, bits) => count + Number((bits & way) !== 0), 0);
    const lacking = has(missing);
    if (lacking <= (lacking + has(foundBy)) * MOST) trusted |= way;
  }
  return missing.map((bits) => bits & trusted);
}

/** Rows of which no structure has to know: idle tasks, and, at one moment, those between two lives. */
function excusedRows(kernel: LocatedKernel, learned: LearnedShape, isSmeared: boolean): Uint8Array {
  const { space, commOffset } = kernel;
  const { tasks, ids, builder } = learned;
  const { bases } = tasks;
  const comm = new Uint8Array(bases.length * COMM_LENGTH);
  space.memory.gather(at(bases, commOffset), COMM_LENGTH, comm);
  const pids = readNumbers(space, at(bases, ids?.pid));
  const flags = readNumbers(space, at(bases, builder.offset('flags')));
  const states = readNumbers(space, at(bases, builder.offset('state')));
  const exits = readNumbers(space, at(bases, builder.offset('exit_state')));
  const isNamedBack = pidNamesBack(kernel, learned);
  return Uint8Array.from(bases, (_, row) => {
    const name = String.fromCharCode(...comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH));
    if (row === 0 || (pids[row] === 0 && name.startsWith('swapper'))) return 1;
    if (isSmeared) return 0;
    const isLeaving = ((flags[row] ?? 0) & PF_EXITING) !== 0;
    const isNew = states[row] === TASK_NEW;
    if (!isLeaving && !isNew) return 0;
    // release_task takes the struct pid away first and the lists after it; copy_process gives it last.
    const isDead = (exits[row] ?? 0) > 0 && exits[row] !== learned.zombieCode;
    return (isNamedBack === undefined ? isDead : !isNamedBack(row)) ? 1 : 0;
  });
}

/** Whether a task's struct pid belongs to it; undefined where that cannot be told. */
function pidNamesBack(kernel: LocatedKernel, learned: LearnedShape): ((row: number) => boolean) | undefined {
  const { pid, tasks } = learned;
  const link = pid === undefined ? undefined : learnPidLink(tasks, pid);
  if (pid === undefined || link === undefined) return undefined;
  const structs = readTargets(kernel.space, at(tasks.bases, pid.pointer));
  const firsts = readTargets(kernel.space, at(structs, link.offset));
  return (row) => firsts[row] === (tasks.bases[row] ?? NaN) + link.displacement;
}
