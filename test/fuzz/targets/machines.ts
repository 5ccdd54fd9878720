import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { shuffled } from '../../support/dump-builder/shuffle-model.ts';
import { SMALL_MACHINE } from '../../support/engine/drawings.ts';

/** Room behind what was drawn for what programs of damage put there. */
const RAM = 4 << 20;

const small = (options: GuestOptions) => (): Guest => buildGuest(SMALL_MACHINE, { ramSize: RAM, ...options });

/** Machines that differ in all that the search depends on. */
const MACHINES: readonly (() => Guest)[] = [
  small({}),
  small({ wordSize: 4, model: KERNEL_MODELS['3.10'] }),
  // Virtual is physical, as on s390x: every small number is an address.
  small({ byteOrder: 'big', model: KERNEL_MODELS['6.12'], imageDelta: 0n, directMapDelta: 0n }),
  small({ wordSize: 4, byteOrder: 'big', model: KERNEL_MODELS['4.19'] }),
  small({ model: KERNEL_MODELS['2.6.18'] }),
  small({ wordSize: 4, model: KERNEL_MODELS['2.6.32'] }),
  small({ model: shuffled(KERNEL_MODELS['6.1'], 3) }),
  small({ model: KERNEL_MODELS['6.12'], ramBase: 0x4000_0000 }),
  small({ model: shuffled(KERNEL_MODELS['4.4'], 5), wordSize: 4 }),
  small({ model: KERNEL_MODELS['4.4'], suspended: 5_000_000_000n }),
];

export const MACHINE_COUNT = MACHINES.length;

interface Drawn {
  readonly guest: Guest;
  readonly intact: Uint8Array;
}

const drawn = new Map<number, Drawn>();

/** A drawn machine, intact again whatever was done to it before. */
export function machine(number: number): Guest {
  const index = number % MACHINES.length;
  let known = drawn.get(index);
  if (known === undefined) {
    const guest = MACHINES[index]?.();
    if (guest === undefined) throw new Error('There is no machine.');
    known = { guest, intact: guest.raw() };
    drawn.set(index, known);
  } else known.guest.memory.bytes.set(known.intact);
  return known.guest;
}
