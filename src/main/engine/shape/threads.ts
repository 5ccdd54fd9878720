import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { holdsMostly, judge, share, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import { wordsOfInit } from './init-words.ts';
import type { Population } from './population.ts';
import { findSignal } from './signal.ts';
import type { Search } from './search.ts';
import { findThreadGroup } from './thread-group.ts';
import { ALONE, collect, nearest, ringOf, type FoundList } from './thread-rings.ts';

/** How the threads of a group hang together, and who they are. */
export interface ThreadShape {
  /** Offset of group_leader: of the words that name a leader itself, the one that names the leader in its threads. */
  readonly leaderOffset: number;
  /** Threads that are not leaders, each with its leader: physical addresses. */
  readonly threads: ReadonlyMap<number, number>;
  /** The list_head that was used, and the head's displacement from the pointer `signal`, where that is known. */
  readonly signalOffset: number | undefined;
}

/**
 * Two lists hold a thread group together, and kernels have one or both: `thread_node`, whose ring has exactly one
 * member that is no task (the head in signal_struct), and `thread_group`, whose ring consists of tasks alone. Both
 * are told from the other lists of a task by who is in the ring: tasks of one leader.
 */
export async function findThreads(search: Search, leaders: Population): Promise<ThreadShape> {
  const { builder, kernel, pace } = search;
  const selfOffsets = kernel.accepted.selfOffsets;
  const { columns } = leaders.learned;
  const nodes = new Contest();
  const node = findThreadNode(search, leaders, columns, selfOffsets, nodes);
  await pace.breathe();
  const groups = new Contest();
  const group = findThreadGroup(search, leaders, columns, selfOffsets, node?.threads, groups);
  await pace.breathe();

  const threads = new Map<number, number>();
  for (const found of [node, group]) found?.threads.forEach((leader, base) => threads.set(base, leader));
  const parents = kernel.accepted.parentOffsets;
  const leaderOffset =
    node?.leaderOffset ?? group?.leaderOffset ?? nearest(selfOffsets, parents[parents.length - 1] ?? 0);
  builder.found(
    'group_leader',
    leaderOffset,
    threads.size > 0 ? say('relation.group_leader') : say('relation.group_leaderAlone'),
    judge(
      leaders.size,
      (
        (own) => (row: number) =>
          own[row] === leaders.bases[row]
      )(leaders.targets(leaderOffset)),
    ),
    [
      ...selfOffsets
        .filter((offset) => offset !== leaderOffset)
        .map((offset) => ({ offset, ...namingLeader(search, threads, offset) })),
      ...wordsOfInit(
        search,
        columns,
        selfOffsets,
        say('lost.leader.other'),
        (target, base) => target === base,
      ),
    ],
  );
  if (node !== undefined) {
    builder.found('thread_node', node.offset, say('relation.thread_node'), node.verdict, node.runnersUp);
    findSignal(search, leaders, node.offset);
  } else {
    builder.absent('thread_node', say('absent.thread_node'), nodes.losers);
    for (const name of ['signal', 'signal.thread_head'] as const)
      builder.absent(name, say('absent.byThreads'));
  }
  if (group !== undefined) {
    builder.found('thread_group', group.offset, say('relation.thread_group'), group.verdict, group.runnersUp);
  } else {
    builder.absent(
      'thread_group',
      threads.size > 0 ? say('absent.thread_group') : say('absent.threads'),
      groups.losers,
    );
  }
  return { leaderOffset, threads, signalOffset: builder.offset('signal') };
}

/** In how many threads a word that names its own task in leaders names the leader. */
function namingLeader(
  { space }: Search,
  threads: ReadonlyMap<number, number>,
  offset: number,
): { satisfied: number; tested: number; reason: Sentence } {
  const words = space.gatherWords(Float64Array.from(threads.keys(), (base) => base + offset));
  const targets = space.physicalColumn(words);
  const satisfied = [...threads.values()].filter((leader, i) => targets[i] === leader).length;
  return {
    satisfied,
    tested: threads.size,
    reason: threads.size === 0 ? say('lost.leader.alone') : say('lost.leader.threads'),
  };
}

function findThreadNode(
  search: Search,
  leaders: Population,
  columns: ReturnType<Population['sample']>,
  selfOffsets: readonly number[],
  contest: Contest,
): FoundList | undefined {
  const { space } = search;
  const { wordSize } = space;
  const good: { offset: number; verdict: Verdict }[] = [];
  for (const offset of columns.offsets()) {
    if (offset + 2 * wordSize > columns.length) continue;
    const next = columns.targets(offset);
    const prev = columns.targets(offset + wordSize);
    // Most groups have one thread: next and prev agree on a head outside the task. Cheap, and rules out most lists.
    const outside = holdsMostly(columns.rows, search.quorum, (row) => {
      const distance = (next[row] ?? NaN) - (columns.bases[row] ?? NaN);
      return (
        !Number.isNaN(distance) &&
        !Number.isNaN(prev[row]) &&
        (distance < 0 || distance >= columns.length || next[row] === prev[row])
      );
    });
    if (!outside) continue;
    const alone = contest.mostly(
      offset,
      columns.rows,
      ALONE,
      (row) => next[row] === prev[row] && next[row] !== (columns.bases[row] ?? NaN) + offset,
      say('lost.ring.noHead'),
    );
    if (!alone) continue;
    const verdict = judge(columns.rows, (row) => {
      const ring = ringOf(search, columns.bases[row] ?? NaN, offset, selfOffsets);
      return ring.closed && ring.strangers === 1;
    });
    if (share(verdict) >= search.quorum) good.push({ offset, verdict });
    else contest.lost(offset, verdict, say('lost.ring.heads'), 1);
  }
  const [best, ...rest] = good.sort((a, b) => share(b.verdict) - share(a.verdict) || a.offset - b.offset);
  if (best === undefined) return undefined;

  const links = leaders.links(best.offset);
  const heads = space.gatherWords(links.next, 2);
  const alone = (row: number): boolean => {
    const self = (leaders.bases[row] ?? NaN) + best.offset;
    return (
      links.next[row] === links.prev[row] &&
      links.next[row] !== self &&
      space.pointsTo(heads.hi[2 * row] ?? 0, heads.lo[2 * row] ?? 0, self) &&
      space.pointsTo(heads.hi[2 * row + 1] ?? 0, heads.lo[2 * row + 1] ?? 0, self)
    );
  };
  const all = collect(search, leaders, best.offset, selfOffsets, 1, alone);
  return {
    offset: best.offset,
    leaderOffset: all.leaderOffset ?? nearest(selfOffsets, search.kernel.accepted.parentOffsets.at(-1) ?? 0),
    threads: all.threads,
    verdict: all.verdict,
    runnersUp: [
      ...rest.map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.fewerOrLater'))),
      ...contest.losers,
    ],
  };
}
