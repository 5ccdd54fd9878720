import type { RunnerUp } from '../../../shared/shape.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { bearsComm } from '../kernel/comm.ts';
import { findChildren, type ChildLinks } from './children.ts';
import { judge, share, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import { wordsOfInit } from './init-words.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** Where the ties of the family lie in a task. */
export interface FamilyShape {
  /** Words that name the task itself; group_leader is one of them, threads tell which. */
  readonly selfOffsets: readonly number[];
  readonly realParent: number;
  /** Undefined when too much is lost to find the rings of children. */
  readonly children: number | undefined;
  readonly sibling: number | undefined;
  /** The members of the rings walked so far, each with the parent whose ring it is; and those parents. */
  readonly owner: ReadonlyMap<number, number>;
  readonly walked: ReadonlySet<number>;
}

/** True when something at this address looks like a task: it has a name and names itself or a known task as leader. */
export function isTaskLike(
  search: Search,
  leaders: Population,
  base: number,
  selfOffsets: readonly number[],
): boolean {
  const { space, kernel } = search;
  if (!(base >= 0) || !bearsComm(space, base + kernel.commOffset)) return false;
  return selfOffsets.some((offset) => {
    const leader = space.follow(base + offset);
    return leader === base || leaders.has(leader);
  });
}

/**
 * real_parent, parent, children and sibling, by what they mean to one another: a parent is a task and the way up ends
 * in init_task; a task has an empty `children` exactly when nobody names it as parent; and the ring that starts
 * there runs through `sibling` of exactly those who do.
 */
export async function findFamily(search: Search, leaders: Population): Promise<FamilyShape | undefined> {
  const { builder, kernel, pace } = search;
  const { selfOffsets, parentOffsets } = kernel.accepted;
  const parents = parentOffsets
    .map((offset) => ({ offset, targets: leaders.places(offset, kernel.initTask) }))
    .map((column) => ({ ...column, verdict: judgeParents(search, leaders, column.targets, selfOffsets) }))
    .sort((a, b) => share(b.verdict) - share(a.verdict) || a.offset - b.offset);
  const others = wordsOfInit(
    search,
    leaders.learned.columns,
    parentOffsets,
    say('lost.parent.self'),
    (target, base) => target !== base && leaders.has(target),
  );
  const [best] = parents;
  if (best === undefined || share(best.verdict) < search.quorum / 2) {
    builder.absent('real_parent', say('absent.real_parent'), [
      ...parents.map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.parent.endless'))),
      ...others,
    ]);
    for (const name of ['parent', 'children', 'sibling'] as const)
      builder.absent(name, say('absent.byParent'));
    return undefined;
  }
  await pace.breathe();

  const contest = new Contest();
  const good = parents.filter((column) => isGood(search, parents, column));
  const link = linkOfOne(search, leaders, good, contest);
  const real = realParent(search, leaders, good, link);
  const lost = (offset: number, reason: Sentence): RunnerUp[] => [
    ...parents
      .filter((column) => column.offset !== offset)
      .map((column) => runnerUp(column.offset, column.verdict, reason)),
    ...others,
  ];
  builder.found(
    'real_parent',
    real.offset,
    say('relation.real_parent'),
    real.verdict,
    lost(real.offset, say('lost.parent.later')),
  );
  const other = good.find((column) => column.offset !== real.offset);
  if (other === undefined) builder.absent('parent', say('absent.parent'), others);
  else
    builder.found(
      'parent',
      other.offset,
      say('relation.parent'),
      other.verdict,
      lost(other.offset, say('lost.parent.real')),
    );

  if (link === undefined) {
    builder.absent('children', say('absent.children'), contest.losers);
    builder.absent('sibling', say('absent.sibling'));
    return {
      selfOffsets,
      realParent: real.offset,
      children: undefined,
      sibling: undefined,
      owner: new Map(),
      walked: new Set(),
    };
  }
  builder.found('children', link.children, say('relation.children'), link.childrenVerdict, [
    ...link.runnersUp,
    ...contest.losers,
  ]);
  builder.found('sibling', link.sibling, say('relation.sibling'), link.siblingVerdict, link.siblingRunnersUp);
  const { children, sibling, owner } = link;
  return { selfOffsets, realParent: real.offset, children, sibling, owner, walked: new Set(owner.values()) };
}

interface ParentColumn {
  readonly offset: number;
  readonly targets: Float64Array;
  readonly verdict: Verdict;
}

/** Every parent is a task, and the way up ends in init_task. */
function judgeParents(
  search: Search,
  leaders: Population,
  targets: Float64Array,
  selfOffsets: readonly number[],
): Verdict {
  const reaches = new Int8Array(leaders.size); // 1 reaches init_task, -1 does not, 0 not known yet
  reaches[0] = 1;
  const climb = (row: number): boolean => {
    const path: number[] = [];
    let at = row;
    while (at >= 0 && reaches[at] === 0) {
      reaches[at] = -1; // a cycle ends here
      path.push(at);
      const target = targets[at] ?? NaN;
      const next = leaders.rowOf(target);
      // A parent outside the list is a thread, a hidden task or a lost one: as good as reached.
      if (next < 0) {
        const ends =
          search.kernel.accepted.lost.has(target) || isTaskLike(search, leaders, target, selfOffsets);
        for (const step of path) reaches[step] = ends ? 1 : -1;
        return ends;
      }
      at = next;
    }
    const end = at >= 0 ? (reaches[at] ?? -1) : -1;
    for (const step of path) reaches[step] = end;
    return reaches[row] === 1;
  };
  return judge(leaders.size, (row) => {
    if (row > 0) return climb(row);
    return Number.isNaN(leaders.bases[0]) ? undefined : targets[0] === leaders.bases[0];
  });
}

/** Both words lead to parents for about as many tasks, `parents` being sorted by that: others do for some of them. */
const isGood = (search: Search, [best]: readonly ParentColumn[], { verdict }: ParentColumn): boolean =>
  best !== undefined && share(verdict) >= search.quorum * Math.max(0.5, share(best.verdict));

/**
 * The rings of children, by the first column of parents that has any: another word may lead every task up to init_task
 * too, as last_wakee (the task woken last) does in a small machine.
 */
function linkOfOne(
  search: Search,
  leaders: Population,
  columns: readonly ParentColumn[],
  contest: Contest,
): ChildLinks | undefined {
  const isNew = ({ targets }: ParentColumn, i: number): boolean =>
    columns
      .slice(0, i)
      .every((before) => before.targets.some((target, row) => !Object.is(target, targets[row])));
  for (const { targets } of columns.filter(isNew)) {
    const link = findChildren(search, leaders, targets, contest);
    if (link !== undefined) return link;
  }
  return undefined;
}

/**
 * Of the columns that lead to parents, the one the rings of children agree with; the first of equals. Where two stand
 * side by side the layout is not shuffled, and the first is real_parent in every kernel; up to 2.6.25 the rings follow
 * the other one, and the traced hang in their tracer's.
 */
function realParent(
  search: Search,
  leaders: Population,
  columns: readonly ParentColumn[],
  link: ChildLinks | undefined,
): ParentColumn {
  const { wordSize } = search.space;
  const agreement = (column: ParentColumn): number =>
    link === undefined
      ? 0
      : column.targets.reduce(
          (count, parent, row) => count + Number(link.owner.get(leaders.bases[row] ?? NaN) === parent),
          0,
        );
  const hasTwin = ({ offset }: ParentColumn): boolean =>
    columns.some((other) => Math.abs(other.offset - offset) === wordSize);
  const ranked = columns
    .map((column) => ({ column, agrees: agreement(column), hasTwin: hasTwin(column) }))
    .sort(
      (a, b) =>
        b.agrees - a.agrees || Number(b.hasTwin) - Number(a.hasTwin) || a.column.offset - b.column.offset,
    );
  const [best] = ranked;
  const before = (best?.column.offset ?? NaN) - wordSize;
  const first = ranked.find(({ column }) => column.offset === before) ?? best;
  if (first === undefined) throw new Error('realParent needs at least one column');
  return first.column;
}
