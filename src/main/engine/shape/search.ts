import type { AddressSpace } from '../kernel/address-space.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import type { Pace } from '../kernel/pace.ts';
import type { ShapeBuilder } from './choice.ts';

/** What every relation is given: the kernel, where to put what it decides, and when to breathe. */
export interface Search {
  readonly space: AddressSpace;
  readonly kernel: LocatedKernel;
  readonly builder: ShapeBuilder;
  readonly pace: Pace;
  /** True when pages of the dump are visibly lost: what pointers lead to may be lost too. */
  readonly lossy: boolean;
  /** Share of rows a relation must hold for when hostile or changing tasks may break it. */
  readonly quorum: number;
  /** Share of rows for a relation that only lost pages break. */
  readonly nearly: number;
}

/**
 * How strict relations can be in a dump where this share of the tasks is visibly damaged: a lost page takes with it
 * whatever field was on it, so that about as many rows break each relation without anything being wrong with it.
 */
export function strictness(damagedShare: number): Pick<Search, 'quorum' | 'nearly'> {
  const intact = Math.max(0.5, 1 - 1.5 * damagedShare);
  return { quorum: 0.9 * intact, nearly: 0.97 * intact };
}
