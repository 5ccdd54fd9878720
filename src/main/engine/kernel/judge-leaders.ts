import { COMM_LENGTH } from '../../../shared/task-table.ts';
import { physAddr } from '../../../shared/units.ts';
import { QUORUM, spread } from './accept.ts';
import type { AddressSpace } from './address-space.ts';
import { Columns } from './columns.ts';
import { initAddress } from './init-address.ts';
import { BEHIND_COMM, FULL_SPAN, type InitCandidate } from './init-candidates.ts';
import type { InitTrials } from './init-trials.ts';
import { hasNeighbour } from './init-neighbours.ts';
import { agree, mostly, parentOffsets, strangersOf } from './leader-parents.ts';
import { listLinks } from './list-links.ts';
import { isPid } from './pids.ts';
import { taskSpan } from './task-span.ts';
import { offsetsHolding, splitWords } from './word-view.ts';

/** Objects that name themselves, by the place of the word that does: physical addresses. */
export type SelfNamed = ReadonlyMap<number, readonly number[]>;

/** What a set of objects shows when they are the leaders of thread groups. */
export interface LeaderShape {
  readonly tasksOffset: number;
  readonly commOffset: number;
  /** Offsets of words that name the task itself, the one it was found by first. */
  readonly selfOffsets: readonly number[];
  /** Offsets of words that lead to parents, real_parent or its twin first. */
  readonly parentOffsets: readonly number[];
  /** Physical addresses of those that a neighbour in the list confirms. */
  readonly members: readonly number[];
  /** Bytes from the start of a task in which its members are looked for. */
  readonly span: number;
  /** Addresses that members name as parents without being members: init_task, and tasks that are lost. */
  readonly strangers: ReadonlyMap<bigint, number>;
}

/** Fewer objects than this prove nothing. */
const MIN_LEADERS = 4;
/** Objects of one kind that are looked at in full. */
const MAX_ROWS = 40;
/** Share of these that a list must connect: the rest may be other objects, and freed ones. */
const LINKED = 0.1;
/** Pairs of self word and list that are judged. */
const MAX_JUDGED = 48;
/** Share of names that consist of printable characters alone, at least. */
const PLAIN = 0.9;
/** Rows on which names and parents are judged. */
const JUDGED = 48;

/** Share of the leaders that another list has, of which the list of tasks has lost no more than others. */
const ALL = 0.75;

/** What is known before leaders are judged. */
export interface LeaderHints {
  /** Offset of a list that init_task is in, which is tried first. */
  readonly likely?: number | undefined;
  /** Places that may be init_task, though no list that can be followed leads on from them. */
  readonly inits?: readonly InitCandidate[];
  /** Whether more objects may be found: a list of all threads is then not taken for want of another. */
  readonly isPartial?: boolean;
}

interface Candidate {
  readonly self: number;
  readonly tasks: number;
  readonly members: number[];
  readonly sides: number;
}

/**
 * Of all kinds of objects that name themselves, the thread group leaders: a list runs from one to the other and back,
 * they have two words that lead from them to one another, and outside only to init_task and kthreadd (real_parent and
 * parent), two numbers that are the same for each and differ between them (pid and tgid), and names at one place. No
 * task in particular is needed, so that any may be lost.
 */
export function judgeLeaders(
  space: AddressSpace,
  found: SelfNamed,
  trials: InitTrials,
  { likely, inits = [], isPartial = false }: LeaderHints = {},
): LeaderShape | undefined {
  const candidates: Candidate[] = [];
  for (const [self, objects] of found) {
    if (objects.length < MIN_LEADERS) continue;
    candidates.push(...linked(space, self, [...new Set(objects)]));
  }
  const ranked = rank(candidates, likely);
  const { format, directMap: delta } = space;
  if (candidates.length === 0) {
    const objects = Math.max(0, ...[...found.values()].map((bases) => bases.length));
    trials.leaders({ fate: 'unlinked', ...format, delta, objects });
  }
  let best: LeaderShape | undefined;
  let unconfirmed: LeaderShape | undefined;
  for (const [i, candidate] of ranked.entries()) {
    // Of lists through the same objects any may be the one that init_task is in.
    if (i >= MAX_JUDGED && candidate.self !== unconfirmed?.selfOffsets[0]) continue;
    const shape = judge(space, candidate);
    const isTasks = typeof shape !== 'string' && !hasThreads(space, shape);
    trials.leaders({
      fate: typeof shape === 'string' ? shape : isTasks ? 'list' : 'threads',
      ...format,
      delta,
      selfOffset: candidate.self,
      listOffset: candidate.tasks,
      objects: candidate.members.length,
      ...(candidate.members[0] !== undefined && { example: candidate.members[0] }),
    });
    if (typeof shape === 'string') continue;
    if (isTasks && !isFew(shape, unconfirmed) && namesInit(space, shape, inits)) return shape;
    if (isTasks) unconfirmed ??= shape;
    else best ??= shape;
  }
  return unconfirmed ?? (isPartial ? undefined : best);
}

