import { say } from '../../../shared/i18n/sentence.ts';
import { commonest, judge, share, type Verdict } from './choice.ts';
import { Contest } from './contest.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** The head of the threads stands near the front of signal_struct, behind two counters. */
const MAX_SIGNAL = 1024;

/** signal: the pointer from which the head of the thread ring is always equally far. */
export function findSignal(search: Search, leaders: Population, nodeOffset: number): void {
  const { builder } = search;
  const { columns } = leaders.learned;
  const next = columns.targets(nodeOffset);
  const prev = columns.targets(nodeOffset + search.space.wordSize);
  const single = Array.from(next.keys()).filter((row) => next[row] === prev[row]);
  const contest = new Contest();
  let best: { offset: number; displacement: number; verdict: Verdict } | undefined;
  for (const offset of columns.offsets()) {
    const targets = columns.targets(offset);
    const displacement = commonest(
      single.slice(0, 9).map((row) => (next[row] ?? NaN) - (targets[row] ?? NaN)),
    );
    if (displacement === undefined || displacement < 0 || displacement >= MAX_SIGNAL) continue;
    if (offset === nodeOffset || offset === nodeOffset + search.space.wordSize) continue;
    const verdict = judge(single.length, (i) => {
      const row = single[i] ?? 0;
      return (next[row] ?? NaN) - (targets[row] ?? NaN) === displacement;
    });
    const isConstant = share(verdict) >= search.quorum;
    const reason = isConstant ? say('lost.fewerOrLater') : say('lost.signal.distance');
    contest.lost(offset, verdict, reason, Number(isConstant));
    if (!isConstant) continue;
    if (best === undefined || verdict.satisfied > best.verdict.satisfied)
      best = { offset, displacement, verdict };
  }
  if (best === undefined) {
    builder.absent('signal', say('absent.signal'), contest.losers);
    builder.absent('signal.thread_head', say('absent.signal.thread_head'));
    return;
  }
  const { displacement } = best;
  const heads = leaders.links(nodeOffset);
  const structs = leaders.targets(best.offset);
  const verdict = judge(leaders.size, (row) => {
    const head = heads.next[row] ?? NaN;
    return head === heads.prev[row] ? head - (structs[row] ?? NaN) === displacement : undefined;
  });
  builder.found('signal', best.offset, say('relation.signal'), verdict, contest.losers);
  builder.found('signal.thread_head', displacement, say('relation.signal.thread_head'), verdict);
}
