import type { ByteOrder } from '../../../shared/units.ts';
import {
  asUint32,
  highHalf,
  highOf,
  joinHalves,
  lowHalf,
  lowOf,
  splitWords,
  type WordFormat,
  type Words,
} from './word-view.ts';

/** Bytes read before and after a name: init_task lies around its comm, however the fields are ordered. */
export const WINDOW_BEFORE = 0x3000;
export const WINDOW_AFTER = 0x2800;

/** A place that may be init_task: what stands there would be consistent with it. */
export interface InitCandidate {
  readonly format: WordFormat;
  /** Physical address of the supposed init_task. */
  readonly physical: number;
  /** VA − PA of the kernel image (mod 2^wordbits). */
  readonly delta: bigint;
  /** Bytes from init_task to its comm. */
  readonly commOffset: number;
  /** Empty list heads in the window that agree on `delta`. */
  readonly emptyLists: number;
  /** Times the supposed address of init_task is stored in the window. */
  readonly references: number;
  /** No more references than RHEL 5 has, whose tasks know one parent: anything may look so, and it is tried last. */
  readonly isWeak: boolean;
  /** Whether two neighbouring words both name init_task, as real_parent and parent do unless the layout is shuffled. */
  readonly adjacentPair: boolean;
}

/** Bytes around a name, physical address `start` (16-aligned) at the first. */
export interface NameWindow {
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Physical address of the first byte of the name. */
  readonly name: number;
}

/** The ways a kernel may write a word. */
export const FORMATS: readonly WordFormat[] = (['little', 'big'] as const).flatMap((byteOrder: ByteOrder) =>
  ([8, 4] as const).map((wordSize) => ({ wordSize, byteOrder })),
);

/** Fewer agreeing empty lists than this are chance; init_task has dozens. */
const MIN_EMPTY_LISTS = 3;
const MAX_DELTAS = 4;
/** Physical pages keep their place within a page wherever they are mapped. */
const PAGE = 4096;
/** init_task is its own real_parent, parent and group_leader. */
const MIN_REFERENCES = 3;
/** utrace took real_parent out of RHEL 5: what is left stands alone, unlike what an empty list head stores. */
const MIN_ALONE = 2;

/**
 * All ways in which init_task could stand around this name, over word sizes and byte orders, best first. `granule` is
 * less than a page where the file may hold parts of pages.
 *
 * An empty list head holds its own virtual address twice, so it gives away VA − PA; a task_struct is full of them.
 * With that difference known, init_task's own address is a value that the window stores at least three times.
 */
export const initCandidates = (window: NameWindow, granule = PAGE): InitCandidate[] =>
  initReadings(window, granule).candidates;

/** The same, and whether any empty lists agree, which are there without a candidate too. */
export function initReadings(
  window: NameWindow,
  granule = PAGE,
): { readonly candidates: InitCandidate[]; readonly listsAgree: boolean } {
  const found: InitCandidate[] = [];
  let listsAgree = false;
  const doubled = { 8: doubledWords(window.bytes, 8), 4: doubledWords(window.bytes, 4) };
  for (const format of FORMATS) {
    const deltas = voteForDelta(window, doubled[format.wordSize], format, granule);
    if (deltas.length === 0) continue;
    listsAgree = true;
    const words = splitWords(window.bytes, format);
    for (const { delta, votes } of deltas) {
      for (const candidate of selfReferences(words, window, format, delta)) {
        found.push({ ...candidate, emptyLists: votes });
      }
    }
  }
  found.sort(
    (a, b) =>
      Number(b.adjacentPair) - Number(a.adjacentPair) ||
      b.emptyLists - a.emptyLists ||
      a.references - b.references,
  );
  return { candidates: found, listsAgree };
}

/**
 * Places of words that stand twice side by side and are not zero, as indexes. They are the same in either byte order,
 * and few: a window of nothing but names is done with here.
 */
function doubledWords(bytes: Uint8Array, wordSize: 4 | 8): number[] {
  const halves = asUint32(bytes, 'little');
  const places: number[] = [];
  const step = wordSize / 4;
  const end = halves.length - 2 * step + 1;
  for (let at = 0; at < end; at += step) {
    const first = halves[at];
    if (first !== halves[at + step]) continue;
    const second = step === 2 ? halves[at + 1] : 0;
    if (step === 2 && second !== halves[at + 3]) continue;
    if (first !== 0 || second !== 0) places.push(at / step);
  }
  return places;
}

