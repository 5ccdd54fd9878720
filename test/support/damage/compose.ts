import type { Random } from '../dump-builder/random.ts';
import { PAGE } from './wound-pages.ts';

/** How two moments of one memory come into one dump that was read while the machine ran. */
export const SMEARS = ['halves', 'halves, later first', '1 MiB blocks', 'random pages'] as const;
export type Smear = (typeof SMEARS)[number];

const MIB = 2 ** 20;

/** Pieces of a dump of `size` bytes that show the later moment, the rest shows the earlier: [start, end) pairs. */
export function laterPieces(smear: Smear, size: number, random: Random): [number, number][] {
  const middle = Math.floor(size / 2 / PAGE) * PAGE;
  if (smear === 'halves') return [[middle, size]];
  if (smear === 'halves, later first') return [[0, middle]];
  const step = smear === '1 MiB blocks' ? MIB : PAGE;
  const pieces: [number, number][] = [];
  for (let start = 0; start < size; start += step) {
    const isLater = step === MIB ? (start / MIB) % 2 === 1 : random.chance(0.5);
    if (isLater) pieces.push([start, Math.min(size, start + step)]);
  }
  return pieces;
}
