import type { Columns } from '../kernel/columns.ts';
import { isPid } from '../kernel/pids.ts';
import { holdsMostly } from './choice.ts';
import type { Population } from './population.ts';

/** Share of a kind of tasks that a word must tell from the others; the rest are dead, or borrow memory. */
const MOST = 0.9;
const HALF = 0.5;

/**
 * Rows that descend from kthreadd (pid 2), and init_task: by descent, these are the kernel's threads. Where number 2
 * is no task of init_task, only init_task is in it. `lost`: tasks that others name and the dump lacks, of which
 * kthreadd may be one.
 */
export function kernelDescent(
  tasks: Population,
  pids: Uint32Array,
  parents: Float64Array,
  lost: ReadonlySet<number>,
): Set<number> {
  const row = pids.findIndex((pid, at) => pid === 2 && isChildOfInit(tasks, parents, at));
  const kthreadd = row >= 0 ? (tasks.bases[row] ?? NaN) : lostKthreadd(tasks, pids, parents, lost);
  if (kthreadd === undefined) return new Set([0]);
  return descendants(tasks, parents, kthreadd).add(0);
}

/** Where init_task is lost, and with it who it is: somebody with children, whose own parent is none of the others. */
function isChildOfInit(tasks: Population, parents: Float64Array, row: number): boolean {
  const parent = parents[row] ?? NaN;
  if (tasks.has(parent)) return tasks.rowOf(parent) === 0;
  return Number.isNaN(tasks.bases[0]) && parents.includes(tasks.bases[row] ?? NaN);
}

/** A task and all that descend from it: rows. It need not be among the tasks itself. */
function descendants(tasks: Population, parents: Float64Array, root: number): Set<number> {
  const verdicts = new Map<number, boolean>([[0, false]]);
  for (let start = 0; start < tasks.size; start++) {
    const path: number[] = [];
    let at = start;
    while (at >= 0 && !verdicts.has(at) && tasks.bases[at] !== root && parents[at] !== root) {
      verdicts.set(at, false); // a cycle ends here
      path.push(at);
      at = tasks.rowOf(parents[at] ?? NaN);
    }
    const verdict = at >= 0 && (verdicts.get(at) ?? true);
    if (at >= 0) path.push(at);
    for (const step of path) verdicts.set(step, verdict);
  }
  return new Set([...verdicts].filter(([, verdict]) => verdict).map(([row]) => row));
}

/**
 * kthreadd's address where it is lost, or its number is: of such parents the one whose children live without memory of
 * their own; if no word tells, the one of the oldest children, who have the first numbers.
 */
function lostKthreadd(
  tasks: Population,
  pids: Uint32Array,
  parents: Float64Array,
  lost: ReadonlySet<number>,
): number | undefined {
  const oldest = new Map<number, number>();
  const isLost = (base: number): boolean => {
    const own = tasks.rowOf(base);
    return own < 0 ? lost.has(base) : own > 0 && !isPid(pids[own]);
  };
  parents.forEach((parent, row) => {
    const pid = pids[row] ?? 0;
    if (!isLost(parent) || !isPid(pid) || pid <= 2) return;
    oldest.set(parent, Math.min(pid, oldest.get(parent) ?? Infinity));
  });
  const candidates = [...oldest].sort(([, a], [, b]) => a - b).map(([parent]) => parent);
  const { rows, columns } = tasks.learned;
  return (
    candidates.find((parent) => {
      const family = descendants(tasks, parents, parent);
      return liveWithoutMemory(
        columns,
        rows.map((row) => family.has(row)),
      );
    }) ?? candidates[0]
  );
}

/** Whether two pointers are alike for the others, as mm and active_mm are, and the first is null for all of these. */
function liveWithoutMemory(columns: Columns, isThese: readonly boolean[]): boolean {
  const ofThese = (holds: (row: number) => boolean) => (row: number) =>
    isThese[row] === true ? holds(row) : undefined;
  const ofOthers = (holds: (row: number) => boolean) => (row: number) =>
    isThese[row] === true || row === 0 ? undefined : holds(row);
  const test = (quorum: number, holds: (row: number) => boolean | undefined): boolean =>
    holdsMostly(columns.rows, quorum, holds);
  return [...columns.offsets()].some((offset) => {
    const { lo, hi } = columns.words(offset);
    if (
      !test(
        MOST,
        ofThese((row) => lo[row] === 0 && hi[row] === 0),
      )
    )
      return false;
    const targets = columns.targets(offset);
    if (
      !test(
        HALF,
        ofOthers((row) => !Number.isNaN(targets[row])),
      )
    )
      return false;
    return [...columns.offsets()].some((other) => {
      const twin = columns.words(other);
      return (
        other !== offset &&
        test(
          MOST,
          ofOthers((row) => twin.lo[row] === lo[row] && twin.hi[row] === hi[row]),
        )
      );
    });
  });
}
