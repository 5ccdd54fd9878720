import type { AddressSpace } from '../kernel/address-space.ts';
import { lostParts, pageNumbers, structsOf } from './intact.ts';
import type { PidStructShape } from './pid-struct.ts';

/** Adds the numbers of the pages on which struct pids that tasks point at are lost. `bases`: the tasks. */
export function addLostPids(
  pages: Set<number>,
  space: AddressSpace,
  bases: Float64Array,
  pid: Pick<PidStructShape, 'pointer' | 'numbers'> | undefined,
): void {
  if (pid === undefined) return;
  const { pointer, numbers } = pid;
  const structs = structsOf(space, bases, pointer, pages);
  const size = Math.ceil((numbers + 2 * space.wordSize) / space.wordSize) * space.wordSize;
  for (const page of pageNumbers(lostParts(space, structs, size).flat())) pages.add(page);
}
