import { COMM_LENGTH } from '../../../shared/task-table.ts';
import { physAddr } from '../../../shared/units.ts';
import type { AddressSpace } from './address-space.ts';

/** The smallest page of any architecture; what acquisition tools lose. */
const PAGE = 4096;

/** True when the 16 bytes hold a name: not empty, NUL-terminated. Its characters are the guest's to choose. */
export function isName(comm: Uint8Array): boolean {
  return comm[0] !== 0 && comm.subarray(0, COMM_LENGTH).includes(0);
}

/**
 * True where a task may have its comm: a name, or none at all, which a program may choose (PR_SET_NAME,
 * kernel/sys.c) to be overlooked. An empty name on a lost page is no name.
 *
 * `at`: a physical address; anything else than one that the dump holds has no name.
 */
export function bearsComm(space: AddressSpace, at: number): boolean {
  const comm = new Uint8Array(COMM_LENGTH);
  if (!(at >= 0) || space.memory.read(physAddr(at), comm) < COMM_LENGTH) return false;
  return isName(comm) || (comm[0] === 0 && !isBlankAround(space, at));
}

/** Whether all is zero around a name, on its page: where a task calls itself nothing, this is not so. */
function isBlankAround({ memory }: AddressSpace, at: number): boolean {
  const page = at - (at % PAGE);
  const from = Math.max(page, at - 128);
  const bytes = new Uint8Array(Math.min(page + PAGE, at + 128) - from);
  return memory.read(physAddr(from), bytes) < bytes.length || bytes.every((byte) => byte === 0);
}
