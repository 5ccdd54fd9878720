import { Columns } from '../columns.ts';
import { spread } from '../accept.ts';
import type { LocatedKernel } from '../locate-kernel.ts';
import { highHalf, lowHalf } from '../word-view.ts';
import { looksLikeX86 } from './direct-map-start.ts';

const GIB = 2n ** 30n;
/** Tasks looked at, and the share of them that must point beyond the end. */
const LOOKED_AT = 48;
const MANY = 0.25;
/** Beyond this distance from the direct map lie other things than memory (vmalloc, vmemmap). */
const REACH = 2 ** 40;
/**
 * Whether a memory that was laid out on a guess may lie otherwise: the list of tasks does not close, tasks point
 * beyond its end, or, unless that is known, nothing proves that it begins at physical address 0.
 */
export function doubtsLayout(kernel: LocatedKernel, beginsKnown: boolean): boolean {
  const { space, accepted } = kernel;
  if (!accepted.closed || pointsBeyond(kernel)) return true;
  if (beginsKnown) return false;
  const isX86 = space.wordSize === 8 && looksLikeX86(space.image, space.directMap);
  // The direct map of x86-64 begins at a multiple of 1 GiB, so it gives away a first address that is none.
  return !isX86 || space.directMap % GIB !== 0n;
}

/** True when many tasks hold pointers that the direct map would place behind the end of memory. */
function pointsBeyond({ space, accepted, span }: LocatedKernel): boolean {
  const columns = new Columns(space, Float64Array.from(spread(accepted.tasks, LOOKED_AT)), span);
  const beyond = new Uint8Array(columns.rows);
  const high = highHalf(space.directMap);
  const low = lowHalf(space.directMap);
  for (const offset of columns.offsets()) {
    const words = columns.words(offset);
    for (let row = 0; row < columns.rows; row++) {
      const value = words.lo[row] ?? 0;
      const physical = ((words.hi[row] ?? 0) - high) * 2 ** 32 + value - low;
      if (physical >= space.memory.end && physical < REACH && value % 8 === 0) beyond[row] = 1;
    }
  }
  return beyond.reduce((sum, one) => sum + one, 0) > columns.rows * MANY;
}
