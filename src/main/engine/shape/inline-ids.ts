import type { RunnerUp } from '../../../shared/shape.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { Columns } from '../kernel/columns.ts';
import { judge, share } from './choice.ts';
import { Contest } from './contest.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** INVALID_UID (include/linux/uidgid.h): what masks of processors are full of, and no task has. */
const NOBODY = 0xffff_ffff;

/** Where the first of eight ids lies in the task itself. */
export interface InlineIds {
  readonly offset: number;
  /** Other places that were tried. */
  readonly losers: readonly RunnerUp[];
}

/**
 * uid, euid, suid, fsuid, gid, egid, sgid, fsgid in the task itself: kernels before 2.6.29 (include/linux/sched.h).
 * Eight zeros fit everywhere: somebody shows, or the capabilities follow, behind a pointer.
 */
export function inlineIds(
  { quorum }: Search,
  columns: Columns,
  isKernel: readonly boolean[],
): InlineIds | undefined {
  const contest = new Contest();
  let offset: number | undefined;
  for (let at = 0; at + 32 <= columns.length; at += 4) {
    const ids = Array.from({ length: 8 }, (_, i) => columns.numbers(at + 4 * i));
    const isTelling = precedesCapabilities(columns, at + 32);
    if (!isTelling && ids.every((column) => column.every((id) => id === 0))) continue;
    const holds = readsInFours(ids, (row) => isKernel[row] === true);
    const reason = say('lost.idsInTask');
    if (!contest.mostly(at, columns.rows, quorum, holds, reason)) continue;
    if (!isTelling && (offset !== undefined || !showsPeople(columns.rows, ids, holds))) continue;
    offset = at;
    if (isTelling) break;
  }
  return offset === undefined ? undefined : { offset, losers: contest.losers };
}

/** Eight columns read u, u, u, u, g, g, g, g, all of them zero for the kernel's threads. */
const readsInFours =
  (ids: readonly Uint32Array[], isKernel: (row: number) => boolean) =>
  (row: number): boolean =>
    isKernel(row) || ids[0]?.[row] === NOBODY
      ? ids.every((column) => column[row] === 0)
      : ids.every((column, i) => column[row] === ids[i < 4 ? 0 : 4]?.[row]);

/** Whether some numbers are not zero, and what is said of them holds for most of the tasks where they are not. */
export const showsPeople = (
  rows: number,
  ids: readonly Uint32Array[],
  holds: (row: number) => boolean | undefined,
): boolean =>
  share(judge(rows, (row) => (ids.every((column) => column[row] === 0) ? undefined : holds(row)))) > 0.5;

/** Where a member would lie that stands so far behind the first of its row. */
export const moved = (losers: readonly RunnerUp[], by: number): RunnerUp[] =>
  losers.map((loser) => ({ ...loser, offset: loser.offset + by }));

/** Records them; answers where the four that a table shows lie. */
export function recordInlineIds(
  { builder, space }: Search,
  { offset, losers }: InlineIds,
  tasks: Population,
  kernel: ReadonlySet<number>,
) {
  const all = new Columns(
    space,
    tasks.bases.map((base) => base + offset),
    32,
  );
  const ids = Array.from({ length: 8 }, (_, i) => all.numbers(4 * i));
  const verdict = judge(
    tasks.size,
    readsInFours(ids, (row) => kernel.has(row)),
  );
  const relation = say('relation.idsInTask');
  const shape = { uid: offset, euid: offset + 4, gid: offset + 16, egid: offset + 20 };
  for (const name of ['uid', 'euid', 'gid', 'egid'] as const) {
    builder.found(name, shape[name], relation, verdict, moved(losers, shape[name] - offset));
  }
  return { pointer: undefined, ...shape };
}

/**
 * A pointer, then init_task's effective, inheritable and permitted sets of capabilities: 32 bits each up to 2.6.24, 64
 * bits since (include/linux/capability.h).
 */
function precedesCapabilities(columns: Columns, offset: number): boolean {
  const pointer = Math.ceil(offset / columns.space.wordSize) * columns.space.wordSize;
  const sets = pointer + columns.space.wordSize;
  if (sets + 24 > columns.length || Number.isNaN(columns.targets(pointer)[0])) return false;
  const [a = 0, b, c, d, e, f] = [0, 4, 8, 12, 16, 20].map((at) => columns.numbers(sets + at)[0]);
  const isFull = (word: number | undefined): boolean => word === 0xffff_ffff;
  if (a < 0xffff_fe00) return false;
  return (b === 0 && isFull(c)) || (isFull(b) && c === 0 && d === 0 && isFull(e) && isFull(f));
}