/** All leaders are in the list of tasks: one of fewer is another, whatever a word of it seems to name. */
const isFew = ({ members }: LeaderShape, other: LeaderShape | undefined): boolean =>
  members.length < (other?.members.length ?? 0) * ALL;

/**
 * Whether init_task is in the list. It is in none of a process group or a session, of which all leaders may be members.
 */
function namesInit(space: AddressSpace, shape: LeaderShape, inits: readonly InitCandidate[]): boolean {
  const { members, commOffset, tasksOffset } = shape;
  if (inits.some((init) => init.commOffset === commOffset && hasNeighbour(space, init, tasksOffset)))
    return true;
  const address = initAddress(space, shape);
  if (address === undefined) return false;
  const { words } = listLinks(space, Float64Array.from(members), tasksOffset);
  const node = BigInt.asUintN(space.wordSize * 8, address + BigInt(tasksOffset));
  return offsetsHolding(words, node, space.wordSize).length > 0;
}

/**
 * The likely list first; then of each kind of objects the list with most proven links, then of each the second, and so
 * on: of small objects, dentries say, that lie side by side, every multiple of their size gives a list.
 */
function rank(candidates: readonly Candidate[], likely: number | undefined): Candidate[] {
  const places = new Map<number, number>();
  return candidates
    .toSorted((a, b) => b.sides - a.sides || a.tasks - b.tasks)
    .map((candidate) => {
      const place = places.get(candidate.self) ?? 0;
      places.set(candidate.self, place + 1);
      return { candidate, place: candidate.tasks === likely ? -1 : place };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ candidate }) => candidate);
}

/** The lists that run through objects of this kind, with the objects they run through. */
function linked(space: AddressSpace, self: number, objects: readonly number[]): Candidate[] {
  const set = new Set(objects);
  const rows = spread(objects, MAX_ROWS);
  const bases = Float64Array.from(objects);
  const candidates: Candidate[] = [];
  countLinks(space, set, rows).forEach((inside, i) => {
    if (inside < Math.max(MIN_LEADERS - 1, rows.length * LINKED)) return;
    const offset = i * space.wordSize;
    const links = listLinks(space, bases, offset);
    let sides = 0;
    const members = objects.filter((_, row) => {
      const next = links.nextReturned[row] === 1 && set.has((links.nextNode[row] ?? NaN) - offset);
      const prev = links.prevReturned[row] === 1 && set.has((links.prevNode[row] ?? NaN) - offset);
      sides += Number(next) + Number(prev);
      return next || prev;
    });
    if (members.length >= MIN_LEADERS) candidates.push({ self, tasks: offset, members, sides });
  });
  return candidates;
}

/** For each word of an object: in how many of the rows it leads to the same word of another object of the set. */
function countLinks(space: AddressSpace, objects: ReadonlySet<number>, rows: readonly number[]): Uint32Array {
  const counts = new Uint32Array(FULL_SPAN / space.wordSize);
  const bytes = new Uint8Array(FULL_SPAN);
  for (const base of rows) {
    space.memory.read(physAddr(base), bytes);
    const { lo, hi } = splitWords(bytes, space.format);
    for (let i = 0; i < lo.length; i++) {
      const high = hi[i] ?? 0;
      const low = lo[i] ?? 0;
      if ((low | high) === 0 || low % space.wordSize !== 0) continue;
      const target = space.physical(high, low) - i * space.wordSize;
      if (target !== base && objects.has(target)) counts[i] = (counts[i] ?? 0) + 1;
    }
  }
  return counts;
}

