import type { RunnerUp } from '../../../shared/shape.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { walkRing } from '../kernel/ring.ts';
import { judge, share, type Verdict } from './choice.ts';
import { runnerUp, type Contest } from './contest.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** The rings of children, and what else was considered for them. */
export interface ChildLinks {
  readonly children: number;
  readonly sibling: number;
  readonly childrenVerdict: Verdict;
  readonly siblingVerdict: Verdict;
  readonly runnersUp: readonly RunnerUp[];
  readonly siblingRunnersUp: readonly RunnerUp[];
  /** Who each ring says is the parent: child's base to parent's base. */
  readonly owner: ReadonlyMap<number, number>;
}

/** Rings of this many children are walked when sibling is looked for. */
const WALKED_PARENTS = 400;

/** children and sibling, by the rings that lead from parents through those who name them. */
export function findChildren(
  search: Search,
  leaders: Population,
  parents: Float64Array,
  contest: Contest,
): ChildLinks | undefined {
  const kids = new Map<number, number[]>();
  parents.forEach((parent, row) => {
    const base = leaders.bases[row] ?? NaN;
    if (parent === base || Number.isNaN(parent)) return;
    const list = kids.get(parent);
    if (list === undefined) kids.set(parent, [base]);
    else list.push(base);
  });

  const withKids = [...kids.keys()]
    .filter((base) => Number.isFinite(base) && leaders.has(base))
    .slice(0, WALKED_PARENTS);
  const { columns } = leaders.learned;
  const { wordSize } = search.space;
  const isParent = Array.from(columns.bases, (base) => kids.has(base));
  if (!isParent.includes(true)) return undefined;
  const scored: { offset: number; verdict: Verdict }[] = [];
  for (const offset of columns.offsets()) {
    if (offset + 2 * wordSize > columns.length) continue;
    const next = columns.targets(offset);
    const prev = columns.targets(offset + wordSize);
    const empty = (row: number) => {
      const self = (columns.bases[row] ?? NaN) + offset;
      return next[row] === self && prev[row] === self;
    };
    const full = (row: number) => !Number.isNaN(next[row]) && !Number.isNaN(prev[row]) && !empty(row);
    const ofParents = (row: number) => (isParent[row] === true ? full(row) : undefined);
    const ofOthers = (row: number) => (isParent[row] === true ? undefined : empty(row));
    if (!contest.mostly(offset, columns.rows, search.quorum, ofParents, say('lost.children.none'))) continue;
    // Those whose children are all lost with their pages are not empty either.
    const most = search.quorum * search.quorum;
    if (!contest.mostly(offset, columns.rows, most, ofOthers, say('lost.children.notEmpty'), 1)) continue;
    scored.push({
      offset,
      verdict: judge(columns.rows, (row) => (isParent[row] === true ? full(row) : empty(row))),
    });
  }

  const siblings: RunnerUp[] = [];
  let best:
    | (Omit<ChildLinks, 'runnersUp' | 'siblingRunnersUp' | 'childrenVerdict'> & { members: number })
    | undefined;
  for (const { offset } of scored) {
    const { ranked, losers } = siblingsUnder(search, leaders, offset, withKids, kids);
    siblings.push(...losers);
    for (const { sibling, verdict, owner } of ranked) {
      siblings.push(runnerUp(sibling, verdict, say('lost.children.fewer')));
      if (best !== undefined && best.members >= verdict.satisfied) continue;
      best = {
        children: offset,
        sibling,
        siblingVerdict: verdict,
        owner,
        members: verdict.satisfied,
      };
    }
  }
  if (best === undefined || share(best.siblingVerdict) < search.quorum / 2) return undefined;
  const chosen = best;
  const heads = leaders.links(chosen.children);
  return {
    ...chosen,
    childrenVerdict: judge(leaders.size, (row) => {
      const base = leaders.bases[row] ?? NaN;
      const isEmpty = heads.next[row] === base + chosen.children;
      return kids.has(base) ? !isEmpty : isEmpty;
    }),
    runnersUp: scored
      .filter(({ offset }) => offset !== chosen.children)
      .map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.children.others'))),
    siblingRunnersUp: siblings.sort((a, b) => b.satisfied - a.satisfied || a.offset - b.offset),
  };
}

/** Displacements that are shown of those which hardly any child agrees on. */
const MAX_LOSERS = 8;

/** For a children offset: the displacement `sibling` that the first children agree on, and how its rings fare. */
function siblingsUnder(
  search: Search,
  leaders: Population,
  children: number,
  withKids: readonly number[],
  kids: ReadonlyMap<number, readonly number[]>,
): {
  ranked: { sibling: number; verdict: Verdict; owner: Map<number, number> }[];
  losers: RunnerUp[];
} {
  const votes = new Map<number, number>();
  for (const parent of withKids) {
    const first = search.space.follow(parent + children);
    for (const kid of kids.get(parent) ?? []) {
      const displacement = first - kid;
      if (displacement >= 0 && displacement < leaders.span)
        votes.set(displacement, (votes.get(displacement) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...votes.values());
  const good = [...votes].filter(([, count]) => count * 2 >= most).slice(0, 3);
  const losers = [...votes]
    .filter((vote) => !good.includes(vote))
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MAX_LOSERS)
    .map(([sibling, count]) =>
      runnerUp(sibling, { satisfied: count, tested: withKids.length }, say('lost.children.few')),
    );
  const ranked = good.map(([sibling]) => {
    const owner = new Map<number, number>();
    let satisfied = 0;
    let tested = 0;
    const exceptions: number[] = [];
    for (const parent of withKids) {
      const ring = new Set<number>();
      walkRing(search.space, parent + children, sibling, undefined, (member) => {
        // No child hangs in two rings: under a wrong offset all tasks may share one, and each would walk it.
        const other = owner.get(member);
        if (other !== undefined && other !== parent) return false;
        owner.set(member, parent);
        ring.add(member);
        return true;
      });
      for (const kid of kids.get(parent) ?? []) {
        tested++;
        if (ring.has(kid)) satisfied++;
        else exceptions.push(leaders.rowOf(kid));
      }
    }
    return { sibling, verdict: { satisfied, tested, exceptions: exceptions.slice(0, 100) }, owner };
  });
  return { ranked, losers };
}