/** VA − PA (a multiple of `granule`) by what empty list heads in the window say; the few with most votes. */
function voteForDelta(
  { bytes, start }: NameWindow,
  doubled: readonly number[],
  { wordSize, byteOrder }: WordFormat,
  granule: number,
): { delta: bigint; votes: number }[] {
  const votes = new Map<string, { delta: bigint; votes: number }>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = byteOrder === 'little';
  const lowAt = wordSize === 8 && !little ? 4 : 0;
  const startHigh = highOf(start);
  const startLow = lowOf(start);
  for (const i of doubled) {
    const low = view.getUint32(i * wordSize + lowAt, little);
    const high = wordSize === 8 ? view.getUint32(i * wordSize + 4 - lowAt, little) : 0;
    const difference = low - startLow - i * wordSize;
    if ((difference & (granule - 1)) !== 0) continue;
    const borrow = Math.floor(difference / 0x1_0000_0000);
    const upper = wordSize === 8 ? (high - startHigh + borrow) >>> 0 : 0;
    const key = `${upper}:${difference >>> 0}`;
    const vote = votes.get(key);
    if (vote === undefined) votes.set(key, { delta: joinHalves(upper, difference >>> 0), votes: 1 });
    else vote.votes++;
  }
  return [...votes.values()]
    .filter((vote) => vote.votes >= MIN_EMPTY_LISTS)
    .sort((a, b) => b.votes - a.votes)
    .slice(0, MAX_DELTAS);
}

/** The same word stands beside it, as in an empty list head, which names itself like a task but is none. */
const isDoubled = ({ lo, hi }: Words, i: number): boolean =>
  (lo[i] === lo[i + 1] && hi[i] === hi[i + 1]) || (lo[i] === lo[i - 1] && hi[i] === hi[i - 1]);

/**
 * Addresses inside the window, at or before the name, that the window itself stores several times. Older kernels do not
 * ask for any alignment of init_task (init/init_task.c), and compilers give it that of a word.
 */
function selfReferences(
  words: Words,
  window: NameWindow,
  format: WordFormat,
  delta: bigint,
): Omit<InitCandidate, 'emptyLists'>[] {
  const { lo, hi } = words;
  const first = BigInt.asUintN(format.wordSize * 8, BigInt(window.start) + delta);
  const firstHigh = highHalf(first);
  const firstLow = lowHalf(first);
  const limit = window.name - window.start;
  const counts = new Map<number, { references: number; alone: number; pair: boolean; lastAt: number }>();
  for (let i = 0; i < lo.length; i++) {
    // The window is far smaller than 4 GiB: one difference of low halves suffices once the high halves agree.
    const low = lo[i] ?? 0;
    const displacement = low - firstLow + ((hi[i] ?? 0) - firstHigh) * 0x1_0000_0000;
    if (displacement < 0 || displacement > limit || displacement % format.wordSize !== 0) continue;
    const doubled = isDoubled(words, i);
    const seen = counts.get(displacement);
    const alone = doubled ? 0 : 1;
    if (seen === undefined) counts.set(displacement, { references: 1, alone, pair: false, lastAt: i });
    else {
      seen.references++;
      seen.alone += alone;
      if (seen.lastAt === i - 1) seen.pair = true;
      seen.lastAt = i;
    }
  }
  const found: Omit<InitCandidate, 'emptyLists'>[] = [];
  for (const [displacement, { references, alone, pair }] of counts) {
    const isWeak = references < MIN_REFERENCES;
    if (isWeak && alone < MIN_ALONE) continue;
    found.push({
      format,
      physical: window.start + displacement,
      delta,
      commOffset: limit - displacement,
      references,
      isWeak,
      adjacentPair: pair,
    });
  }
  return found;
}

/** How far behind a task's start its members are looked for at most, in bytes. */
export const FULL_SPAN = 0x2800;
/** Between comm and signal, the last member of interest, older kernels keep the thread's registers. */
export const BEHIND_COMM = 0x600;

/**
 * How far the members of interest reach from a task's start. Where parent and real_parent stand side by side, or there
 * is but one of them, the layout is not shuffled, and comm is among the last; elsewhere a member may be anywhere.
 */
export const spanOf = (candidate: InitCandidate): number =>
  candidate.adjacentPair || candidate.isWeak
    ? Math.min(FULL_SPAN, Math.ceil((candidate.commOffset + BEHIND_COMM) / 64) * 64)
    : FULL_SPAN;

/** Virtual address of the supposed init_task. */
export const candidateAddress = (candidate: Pick<InitCandidate, 'format' | 'physical' | 'delta'>): bigint =>
  BigInt.asUintN(candidate.format.wordSize * 8, BigInt(candidate.physical) + candidate.delta);

/** For logs. */
export const candidateText = (c: InitCandidate): string =>
  `init_task at 0x${candidateAddress(c).toString(16)} (physical 0x${c.physical.toString(16)}), ` +
  `${c.format.wordSize * 8}-bit ${c.format.byteOrder}-endian, ${c.emptyLists} empty lists, ${c.references} references` +
  (c.adjacentPair ? ', parent pair' : '');
