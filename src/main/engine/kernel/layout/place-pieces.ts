import type { Anchor } from './anchor.ts';
import type { Piece } from './pieces.ts';

/** The direct map of every architecture shows physical 0 (or a multiple of this) at a multiple of this. */
const GIB = 2 ** 30;
const FOUR_GIB = 4 * GIB;

export interface PlacingClues {
  readonly anchor: Anchor;
  /** Virtual address of physical 0, where the kernel says so. */
  readonly start: bigint | undefined;
  /** Physical address minus file offset at init_task, where the kernel says so. */
  readonly told: number | undefined;
}

export interface PlacedPieces {
  /** At least one; `excess` is now physical address minus file offset. */
  readonly pieces: readonly Piece[];
  /** Virtual address of physical 0 under which that is so. */
  readonly start: bigint;
}

/**
 * Turns displacements that are known against each other into physical addresses.
 *
 * Where the kernel image lies in memory that no list speaks of (a small machine puts all its objects above the hole)
 * what the kernel says of its image makes a piece of its own.
 */
export function placePieces(found: readonly Piece[], { anchor, start, told }: PlacingClues): PlacedPieces {
  const image = { excess: 0, from: anchor.initTask, to: anchor.initTask, lists: 0 };
  const pieces = found.length > 0 ? found : [image];
  const [first = image] = pieces;
  const placed = (base: number): PlacedPieces => ({
    pieces: pieces.map((piece) => ({ ...piece, excess: piece.excess - first.excess + base })),
    start: anchor.delta + BigInt(first.excess) - BigInt(base),
  });
  const displacement = anchor.delta + BigInt(first.excess);
  const exact = start === undefined ? undefined : Number(displacement - start);
  // Without the start of the direct map addresses are known up to a multiple of its step.
  const wide = anchor.format.wordSize === 8;
  const base = exact ?? (wide ? Number(BigInt.asUintN(64, displacement) % BigInt(GIB)) : 0);
  if (told === undefined) return placed(base);

  const atInit = pieces.findLast(({ from }) => from <= anchor.initTask) ?? first;
  const error = told - (base + atInit.excess - first.excess);
  if (error === 0 || found.length === 0) return placed(base + error);
  if (exact === undefined && error % GIB === 0) return placed(base + error);
  const result = placed(exact ?? aboveHole(base, told, first));
  const at = result.pieces.findIndex(({ from }) => from > anchor.initTask);
  const withImage = result.pieces.toSpliced(at < 0 ? pieces.length : at, 0, { ...image, excess: told });
  if (isAscending(withImage)) return { ...result, pieces: withImage };
  return error % GIB === 0 ? placed(base + error) : result;
}

/** Of the displacements that differ by whole steps the one under which memory goes on at 4 GiB, or the least possible. */
function aboveHole(base: number, told: number, first: Piece): number {
  const least = base + Math.ceil(Math.max(0, told - base) / GIB) * GIB;
  for (let displacement = least; displacement < FOUR_GIB; displacement += GIB) {
    if (FOUR_GIB - displacement <= first.from && first.from + displacement >= FOUR_GIB) return displacement;
  }
  return least;
}

const isAscending = (pieces: readonly Piece[]): boolean =>
  pieces.every((piece, i) => i === 0 || piece.excess >= (pieces[i - 1]?.excess ?? 0));
