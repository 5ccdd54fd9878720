import { say } from '../../../shared/i18n/sentence.ts';
import { judge, share } from './choice.ts';
import { runnerUp, type Contest } from './contest.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';
import { ALONE, collect, type FoundList } from './thread-rings.ts';

/** An empty list looks like a thread_group of one; only groups with several threads tell. */
export function findThreadGroup(
  search: Search,
  leaders: Population,
  columns: ReturnType<Population['sample']>,
  selfOffsets: readonly number[],
  known: ReadonlyMap<number, number> | undefined,
  contest: Contest,
): FoundList | undefined {
  const { space } = search;
  const { wordSize } = space;
  // The other list names the same threads: a group that has several there has them here.
  const [group] = known?.values() ?? [];
  if (known !== undefined && group === undefined) return undefined;
  const found: (FoundList & { members: number })[] = [];
  for (const offset of columns.offsets()) {
    if (offset + 2 * wordSize > columns.length) continue;
    const next = columns.targets(offset);
    const own = (row: number) => next[row] === (columns.bases[row] ?? NaN) + offset;
    if (!contest.mostly(offset, columns.rows, ALONE, own, say('lost.alone.few'))) continue;
    if (group !== undefined && space.follow(group + offset) === group + offset) {
      contest.lost(offset, { satisfied: 0, tested: 1 }, say('lost.alone.leader'), 1);
      continue;
    }
    const links = leaders.links(offset);
    const alone = (row: number) => links.next[row] === (leaders.bases[row] ?? NaN) + offset;
    const lists = judge(leaders.size, (row) => (alone(row) ? undefined : true)).tested;
    if (lists === 0 || lists > leaders.size * 0.7) {
      contest.lost(
        offset,
        { satisfied: lists, tested: leaders.size },
        lists === 0 ? say('lost.alone.empty') : say('lost.alone.many'),
        1,
      );
      continue;
    }
    const all = collect(search, leaders, offset, selfOffsets, 0, alone);
    if (all.threads.size === 0 || share(all.verdict) < search.quorum || all.leaderOffset === undefined) {
      contest.lost(offset, all.verdict, say('lost.ring.mixed'), 2);
      continue;
    }
    found.push({
      offset,
      leaderOffset: all.leaderOffset,
      threads: all.threads,
      verdict: all.verdict,
      runnersUp: [],
      members: all.threads.size,
    });
  }
  const [best, ...rest] = found.sort((a, b) => b.members - a.members || a.offset - b.offset);
  if (best === undefined) return undefined;
  return {
    ...best,
    runnersUp: [
      ...rest.map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.ring.fewer'))),
      ...contest.losers,
    ],
  };
}
