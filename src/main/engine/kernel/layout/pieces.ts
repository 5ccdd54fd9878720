import type { DeltaVote } from './delta-votes.ts';

/** A stretch of the file whose empty lists agree on one displacement. */
export interface Piece {
  readonly excess: number;
  /** File offsets of the first and last list that say so. */
  readonly from: number;
  readonly to: number;
  readonly lists: number;
}

/** A displacement that fewer lists than this speak for is a stray. */
const MIN_LISTS = 6;
/** Bounds the search for the best order, which is quadratic. */
const MAX_PIECES = 2000;

/**
 * The pieces of a file that holds ranges of memory one after the other: as memory is left out between them the
 * displacement only grows. Of votes that contradict each other the order with the most lists behind it counts.
 */
export function piecesOf(votes: readonly DeltaVote[]): Piece[] {
  const grouped = group(votes);
  if (grouped.length > MAX_PIECES) return [];
  const totals = new Map<number, number>();
  for (const { excess, lists } of grouped) totals.set(excess, (totals.get(excess) ?? 0) + lists);
  const credible = grouped.filter(({ excess }) => (totals.get(excess) ?? 0) >= MIN_LISTS);
  return group(heaviestAscent(credible));
}

/** Joins neighbours that agree. */
function group(votes: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { excess, from, to, lists } of votes) {
    const last = pieces.at(-1);
    if (last?.excess === excess) pieces[pieces.length - 1] = { ...last, to, lists: last.lists + lists };
    else pieces.push({ excess, from, to, lists });
  }
  return pieces;
}

/** The subsequence that never descends and has the most lists. */
function heaviestAscent(pieces: readonly Piece[]): Piece[] {
  const weight: number[] = [];
  const before: number[] = [];
  let last = -1;
  pieces.forEach((piece, i) => {
    let best = -1;
    for (let j = 0; j < i; j++) {
      if ((pieces[j]?.excess ?? Infinity) > piece.excess) continue;
      if (best < 0 || (weight[j] ?? 0) > (weight[best] ?? 0)) best = j;
    }
    before[i] = best;
    weight[i] = piece.lists + (weight[best] ?? 0);
    if (last < 0 || (weight[i] ?? 0) > (weight[last] ?? 0)) last = i;
  });
  const chosen: Piece[] = [];
  for (let i = last; i >= 0; i = before[i] ?? -1) {
    const piece = pieces[i];
    if (piece !== undefined) chosen.push(piece);
  }
  return chosen.reverse();
}
