import { AddressSpace } from '../../../src/main/engine/kernel/address-space.ts';
import type { PhysicalMemory } from '../../../src/main/engine/memory/physical-memory.ts';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import { GuestMemory, type Machine } from '../dump-builder/guest-memory.ts';
import { MemoryFile } from '../memory-file.ts';

/** A bit of empty memory to write into, and the same as the engine sees it. What is written later is seen too. */
export interface Scratch {
  readonly guest: GuestMemory;
  readonly memory: PhysicalMemory;
  readonly space: AddressSpace;
}

export const DIRECT_MAP = 0xffff_8880_0000_0000n;
export const IMAGE = 0xffff_ffff_8100_0000n;

/**
 * By default 64 KiB of a 64-bit little-endian machine, the first 16 KiB of them its kernel image. `runs` tells which
 * parts the dump holds ([start, length] pairs, physical).
 */
export function scratch(
  options: Partial<Machine> & { readonly runs?: readonly (readonly [number, number])[] } = {},
): Scratch {
  const { runs, ...overrides } = options;
  const machine: Machine = {
    wordSize: 8,
    byteOrder: 'little',
    ramBase: 0,
    ramSize: 0x1_0000,
    imageDelta: IMAGE,
    directMapDelta: DIRECT_MAP,
    ...overrides,
  };
  const guest = new GuestMemory(machine, machine.ramBase + 0x4000);
  const file = new MemoryFile(guest.bytes);
  const held = runs ?? [[machine.ramBase, machine.ramSize] as const];
  const { memory } = mapMemory(
    file,
    held.map(([start, length]) => ({ start, length, file: start - machine.ramBase })),
  );
  const space = new AddressSpace(memory, machine, machine.imageDelta, machine.directMapDelta);
  return { guest, memory, space };
}

/** Links list heads at these physical addresses into one ring. */
export function linkPlaces({ guest }: Scratch, places: readonly number[]): void {
  places.forEach((place, i) => {
    const next = places[(i + 1) % places.length] ?? place;
    const previous = places.at(i - 1) ?? place;
    guest.writeWord(place, guest.virtualOf(next));
    guest.writeWord(place + guest.machine.wordSize, guest.virtualOf(previous));
  });
}
