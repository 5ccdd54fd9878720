import type { AddressSpace } from './address-space.ts';
import { Columns } from './columns.ts';
import { bearsComm } from './comm.ts';
import { candidateAddress, spanOf, type InitCandidate } from './init-candidates.ts';
import { sampleRows } from './sample-rows.ts';
import { walkRing } from './ring.ts';
import { offsetsHolding, splitWords } from './word-view.ts';

/** Tasks on which a ring is judged. */
const JUDGED = 48;
/** No running kernel has fewer tasks: init, kthreadd and their children. */
const MIN_TASKS = 4;
/** Share of members a relation must hold for; the rest may be damaged or hostile. */
export const QUORUM = 0.75;

/** A ring that is the kernel's list of tasks, as far as names and family ties tell. */
export interface AcceptedRing {
  /** Physical addresses of the tasks in list order, init_task first. */
  readonly tasks: readonly number[];
  /** True when the list came back to init_task unbroken. */
  readonly closed: boolean;
  /** Offsets of words that hold the own address of (almost) every task: group_leader is among them. */
  readonly selfOffsets: readonly number[];
  /** Offsets of words that lead from (almost) every task to another one and end in init_task. */
  readonly parentOffsets: readonly number[];
  /** Physical addresses of tasks that others name and the dump lacks; empty when the list is whole. */
  readonly lost: ReadonlySet<number>;
}

/** Why a ring is not the list of tasks. */
export interface RejectedRing {
  /** In words, for logs. */
  readonly rejected: string;
  readonly fate: 'breaks-off' | 'short' | 'nameless' | 'leaderless' | 'parentless';
  /** As far as the ring was followed. */
  readonly members: number;
  /** Members, of those looked at, that pass the test which too few of them pass. */
  readonly satisfied: number;
  readonly tested: number;
}

/** A share of `objects`: the first ones, where the tasks every system has stand, and others evenly spread. */
export const spread = (objects: readonly number[], count: number): number[] =>
  sampleRows(objects.length, count).map((i) => objects[i] ?? NaN);

/**
 * Judges the ring at `offset` of a supposed init_task. Accepted when its members have names where init_task has its
 * own, when some word names the member itself (group_leader) and another leads to members of the ring (the parent).
 * The last test is what tells tasks from the kernel's many other lists. Answers why not, otherwise.
 */
export function acceptRing(
  space: AddressSpace,
  candidate: InitCandidate,
  offset: number,
): AcceptedRing | RejectedRing {
  const head = candidate.physical + offset;
  const { objects: first, closed } = walkRing(space, head, offset, JUDGED);
  const followed = first.length + 1;
  if (followed < MIN_TASKS)
    return {
      rejected: `only ${followed} members`,
      fate: closed ? 'short' : 'breaks-off',
      members: followed,
      satisfied: followed,
      tested: MIN_TASKS,
    };
  const named = countNamed(space, candidate, first);
  const share = named / first.length;
  if (share < QUORUM)
    return {
      rejected: `${Math.round(share * 100)} % of its members have a name`,
      fate: 'nameless',
      members: followed,
      satisfied: named,
      tested: first.length,
    };

  const ring = walkRing(space, head, offset);
  const tasks = [candidate.physical, ...ring.objects];
  const columns = new Columns(space, Float64Array.from(spread(tasks, JUDGED)), spanOf(candidate));
  const judged = { members: tasks.length, tested: columns.rows };
  // Where init_task, the first of the rows, names itself: few offsets, so that other rows are hardly read.
  const words = splitWords(columns.row(0), candidate.format);
  const byInit = offsetsHolding(words, candidateAddress(candidate), space.wordSize);
  const { found: selfOffsets, most: own } = selfColumns(columns, byInit);
  if (selfOffsets.length === 0)
    return {
      rejected: 'no member names itself as its group_leader',
      fate: 'leaderless',
      satisfied: own,
      ...judged,
    };
  const { found: parentOffsets, most: inside } = parentColumns(columns, byInit, new Set(tasks));
  if (parentOffsets.length === 0)
    return {
      rejected: 'no word leads from members to their parents',
      fate: 'parentless',
      satisfied: inside,
      ...judged,
    };
  return { tasks, closed: ring.closed, selfOffsets, parentOffsets, lost: new Set() };
}

function countNamed(space: AddressSpace, candidate: InitCandidate, objects: readonly number[]): number {
  return objects.filter((object) => bearsComm(space, object + candidate.commOffset)).length;
}

/** Offsets that pass a test, and the most members that any offset leads where it should. */
interface FoundColumns {
  readonly found: number[];
  readonly most: number;
}

function selfColumns(columns: Columns, byInit: readonly number[]): FoundColumns {
  const found: number[] = [];
  let most = 0;
  for (const offset of byInit) {
    const targets = columns.targets(offset);
    const own = targets.reduce((count, target, row) => count + Number(target === columns.bases[row]), 0);
    most = Math.max(most, own);
    if (own >= columns.rows * QUORUM) found.push(offset);
  }
  return { found, most };
}

/**
 * A majority suffices here: a parent may be a thread, or hidden, and the shape search looks closer later. But the way up
 * ends in init_task: some word of a program that bears its name may name that program, and lead others anywhere.
 */
function parentColumns(
  columns: Columns,
  byInit: readonly number[],
  members: ReadonlySet<number>,
): FoundColumns {
  const found: number[] = [];
  let most = 0;
  for (const offset of byInit) {
    const targets = columns.targets(offset);
    const inside = targets.reduce((count, target) => count + Number(members.has(target)), 0);
    const distinct = new Set(targets);
    const own = targets.reduce((count, target, row) => count + Number(target === columns.bases[row]), 0);
    if (own >= columns.rows / 2 || distinct.size === 1) continue;
    most = Math.max(most, inside);
    if (inside < columns.rows / 2) continue;
    const ends = Array.from(columns.bases, (base) => endOf(columns, offset, base, members));
    const inInit = ends.filter((end) => end === columns.bases[0]).length;
    const inCircles = ends.filter((end) => end === undefined).length;
    if (inInit > 1 && inInit >= inCircles * 3) found.push(offset);
  }
  return { found, most };
}

/**
 * Where a word leads from a member to others, and at last to the first of all rows, or to no member; undefined where it
 * goes round in a circle.
 */
function endOf(
  { space, bases: [init] }: Columns,
  offset: number,
  base: number,
  members: ReadonlySet<number>,
): number | undefined {
  const path = new Set<number>();
  let at = base;
  while (at !== init && members.has(at)) {
    if (path.has(at)) return undefined;
    path.add(at);
    at = space.follow(at + offset);
  }
  return at;
}
