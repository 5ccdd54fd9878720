import { physAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { AddressSpace } from './address-space.ts';
import { candidateAddress, FULL_SPAN, type InitCandidate } from './init-candidates.ts';
import { highHalf, joinHalves, lowHalf, offsetsHolding, splitWords, type Words } from './word-view.ts';

/** A list_head of init_task whose neighbours point back, and the direct map under which they do. */
export interface RingStart {
  /** Bytes from init_task to the list_head. */
  readonly offset: number;
  readonly directMap: bigint;
}

/** KASLR moves the direct map in steps of a page-directory entry: 1 GiB on x86-64 and arm64, never less than 2 MiB. */
const COARSE_STEP = 2 ** 30;
/** A task names itself as parent twice and as leader; words like padding and stack may too. */
const MAX_OWN_WORDS = 16;

/** What is known of a supposed init_task before its lists are followed. */
type Structure = Pick<InitCandidate, 'format' | 'physical' | 'delta'>;

/** The words of the supposed init_task. */
export function initWords(memory: PhysicalMemory, candidate: Structure): Words {
  const bytes = new Uint8Array(FULL_SPAN);
  memory.read(physAddr(candidate.physical), bytes);
  return splitWords(bytes, candidate.format);
}

/** Where a supposed init_task names itself: it is its own parent and leader. Offsets in bytes. */
export function ownWords(memory: PhysicalMemory, candidate: InitCandidate): number[] {
  const words = initWords(memory, candidate);
  const offsets = offsetsHolding(words, candidateAddress(candidate), candidate.format.wordSize);
  return offsets.slice(0, MAX_OWN_WORDS);
}

/**
 * List heads of init_task that close over the objects next to them, without page tables: the object that `next`
 * names lies at some physical address equal to it modulo the step of the direct map, and its `prev` names init_task.
 * Tries each such place; a few hundred reads decide. `known` deltas (the image's own first) are tried before.
 */
export function* ringStarts(
  memory: PhysicalMemory,
  candidate: InitCandidate,
  words: Words,
  known: readonly bigint[],
  { coarse = true } = {},
): Generator<RingStart> {
  for (const delta of known) {
    for (const offset of linkOffsets(words, candidate)) {
      const start = { offset, directMap: delta };
      if (closesUnder(memory, candidate, words, start)) yield start;
    }
  }
  if (!coarse || candidate.format.wordSize === 4) return;
  // Side 0: the object `next` names has its prev, one word on, at init_task. Side 1: `prev`'s next does.
  for (const side of [0, 1]) {
    for (const offset of linkOffsets(words, candidate)) {
      const index = offset / 8 + side;
      const high = words.hi[index] ?? 0;
      const low = words.lo[index] ?? 0;
      const self = candidateAddress(candidate) + BigInt(offset);
      for (let physical = low % COARSE_STEP; physical < memory.end; physical += COARSE_STEP) {
        if (!wordIs(memory, candidate, physical + (side === 0 ? 8 : 0), self)) continue;
        const directMap = BigInt.asUintN(64, joinHalves(high, low) - BigInt(physical));
        if (known.includes(directMap)) continue;
        const start = { offset, directMap };
        if (closesUnder(memory, candidate, words, start)) yield start;
      }
    }
  }
}

/** A list head of init_task that the object next to it names. */
export interface BackLink {
  /** Bytes from init_task to the list_head. */
  readonly offset: number;
  /** Where the list_head of the next object lies, and its virtual address. */
  readonly node: number;
  readonly next: bigint;
}

/** One scan for all addresses of init_task's list heads finds who points back at them. */
export async function backLinks(
  memory: PhysicalMemory,
  candidate: InitCandidate,
  words: Words,
  signal: AbortSignal,
): Promise<BackLink[]> {
  const { wordSize, byteOrder } = candidate.format;
  const offsets = [...linkOffsets(words, candidate)];
  const self = candidateAddress(candidate);
  const { hits } = await memory.scan({
    query: {
      kind: 'values',
      values: BigUint64Array.from(offsets, (offset) => self + BigInt(offset)),
      wordSize,
      bigEndian: byteOrder === 'big',
    },
    maxHits: 100_000,
    signal,
  });
  return Array.from(hits.offsets, (hit, i) => {
    const offset = offsets[hits.which[i] ?? 0] ?? 0;
    const index = offset / wordSize;
    return { offset, node: hit - wordSize, next: joinHalves(words.hi[index] ?? 0, words.lo[index] ?? 0) };
  });
}

/**
 * Where lists of init_task begin, without any assumption about the step of the direct map. Costs a pass over the
 * dump, so it comes last.
 */
export async function ringStartsByScan(
  memory: PhysicalMemory,
  candidate: InitCandidate,
  words: Words,
  signal: AbortSignal,
): Promise<RingStart[]> {
  const starts: RingStart[] = [];
  for (const { offset, node, next } of await backLinks(memory, candidate, words, signal)) {
    const directMap = BigInt.asUintN(candidate.format.wordSize * 8, next - BigInt(node));
    if (directMap % 4096n !== 0n) continue;
    const start = { offset, directMap };
    if (closesUnder(memory, candidate, words, start)) starts.push(start);
  }
  return starts;
}

/** The same for several candidates in one pass; those that read words otherwise than the first are left out. */
export async function ringStartsTogether(
  memory: PhysicalMemory,
  candidates: readonly InitCandidate[],
  signal: AbortSignal,
): Promise<{ candidate: InitCandidate; start: RingStart }[]> {
  const [first] = candidates;
  if (first === undefined) return [];
  const { wordSize, byteOrder } = first.format;
  // Two dumps of one kernel without address randomisation have the same addresses.
  const heads = new Map<bigint, { candidate: InitCandidate; words: Words; offset: number }[]>();
  for (const candidate of candidates) {
    if (candidate.format.wordSize !== wordSize || candidate.format.byteOrder !== byteOrder) continue;
    const words = initWords(memory, candidate);
    for (const offset of linkOffsets(words, candidate)) {
      const address = candidateAddress(candidate) + BigInt(offset);
      const same = heads.get(address);
      if (same === undefined) heads.set(address, [{ candidate, words, offset }]);
      else same.push({ candidate, words, offset });
    }
  }
  const named = [...heads.values()];
  const { hits } = await memory.scan({
    query: {
      kind: 'values',
      values: BigUint64Array.from(heads.keys()),
      wordSize,
      bigEndian: byteOrder === 'big',
    },
    maxHits: 100_000,
    signal,
  });
  const starts: { candidate: InitCandidate; start: RingStart }[] = [];
  hits.offsets.forEach((hit, i) => {
    for (const { candidate, words, offset } of named[hits.which[i] ?? 0] ?? []) {
      const index = offset / wordSize;
      const next = joinHalves(words.hi[index] ?? 0, words.lo[index] ?? 0);
      const directMap = BigInt.asUintN(wordSize * 8, next - BigInt(hit - wordSize));
      const start = { offset, directMap };
      if (directMap % 4096n === 0n && closesUnder(memory, candidate, words, start))
        starts.push({ candidate, start });
    }
  });
  return starts;
}

/** Pairs of words that could be a list, and how many of them lead to memory that the dump holds. */
export function countLinks(
  memory: PhysicalMemory,
  structure: Structure,
  directMap: bigint,
): { readonly possible: number; readonly held: number } {
  const words = initWords(memory, structure);
  const space = new AddressSpace(memory, structure.format, structure.delta, directMap);
  const isHeld = (index: number): boolean =>
    !Number.isNaN(space.physical(words.hi[index] ?? 0, words.lo[index] ?? 0));
  let possible = 0;
  let held = 0;
  for (const offset of linkOffsets(words, structure)) {
    const index = offset / structure.format.wordSize;
    possible++;
    if (isHeld(index) && isHeld(index + 1)) held++;
  }
  return { possible, held };
}

/** Offsets whose two words could be next and prev of a list with other members. */
function* linkOffsets(words: Words, candidate: Structure): Generator<number> {
  const { wordSize } = candidate.format;
  const self = candidateAddress(candidate);
  for (let i = 0; i + 1 < words.lo.length; i++) {
    const low = words.lo[i] ?? 0;
    const high = words.hi[i] ?? 0;
    const prevLow = words.lo[i + 1] ?? 0;
    const prevHigh = words.hi[i + 1] ?? 0;
    if (low % wordSize !== 0 || prevLow % wordSize !== 0) continue;
    if (low < 4096 && high === 0) continue;
    if (prevLow < 4096 && prevHigh === 0) continue;
    const at = self + BigInt(i * wordSize);
    if (low === lowHalf(at) && high === highHalf(at)) continue;
    yield i * wordSize;
  }
}

function wordIs(memory: PhysicalMemory, candidate: InitCandidate, at: number, value: bigint): boolean {
  const bytes = new Uint8Array(candidate.format.wordSize);
  if (memory.read(physAddr(at), bytes) < bytes.length) return false;
  const words = splitWords(bytes, candidate.format);
  return words.lo[0] === lowHalf(value) && words.hi[0] === highHalf(value);
}

/**
 * next's prev, or prev's next, names init_task's list head. One side suffices: the page of the other may be lost, and
 * whoever uses the ring looks closer.
 */
function closesUnder(
  memory: PhysicalMemory,
  candidate: InitCandidate,
  words: Words,
  { offset, directMap }: RingStart,
): boolean {
  const space = new AddressSpace(memory, candidate.format, candidate.delta, directMap);
  const index = offset / candidate.format.wordSize;
  const next = space.physical(words.hi[index] ?? 0, words.lo[index] ?? 0);
  const prev = space.physical(words.hi[index + 1] ?? 0, words.lo[index + 1] ?? 0);
  const self = candidate.physical + offset;
  if (Number.isNaN(next) || Number.isNaN(prev) || next === self) return false;
  const afterNext = space.pair(next);
  if (afterNext !== undefined && space.pointsTo(afterNext.secondHi, afterNext.secondLo, self)) return true;
  const beforePrev = space.pair(prev);
  return beforePrev !== undefined && space.pointsTo(beforePrev.firstHi, beforePrev.firstLo, self);
}
