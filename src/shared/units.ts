/**
 * Addresses of three kinds that must never be mixed up, branded so that the compiler keeps them apart.
 *
 * - `FileOffset`: bytes from the start of the dump file. A double holds it exactly (files stay below 2^53 bytes).
 * - `PhysAddr`: a guest-physical byte address. No architecture goes beyond 52 bits, so a double holds it exactly.
 * - `VirtAddr`: a kernel virtual address as an unsigned 64-bit bigint (32-bit guests: zero-extended). It does not
 *   fit a double; in JSON it is a hex string.
 */
declare const unit: unique symbol;

export type FileOffset = number & { readonly [unit]: 'FileOffset' };
export type PhysAddr = number & { readonly [unit]: 'PhysAddr' };
export type VirtAddr = bigint & { readonly [unit]: 'VirtAddr' };

export const fileOffset = (bytes: number): FileOffset => bytes as FileOffset;
export const physAddr = (bytes: number): PhysAddr => bytes as PhysAddr;
export const virtAddr = (value: bigint): VirtAddr => value as VirtAddr;

/** Bytes of a machine word of the dumped kernel. */
export type WordSize = 4 | 8;
export type ByteOrder = 'little' | 'big';

/** An address as `0x` and lower-case hex digits, without padding. */
export const hex = (value: bigint | number): string => `0x${value.toString(16)}`;
