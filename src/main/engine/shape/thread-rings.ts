import type { RunnerUp } from '../../../shared/shape.ts';
import { bearsComm } from '../kernel/comm.ts';
import { walkRing } from '../kernel/ring.ts';
import { judge, type Verdict } from './choice.ts';
import { MAX_PID } from '../kernel/pids.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** Members with another leader that are put up with, for each thread of the group: one wild word hides nobody else. */
const PATIENCE = 0.5;

/** At least this share of all groups has one thread: the kernel's own threads do. */
export const ALONE = 0.3;

/** A list that holds the threads of a group together. */
export interface FoundList {
  readonly offset: number;
  readonly leaderOffset: number;
  readonly threads: ReadonlyMap<number, number>;
  readonly verdict: Verdict;
  readonly runnersUp: readonly RunnerUp[];
}

/** Whether `base` is a task whose word at one of `selfOffsets` names `leader`; answers which. */
function namesLeader(
  search: Search,
  base: number,
  leader: number,
  selfOffsets: readonly number[],
): number | undefined {
  const { space, kernel } = search;
  if (!bearsComm(space, base + kernel.commOffset)) return undefined;
  return selfOffsets.find((offset) => space.follow(base + offset) === leader);
}

/** The members of the ring through `node` of a leader: threads of its group, and how many others there are. */
export function ringOf(
  search: Search,
  leader: number,
  offset: number,
  selfOffsets: readonly number[],
  patience = 0,
): { threads: number[]; leaderOffset: number | undefined; strangers: number; closed: boolean } {
  const threads: number[] = [];
  let leaderOffset: number | undefined;
  let strangers = 0;
  const { closed } = walkRing(search.space, leader + offset, offset, MAX_PID, (base) => {
    const names = namesLeader(search, base, leader, selfOffsets);
    if (names === undefined) strangers++;
    else {
      leaderOffset = names;
      threads.push(base);
    }
    return strangers < 2 || strangers <= threads.length * patience;
  });
  return { threads, leaderOffset, strangers, closed };
}

/** Reads the ring of every leader; `singleton` rows are known to have no other thread and need no walk. */
export function collect(
  search: Search,
  leaders: Population,
  offset: number,
  selfOffsets: readonly number[],
  strangers: 0 | 1,
  singleton: (row: number) => boolean,
): { threads: Map<number, number>; verdict: Verdict; leaderOffset: number | undefined } {
  const threads = new Map<number, number>();
  const votes = new Map<number, number>();
  const verdict = judge(leaders.size, (row) => {
    if (singleton(row)) return true;
    const leader = leaders.bases[row] ?? NaN;
    const ring = ringOf(search, leader, offset, selfOffsets, PATIENCE);
    for (const thread of ring.threads) {
      if (!leaders.has(thread)) threads.set(thread, leader);
    }
    if (ring.leaderOffset !== undefined)
      votes.set(ring.leaderOffset, (votes.get(ring.leaderOffset) ?? 0) + 1);
    return ring.closed && ring.strangers === strangers;
  });
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return { threads, verdict, leaderOffset: best?.[0] };
}

/** The one of these offsets that lies nearest to another. */
export const nearest = (offsets: readonly number[], to: number): number =>
  offsets.reduce(
    (best, offset) => (Math.abs(offset - to) < Math.abs(best - to) ? offset : best),
    offsets[0] ?? 0,
  );
