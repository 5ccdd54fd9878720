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
}

/** Share of intact rows a relation must hold for: the rest may be damaged, changing or hostile. */
export const QUORUM = 0.9;
