import type { ByteOrder, WordSize } from '../../../shared/units.ts';

/** How the dumped kernel writes a machine word. Found per dump, passed along, never global. */
export interface WordFormat {
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
}

const HOST_LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/**
 * Bytes as 32-bit numbers of the given byte order, in one pass. `bytes` must start 4-aligned in its buffer; without
 * a swap the answer shares memory with it.
 */
export function asUint32(bytes: Uint8Array, byteOrder: ByteOrder): Uint32Array {
  const count = bytes.byteLength >>> 2;
  const native = new Uint32Array(bytes.buffer, bytes.byteOffset, count);
  if ((byteOrder === 'little') === HOST_LITTLE) return native;
  const swapped = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const x = native[i] ?? 0;
    swapped[i] = (x >>> 24) | ((x >>> 8) & 0xff00) | ((x << 8) & 0xff0000) | (x << 24);
  }
  return swapped;
}

/**
 * Words as two columns of halves: a 64-bit value does not fit a double, and bigint is too slow for the search. For
 * 4-byte words the high half is zero.
 */
export interface Words {
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
}

/** Splits bytes (4-aligned in their buffer) into words of their own: the answer shares no memory with `bytes`. */
export function splitWords(bytes: Uint8Array, { wordSize, byteOrder }: WordFormat): Words {
  const u32 = asUint32(bytes, byteOrder);
  if (wordSize === 4) return { lo: u32.slice(), hi: new Uint32Array(u32.length) };
  const count = u32.length >>> 1;
  const lo = new Uint32Array(count);
  const hi = new Uint32Array(count);
  const low = byteOrder === 'little' ? 0 : 1;
  for (let i = 0; i < count; i++) {
    lo[i] = u32[2 * i + low] ?? 0;
    hi[i] = u32[2 * i + 1 - low] ?? 0;
  }
  return { lo, hi };
}

export const joinHalves = (hi: number, lo: number): bigint => (BigInt(hi) << 32n) | BigInt(lo);

export const highHalf = (value: bigint): number => Number((value >> 32n) & 0xffff_ffffn);
export const lowHalf = (value: bigint): number => Number(value & 0xffff_ffffn);

const TWO32 = 0x1_0000_0000;

/** Halves of an address that fits a double. */
export const highOf = (address: number): number => Math.floor(address / TWO32);
export const lowOf = (address: number): number => address % TWO32;

/** Offsets, in bytes, of the words that hold a value. */
export function offsetsHolding({ lo, hi }: Words, value: bigint, wordSize: 4 | 8): number[] {
  const low = lowHalf(value);
  const high = highHalf(value);
  const offsets: number[] = [];
  for (let i = 0; i < lo.length; i++) if (lo[i] === low && hi[i] === high) offsets.push(i * wordSize);
  return offsets;
}
