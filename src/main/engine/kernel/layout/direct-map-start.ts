import { physAddr } from '../../../../shared/units.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { Pace } from '../pace.ts';
import type { Anchor } from './anchor.ts';

const GIB = 2n ** 30n;
/** Addresses below the known one that are looked for. */
const STEPS = 1024;
/** The kernel image lies within this of init_task. */
const IMAGE_REACH = 64 * 1024 * 1024;

/** x86-64 runs its image from here on (__START_KERNEL_map, arch/x86/include/asm/page_64_types.h), riscv64 too. */
const IMAGE = 0xffff_ffff_8000_0000n;
/** The image may be loaded up to this above physical 0. */
const IMAGE_LOADED = 64n * GIB;
/** The direct map of x86-64 is below this, that of riscv64 above. */
const X86_DIRECT_MAP_END = 0xffff_ff00_0000_0000n;

/** True where image and direct map lie as x86-64 has them. */
export const looksLikeX86 = (image: bigint, directMap: bigint): boolean =>
  image >= IMAGE - IMAGE_LOADED && image <= IMAGE + IMAGE_LOADED && directMap < X86_DIRECT_MAP_END;

/**
 * The virtual address of physical 0 in the direct map of x86-64. The kernel keeps it in a variable of its image, a
 * multiple of 1 GiB not far below the address of any task, and beside it in two more where vmalloc and vmemmap begin,
 * further up and multiples of 1 GiB too (page_offset_base, vmalloc_base, vmemmap_base; arch/x86/kernel/head64.c, since
 * 4.8). Undefined when there is none.
 */
export async function directMapStart(
  memory: PhysicalMemory,
  { format, image, delta, initTask }: Anchor,
  pace: Pace,
): Promise<bigint | undefined> {
  if (format.wordSize !== 8 || !looksLikeX86(image, delta)) return undefined;
  const highest = delta - (delta % GIB);
  const values = BigUint64Array.from({ length: STEPS }, (_, step) => highest - BigInt(step) * GIB);
  const { hits } = await memory.scan({
    from: physAddr(Math.max(0, initTask - IMAGE_REACH)),
    to: physAddr(Math.min(memory.end, initTask + IMAGE_REACH)),
    query: { kind: 'values', values, wordSize: 8, bigEndian: false },
    maxHits: 10_000,
    signal: pace.signal,
  });
  const starts = new Set<bigint>();
  hits.offsets.forEach((at, i) => {
    const value = values[hits.which[i] ?? 0] ?? 0n;
    if (standsWithOthers(memory, at, value)) starts.add(value);
  });
  const [start] = starts;
  return starts.size === 1 ? start : undefined;
}

/** Both words after, both before, or one on either side are larger multiples of 1 GiB. */
function standsWithOthers(memory: PhysicalMemory, at: number, value: bigint): boolean {
  const bytes = Buffer.alloc(5 * 8);
  if (memory.read(physAddr(at - 16), bytes) < bytes.length) return false;
  const isStart = [0, 1, 3, 4].map((word) => {
    const other = bytes.readBigUInt64LE(8 * word);
    return other % GIB === 0n && other > value;
  });
  const [first = false, second = false, fourth = false, fifth = false] = isStart;
  return (first && second) || (second && fourth) || (fourth && fifth);
}
