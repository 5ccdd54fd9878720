import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { AddressSpace } from './address-space.ts';
import { FORMATS, FULL_SPAN, type InitCandidate } from './init-candidates.ts';
import type { InitTrials } from './init-trials.ts';
import { judgeLeaders, type LeaderHints, type LeaderShape } from './judge-leaders.ts';
import { CHUNK, chunkStarts, readChunks } from './memory-chunks.ts';
import type { Pace } from './pace.ts';
import { scanSelves } from './scan-selves.ts';
import { countEmptyLists, deltaOf, findSelfWords, type DeltaVotes } from './self-words.ts';
import { splitWords, type WordFormat } from './word-view.ts';

/** A kernel by its thread group leaders alone. */
export interface FoundLeaders {
  readonly space: AddressSpace;
  readonly shape: LeaderShape;
  /** Differences virtual − physical that empty lists all over the dump vote for, most votes first. */
  readonly deltas: readonly bigint[];
}

/** Chunks with anything in them, spread over the dump, in which empty lists are counted; */
const VOTING_CHUNKS = 24;
/** and how many at most where too few are in those: much else than the kernel may lie in memory. */
const MOST_VOTING_CHUNKS = 512;
/** Differences that are tried; the direct map is among the first three (the map of struct page may come before it). */
const TRIED_DELTAS = 6;
/** Fewer votes than this are chance. */
const MIN_VOTES = 16;
/** The allocator aligns tasks at least so (ARCH_MIN_TASKALIGN, kernel/fork.c). */
const TASK_ALIGNMENT = 32;
/** Megabytes after which the objects found so far are judged; the last time is at the end. */
const MILESTONES = [256, 1024, 4096];
/** More self-naming words than this at one offset are no tasks: there are no more pids. */
const MAX_OBJECTS = 4_194_304;

/**
 * Finds the kernel without any task in particular, by two passes over the dump: empty lists all over it give away the
 * word format and the direct map; then words that hold the address of the object they lie in give away its objects,
 * of which the thread group leaders are the ones a list connects, with names, whose parents are one another. `inits`:
 * places that may be init_task.
 */
export async function locateByLeaders(
  memory: PhysicalMemory,
  pace: Pace,
  log: (line: string) => void,
  trials: InitTrials,
  inits: readonly InitCandidate[],
): Promise<FoundLeaders | undefined> {
  const starts = chunkStarts(memory);
  const ranked: { format: WordFormat; delta: bigint; count: number }[] = [];
  const deltas: bigint[] = [];
  const votes = FORMATS.map((format): { format: WordFormat; votes: DeltaVotes } => ({
    format,
    votes: new Map(),
  }));
  let counted = 0;
  for (const { start, bytes, isZero } of readChunks(memory, starts)) {
    await pace.breathe();
    if (isZero) continue;
    if (counted >= VOTING_CHUNKS && (counted >= MOST_VOTING_CHUNKS || votes.some(haveAgreed))) break;
    counted++;
    for (const { format, votes: own } of votes) {
      countEmptyLists(splitWords(bytes, format), start, format.wordSize, own);
    }
  }
  for (const { format, votes: own } of votes) {
    for (const [key, count] of own)
      if (count >= MIN_VOTES) ranked.push({ format, delta: deltaOf(key), count });
  }
  ranked.sort((a, b) => b.count - a.count);
  for (const { format, delta, count } of ranked.slice(0, TRIED_DELTAS)) {
    log(
      `  ${count} empty lists say virtual − physical = 0x${delta.toString(16)}, ${format.wordSize * 8}-bit ${format.byteOrder}-endian`,
    );
    const space = new AddressSpace(memory, format, delta, delta);
    const shape = await findLeaders(space, starts, pace, trials, { inits });
    if (shape === undefined) continue;
    deltas.push(...ranked.filter((other) => other.format === format).map((other) => other.delta));
    log(`  ${shape.members.length} thread group leaders confirm one another`);
    return { space, shape, deltas };
  }
  return undefined;
}

/** Whether more empty lists than by chance say the same. */
const haveAgreed = ({ votes }: { readonly votes: DeltaVotes }): boolean =>
  [...votes.values()].some((count) => count >= MIN_VOTES);

/** The leaders under a direct map that is taken for granted. */
export async function findLeaders(
  space: AddressSpace,
  starts: readonly number[],
  pace: Pace,
  trials: InitTrials,
  hints: LeaderHints,
): Promise<LeaderShape | undefined> {
  const found = new Map<number, number[]>();
  const milestones = MILESTONES.map((megabytes) => (megabytes * 2 ** 20) / CHUNK);
  let done = 0;
  for (const { start, bytes, isZero } of readChunks(space.memory, starts)) {
    await pace.breathe();
    if (isZero) continue;
    findSelfWords(
      splitWords(bytes, space.format),
      start,
      space.format,
      space.directMap,
      FULL_SPAN,
      TASK_ALIGNMENT,
      (base, offset) => {
        const objects = found.get(offset);
        if (objects === undefined) found.set(offset, [base]);
        else if (objects.length < MAX_OBJECTS) objects.push(base);
      },
    );
    if (!milestones.includes(++done)) continue;
    const shape = judgeLeaders(space, found, trials, { ...hints, isPartial: true });
    if (shape === undefined) continue;
    // Who leads to init_task, and how the list goes on, may lie beyond.
    const [self = 0] = shape.selfOffsets;
    return (await findLeadersAt(space, [self], pace, trials, hints)) ?? shape;
  }
  return judgeLeaders(space, found, trials, hints);
}

/** The same among what names itself at one of these offsets, in bytes: a search that the addon does. */
export async function findLeadersAt(
  space: AddressSpace,
  offsets: readonly number[],
  pace: Pace,
  trials: InitTrials,
  hints: LeaderHints,
): Promise<LeaderShape | undefined> {
  const found = new Map<number, number[]>();
  for (const offset of offsets) {
    const { hits } = await scanSelves(space, offset, { signal: pace.signal, maxHits: MAX_OBJECTS });
    const bases = [...hits.offsets].map((hit) => hit - offset);
    found.set(
      offset,
      bases.filter((base) => base >= 0 && base % TASK_ALIGNMENT === 0),
    );
    await pace.breathe();
  }
  return judgeLeaders(space, found, trials, hints);
}
