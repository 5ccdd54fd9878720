import type { Columns } from '../kernel/columns.ts';
import { asUint32 } from '../kernel/word-view.ts';

/** From cap_permitted to cap_bset, where the compiler has not shuffled them, in words of 32 bits. */
const CAPABILITY_BLOCK = 4;

/**
 * Permitted, effective and bounding set are the same 64-bit mask, 2^n − 1: two of them side by side, or all three
 * anywhere. (Two alone are seen where struct pids follow one another in their slab as well: the upper half of a pointer
 * to init_pid_ns, and the count of the next.)
 */
export function holdsAllCapabilities(pointees: Columns, row: number): boolean {
  const body = asUint32(pointees.row(row), pointees.space.format.byteOrder);
  const seen = new Map<number, number[]>();
  for (let i = 0; i + 1 < body.length; i++) {
    // A kernel_cap_t is a u64 since 6.3 and two u32, low one first, before: the byte order decides how either reads.
    const first = body[i] ?? 0;
    const second = body[i + 1] ?? 0;
    const high = first === 0xffff_ffff ? second : second === 0xffff_ffff ? first : 0;
    if (high === 0 || high === 0xffff_ffff || (high & (high + 1)) !== 0) continue;
    const places = seen.get(high) ?? [];
    const before = places.at(-1) ?? -Infinity;
    // One word of ones with the same number on either side is one mask, however it is read.
    if (i - before <= 1) continue;
    places.push(i);
    if (i - before <= CAPABILITY_BLOCK || places.length === 3) return true;
    seen.set(high, places);
  }
  return holdsFullMasks(body);
}

/**
 * The same up to 3.16, where a full set is all ones, as much else is: an empty inheritable set, then permitted,
 * effective (without CAP_SETPCAP up to 2.6.33, in what was never executed) and bounding set, and nothing like it
 * behind. Layouts are not shuffled yet.
 */
function holdsFullMasks(body: Uint32Array): boolean {
  const isFull = (word = 0): boolean => word >= 0xffff_fe00;
  for (let i = 0; i + 8 <= body.length; i++) {
    if (body[i] !== 0 || body[i + 1] !== 0 || !isFull(body[i + 2])) continue;
    let length = 1;
    while (isFull(body[i + 2 + length])) length++;
    if (length === 6) return true;
  }
  return false;
}