/** The shape, or what the objects lack. */
function judge(
  space: AddressSpace,
  { self, tasks, members }: Candidate,
): LeaderShape | 'parentless' | 'numberless' | 'nameless' {
  const columns = new Columns(space, Float64Array.from(spread(members, JUDGED)), FULL_SPAN);
  const set = new Set(members);
  const parents = parentOffsets(columns, set, tasks);
  const first = parents.find((one) => parents.some((other) => other !== one && agree(columns, one, other)));
  if (first === undefined) return 'parentless';
  if (!hasTwinNumbers(columns)) return 'numberless';
  const commOffset = findNames(columns);
  if (commOffset === undefined) return 'nameless';
  const own = (offset: number): number =>
    columns.targets(offset).reduce((sum, target, row) => sum + Number(target === columns.bases[row]), 0);
  const selfOffsets = [...columns.offsets()].filter(
    (offset) => offset !== self && own(offset) >= columns.rows * QUORUM,
  );
  const isPlain = parents.some((offset) => parents.includes(offset + space.wordSize));
  const span = isPlain ? Math.min(FULL_SPAN, Math.ceil((commOffset + BEHIND_COMM) / 64) * 64) : FULL_SPAN;
  return {
    tasksOffset: tasks,
    commOffset,
    selfOffsets: [self, ...selfOffsets],
    parentOffsets: [first, ...parents.filter((offset) => offset !== first)],
    members,
    span: taskSpan([NaN, ...members], span, commOffset + COMM_LENGTH),
    strangers: strangersOf(space, Float64Array.from(members), set, first),
  };
}

/**
 * A word that names most of the objects themselves is group_leader where it leads the others to some of those: a list
 * of all threads runs through them (sched_ext's, from 6.12), not the one of their leaders.
 */
function hasThreads(space: AddressSpace, { members, selfOffsets }: LeaderShape): boolean {
  const set = new Set(members);
  return selfOffsets.some((offset) => {
    const leaders = space.physicalColumn(
      space.gatherWords(Float64Array.from(members, (base) => base + offset)),
    );
    return members.some((base, i) => leaders[i] !== base && set.has(leaders[i] ?? NaN));
  });
}

/** Where most of the objects have a text that ends within 16 bytes, and not all the same. Words first, then any byte. */
function findNames(columns: Columns): number | undefined {
  const rows = Array.from({ length: columns.rows }, (_, row) => columns.row(row));
  for (const step of [4, 1]) {
    let best: { offset: number; named: number } | undefined;
    for (let offset = 0; offset + COMM_LENGTH <= columns.length; offset += step) {
      const { named, different } = countNames(rows, offset);
      if (named < columns.rows * QUORUM || different < columns.rows / 4) continue;
      // A name that holds a character nobody prints is a text from behind that character on, as all others are.
      const isInside = best !== undefined && offset < best.offset + COMM_LENGTH;
      const enough = (best?.named ?? 0) + (isInside ? columns.rows * (1 - PLAIN) : 0);
      if (best === undefined || named > enough) best = { offset, named };
    }
    if (best !== undefined) return beginOfNames(rows, best.offset);
  }
  return undefined;
}

/** Names that were seen on a word may begin on a byte before it: where as many, or more, are read. */
function beginOfNames(rows: readonly Uint8Array[], offset: number): number {
  const before = [3, 2, 1, 0].map((back) => offset - back).filter((at) => at >= 0);
  const named = before.map((at) => countNames(rows, at).named);
  return before[named.indexOf(Math.max(...named))] ?? offset;
}

/** How many objects have a text at this offset, and how many texts there are. */
function countNames(rows: readonly Uint8Array[], offset: number): { named: number; different: number } {
  const names = rows.map((row) => textAt(row, offset)).filter((name) => name !== undefined);
  return { named: names.length, different: new Set(names).size };
}

function textAt(bytes: Uint8Array, offset: number): string | undefined {
  let end = offset;
  while (end < offset + COMM_LENGTH && (bytes[end] ?? 0) >= 0x20 && (bytes[end] ?? 0) < 0x7f) end++;
  if (end - offset < 2 || end === offset + COMM_LENGTH || bytes[end] !== 0) return undefined;
  return String.fromCharCode(...bytes.subarray(offset, end));
}

/** pid and tgid: two numbers in the range of process ids, different for each leader, and the same for each. */
function hasTwinNumbers(columns: Columns): boolean {
  const few = columns.rows * (1 - QUORUM);
  const ids = [...columns.offsets(4)]
    .map((offset) => columns.numbers(offset))
    .filter((numbers) => {
      if (!mostly(columns.rows, (row) => isPid(numbers[row]))) return false;
      return new Set(numbers).size >= columns.rows * QUORUM;
    });
  return ids.some((one, i) =>
    ids.slice(i + 1).some((other) => one.filter((id, row) => id !== other[row]).length <= few),
  );
}
