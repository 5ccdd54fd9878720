import { physAddr } from '../../../../shared/units.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** x86-64 maps its image from here on, whatever KASLR adds (__START_KERNEL_map, arch/x86/include/asm/page_64_types.h). */
const X86_IMAGE = 0xffff_ffff_8000_0000n;
const LONGEST_NUMBER = 32;
/** Firmware gives memory away in kilobytes: a file of its pieces need not keep the place within a page. */
const GRANULE = 1024n;
const PHYSICAL_LIMIT = 1n << 52n;

/** A number that the kernel tells debuggers, and how virtual − physical of its image follows from it. */
interface Teller {
  readonly name: string;
  readonly imageDelta: (value: bigint) => bigint;
}

/** Of the text VMCOREINFO, which lies in memory from boot on (arch/…/kernel/vmcore_info.c, crash_core.c before 6.9). */
const TELLERS: readonly Teller[] = [
  { name: 'NUMBER(phys_base)', imageDelta: (value) => X86_IMAGE - value },
  { name: 'NUMBER(kimage_voffset)', imageDelta: (value) => value },
  { name: 'NUMBER(va_kernel_pa_offset)', imageDelta: (value) => value },
];

/** What to look for in the dump to find them. */
export const BASE_MARKS: readonly Uint8Array[] = TELLERS.map(({ name }) => ascii(`${name}=`));

/** Where a text of `BASE_MARKS` was found: its index, and its physical address. */
export interface BaseMark {
  readonly which: number;
  readonly at: number;
}

/** The physical address of what stands at address 0 of a memory whose true addresses are not known. */
export interface PhysicalBase {
  readonly base: number;
  /** The kernel's own number that tells it. */
  readonly said: string;
}

/**
 * The kernel says at which displacement its image runs; the image was found in the dump at another one, counted from
 * the start of the file. The difference is where the file begins in physical memory. Undefined when nothing tells.
 */
export function physicalBase(
  memory: PhysicalMemory,
  imageDelta: bigint,
  marks: readonly BaseMark[],
): PhysicalBase | undefined {
  const votes = new Map<number, { said: string; count: number }>();
  for (const { which, at } of marks) {
    const teller = TELLERS[which];
    const value = readNumber(memory, at + (BASE_MARKS[which]?.length ?? 0));
    if (teller === undefined || value === undefined) continue;
    const base = BigInt.asIntN(64, imageDelta - teller.imageDelta(value));
    if (base % GRANULE !== 0n || base < -PHYSICAL_LIMIT || base >= PHYSICAL_LIMIT) continue;
    const vote = votes.get(Number(base)) ?? { said: `${teller.name}=${String(value)}`, count: 0 };
    vote.count++;
    votes.set(Number(base), vote);
  }
  const [best, next] = [...votes].sort((a, b) => b[1].count - a[1].count);
  // Two kernels in one dump say different things: then neither is believed.
  if (best === undefined || best[1].count === next?.[1].count) return undefined;
  return { base: best[0], said: best[1].said };
}

/** A number as the kernel prints it: decimal, or hexadecimal after 0x, up to the end of the line. */
function readNumber(memory: PhysicalMemory, at: number): bigint | undefined {
  const bytes = new Uint8Array(LONGEST_NUMBER);
  const text = Buffer.from(bytes.subarray(0, memory.read(physAddr(at), bytes))).toString('latin1');
  const digits = /^(?:(-?)(\d{1,20})|(0x[0-9a-f]{1,16}))\n/.exec(text);
  if (digits?.[3] !== undefined) return BigInt(digits[3]);
  if (digits?.[2] === undefined) return undefined;
  return digits[1] === '-' ? -BigInt(digits[2]) : BigInt(digits[2]);
}
