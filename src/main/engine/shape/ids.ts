import type { RunnerUp } from '../../../shared/shape.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { judge, share, type Verdict } from './choice.ts';
import { Contest } from './contest.ts';
import type { Population } from './population.ts';
import { isPid } from '../kernel/pids.ts';
import { sampleRows } from '../kernel/sample-rows.ts';
import type { Search } from './search.ts';

/** Threads that pid and tgid are told apart by. */
const MAX_THREADS = 64;

export interface IdShape {
  readonly pid: number;
  readonly tgid: number;
}

/**
 * pid and tgid as a pair: numbers that are zero for init_task, unique among leaders and the same for a leader; in a
 * thread, one stays unique and the other is its leader's. A single number with these properties is not enough: others
 * exist (sched_ext's tid).
 */
export function findIds(
  search: Search,
  tasks: Population,
  leaderOf: ReadonlyMap<number, number>,
  parents: Float64Array,
): IdShape | undefined {
  const { builder } = search;
  const intact = tasks.intactRows();
  const leaderRows = sampleRows(intact.length)
    .map((i) => intact[i] ?? 0)
    .filter((row) => !leaderOf.has(tasks.bases[row] ?? NaN));
  const threadRows = intact.filter((row) => leaderOf.has(tasks.bases[row] ?? NaN)).slice(0, MAX_THREADS);
  const rows = [...leaderRows, ...threadRows];
  const columns = tasks.sample(rows, tasks.span);
  const isThread = rows.map((_, at) => at >= leaderRows.length);

  const contest = new Contest();
  const plausible = [...columns.offsets(4)].filter((offset) => {
    const numbers = columns.numbers(offset);
    if (numbers[0] !== 0) return false;
    const holds = (row: number) => (row === 0 ? undefined : isPid(numbers[row] ?? 0));
    const isId = contest.mostly(offset, columns.rows, search.nearly, holds, say('lost.pid.range'));
    if (!isId) return false;
    const unique = countUnique(numbers, (row) => isThread[row] !== true);
    if (share(unique) >= search.nearly) return true;
    contest.lost(offset, unique, say('lost.pid.shared'), 1);
    return false;
  });

  const twins = new Map<number, Verdict>();
  const pairs: { pid: number; tgid: number; verdict: Verdict; first: boolean }[] = [];
  for (const pid of plausible) {
    const pidColumn = columns.numbers(pid);
    if (share(countUnique(pidColumn, () => true)) < search.nearly) continue;
    for (const tgid of plausible) {
      if (tgid === pid) continue;
      const tgidColumn = columns.numbers(tgid);
      const leaderPid = new Map<number, number>();
      rows.forEach((_, at) => leaderPid.set(columns.bases[at] ?? NaN, pidColumn[at] ?? 0));
      const verdict = judge(columns.rows, (at) => {
        const leader = leaderOf.get(columns.bases[at] ?? NaN);
        if (leader === undefined) return tgidColumn[at] === pidColumn[at];
        const expected = leaderPid.get(leader) ?? readNumber(search, leader + pid);
        return tgidColumn[at] === expected;
      });
      if (verdict.satisfied > (twins.get(pid)?.satisfied ?? -1)) twins.set(pid, verdict);
      if (share(verdict) >= search.nearly) {
        pairs.push({
          pid,
          tgid,
          verdict,
          first: firstProcessIsOne(columns.bases, pidColumn, tasks, parents),
        });
      }
    }
  }
  pairs.sort(
    (a, b) =>
      Number(b.first) - Number(a.first) ||
      share(b.verdict) - share(a.verdict) ||
      Math.abs(a.pid - a.tgid) - Math.abs(b.pid - b.tgid) ||
      a.pid - b.pid,
  );
  const [best] = pairs;
  if (best === undefined) {
    for (const name of ['pid', 'tgid'] as const) builder.absent(name, say('absent.pid'), contest.losers);
    return undefined;
  }
  const pidColumn = tasks.numbers(best.pid);
  const tgidColumn = tasks.numbers(best.tgid);
  const seen = new Map<number, number>();
  pidColumn.forEach((pid) => seen.set(pid, (seen.get(pid) ?? 0) + 1));
  const losers = contest.losers.filter(({ offset }) => offset !== best.pid && offset !== best.tgid);
  const runners: readonly RunnerUp[] = [
    ...plausible
      .filter((other) => other !== best.pid && other !== best.tgid)
      .map((other) => ({
        offset: other,
        satisfied: twins.get(other)?.satisfied ?? 0,
        tested: columns.rows,
        reason: say('lost.pid.noTwin'),
      })),
    ...losers,
  ];
  builder.found(
    'pid',
    best.pid,
    say('relation.pid'),
    judge(tasks.size, (row) => {
      const pid = pidColumn[row] ?? 0;
      return row === 0 ? pid === 0 : isPid(pid) && seen.get(pid) === 1;
    }),
    runners,
  );
  builder.found(
    'tgid',
    best.tgid,
    leaderOf.size > 0 ? say('relation.tgid') : say('relation.tgidAlone'),
    judge(tasks.size, (row) => {
      const leader = leaderOf.get(tasks.bases[row] ?? NaN);
      const leaderRow = leader === undefined ? row : tasks.rowOf(leader);
      return tgidColumn[row] === pidColumn[leaderRow];
    }),
    runners,
  );
  return { pid: best.pid, tgid: best.tgid };
}

/** How many different numbers there are, of how many. */
function countUnique(
  numbers: Uint32Array,
  counts: (row: number) => boolean,
): { readonly satisfied: number; readonly tested: number } {
  const seen = new Set<number>();
  let rows = 0;
  numbers.forEach((number, row) => {
    if (!counts(row)) return;
    rows++;
    seen.add(number);
  });
  return { satisfied: seen.size, tested: rows };
}

/** The 32-bit number at a physical address. */
function readNumber({ space }: Search, at: number): number {
  const words = space.gatherWords(Float64Array.of(at));
  const high = space.wordSize === 8 && space.format.byteOrder === 'big';
  return (high ? words.hi[0] : words.lo[0]) ?? 0;
}

/** The first process that init_task started is number 1. A weak sign, used only to order equals. */
function firstProcessIsOne(
  bases: Float64Array,
  pids: Uint32Array,
  tasks: Population,
  parents: Float64Array,
): boolean {
  return pids.some(
    (pid, at) => pid === 1 && tasks.rowOf(parents[tasks.rowOf(bases[at] ?? NaN)] ?? NaN) === 0,
  );
}
