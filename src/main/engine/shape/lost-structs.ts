import type { AddressSpace } from '../kernel/address-space.ts';
import { Intactness, OFTEN_UNLIKE, pageNumbers, pageOf } from './intact.ts';
import type { PidStructShape } from './pid-struct.ts';
import { CRED_SPAN } from './scattered-ids.ts';

/** Where tasks point at the structs that hold more of what is shown of them. */
interface StructPointers {
  /** Offset of the pointer to credentials. */
  readonly cred: number | undefined;
  readonly pid: Pick<PidStructShape, 'pointer' | 'numbers'> | undefined;
}

/** Adds the numbers of the pages on which structs that the tasks point at are lost. `bases`: the tasks. */
export function addLostStructs(
  pages: Set<number>,
  space: AddressSpace,
  bases: Float64Array,
  { cred, pid }: StructPointers,
): void {
  addLost(pages, space, bases, cred, CRED_SPAN);
  addLost(pages, space, bases, pid?.pointer, pid?.numbers ?? 0);
}

function addLost(
  pages: Set<number>,
  space: AddressSpace,
  bases: Float64Array,
  pointer: number | undefined,
  length: number,
): void {
  if (pointer === undefined) return;
  const structs = space
    .physicalColumn(space.gatherWords(bases.map((base) => base + pointer)))
    .map((target, row) => (pages.has(pageOf((bases[row] ?? NaN) + pointer)) ? NaN : target));
  const size = Math.ceil((length + 2 * space.wordSize) / space.wordSize) * space.wordSize;
  const ranges = new Intactness(space, structs, size, OFTEN_UNLIKE).lostRanges(structs);
  for (const page of pageNumbers(ranges.flat())) pages.add(page);
}
