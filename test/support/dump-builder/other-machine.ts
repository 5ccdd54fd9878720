import type { GuestOptions } from './build-guest.ts';
import { KERNEL_MODELS } from './kernel-models.ts';

/** A machine with a kernel of its own: what stands in a dump beside another one. */
export const OTHER_MACHINE = {
  model: KERNEL_MODELS['4.19'],
  seed: 2,
  imageDelta: 0xffff_ffff_8100_0000n,
} as const satisfies GuestOptions;
