import { walkRing } from '../kernel/ring.ts';
import { isTaskLike, type FamilyShape } from './family.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';
import type { ThreadShape } from './threads.ts';

export interface HiddenTasks {
  /** Tasks the list does not name: physical addresses. */
  readonly tasks: readonly number[];
  /** Those among them that are threads, with their leader. */
  readonly leaderOf: ReadonlyMap<number, number>;
  /** Every task that some ring of children names. */
  readonly inTree: ReadonlySet<number>;
}

/** Generations of hidden tasks below hidden tasks that are looked for. */
const MAX_ROUNDS = 64;

/**
 * Tasks that the kernel's list does not name but the family does: members of rings of children, and parents.
 * Repeats with what it finds until nothing new turns up.
 */
export function findHidden(
  search: Search,
  leaders: Population,
  family: FamilyShape | undefined,
  threads: ThreadShape,
): HiddenTasks {
  const tasks = new Set<number>();
  const leaderOf = new Map<number, number>();
  const inTree = new Set<number>();
  if (family === undefined) return { tasks: [], leaderOf, inTree };

  const known = (base: number) => leaders.has(base) || threads.threads.has(base) || tasks.has(base);
  let fresh: number[] = [...leaders.bases, ...threads.threads.keys()];
  for (let round = 0; round < MAX_ROUNDS && fresh.length > 0; round++) {
    const { space } = search;
    const parents = space.physicalColumn(
      space.gatherWords(Float64Array.from(fresh, (base) => base + family.realParent)),
    );
    const next: number[] = [];
    const consider = (base: number): void => {
      if (known(base) || !isTaskLike(search, leaders, base, [threads.leaderOffset])) return;
      const leader = search.space.follow(base + threads.leaderOffset);
      tasks.add(base);
      if (leader !== base) leaderOf.set(base, leader);
      next.push(base);
    };
    parents.forEach(consider);
    if (round === 0)
      family.owner.forEach((_, member) => {
        inTree.add(member);
        consider(member);
      });
    for (const member of childrenOf(search, fresh, family)) {
      inTree.add(member);
      consider(member);
    }
    fresh = next;
  }
  return { tasks: [...tasks], leaderOf, inTree };
}

/**
 * Members of the rings of children of these tasks, but for those rings that were walked before. Each member comes once:
 * rings that lead into one another are hostile, and walked no further.
 */
export function childrenOf(
  { space }: Pick<Search, 'space'>,
  tasks: readonly number[],
  family: FamilyShape,
): ReadonlySet<number> {
  const { children, sibling } = family;
  const seen = new Set<number>();
  if (children === undefined || sibling === undefined) return seen;
  const rest = tasks.filter((base) => !family.walked.has(base));
  const heads = Float64Array.from(rest, (base) => base + children);
  const firsts = space.physicalColumn(space.gatherWords(heads));
  for (const [i, head] of heads.entries()) {
    if (firsts[i] === head || Number.isNaN(firsts[i])) continue;
    walkRing(space, head, sibling, undefined, (member) => {
      if (seen.has(member)) return false;
      seen.add(member);
      return true;
    });
  }
  return seen;
}
