import type { ByteOrder, WordSize } from '../../../shared/units.ts';

/** Reading the dumped machine's words, whatever this machine's own byte order. */

const HOST_IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const isNative = (order: ByteOrder): boolean => (order === 'little') === HOST_IS_LITTLE;

/** The unsigned 32-bit number at `at`; missing bytes count as zero. */
export function readU32(bytes: Uint8Array, at: number, order: ByteOrder): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  const c = bytes[at + 2] ?? 0;
  const d = bytes[at + 3] ?? 0;
  return order === 'little'
    ? (a | (b << 8) | (c << 16) | (d << 24)) >>> 0
    : (d | (c << 8) | (b << 16) | (a << 24)) >>> 0;
}

export function readU16(bytes: Uint8Array, at: number, order: ByteOrder): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  return order === 'little' ? a | (b << 8) : b | (a << 8);
}

/** The unsigned 64-bit number at `at`; missing bytes count as zero. */
export function readU64(bytes: Uint8Array, at: number, order: ByteOrder): bigint {
  const first = readU32(bytes, at, order);
  const second = readU32(bytes, at + 4, order);
  const [high, low] = order === 'little' ? [second, first] : [first, second];
  return (BigInt(high) << 32n) | BigInt(low);
}

/** The machine word at `at`, zero-extended. */
export const readWord = (bytes: Uint8Array, at: number, wordSize: WordSize, order: ByteOrder): bigint =>
  wordSize === 8 ? readU64(bytes, at, order) : BigInt(readU32(bytes, at, order));

/** Turns every group of four bytes round, in place. */
function swap4(bytes: Uint8Array): void {
  const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  for (let i = 0; i < numbers.length; i++) {
    const v = numbers[i] ?? 0;
    numbers[i] = (v >>> 24) | ((v >>> 8) & 0xff00) | ((v << 8) & 0xff0000) | (v << 24);
  }
}

/** Turns every group of eight bytes round, in place. */
function swap8(bytes: Uint8Array): void {
  swap4(bytes);
  const halves = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  for (let i = 0; i + 1 < halves.length; i += 2) {
    const first = halves[i] ?? 0;
    halves[i] = halves[i + 1] ?? 0;
    halves[i + 1] = first;
  }
}

/** Bytes that a typed array may view: the block itself when nothing has to be turned and it is aligned. */
function nativeBytes(block: Uint8Array, width: 4 | 8, order: ByteOrder): Uint8Array {
  const length = block.length - (block.length % width);
  if (isNative(order) && block.byteOffset % width === 0) return block.subarray(0, length);
  const copy = block.slice(0, length);
  if (!isNative(order)) (width === 8 ? swap8 : swap4)(copy);
  return copy;
}

/** A block as 32-bit numbers. May share the block's memory: treat it as read-only. */
export function u32View(block: Uint8Array, order: ByteOrder): Uint32Array {
  const bytes = nativeBytes(block, 4, order);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** A block as 64-bit numbers. May share the block's memory: treat it as read-only. */
export function u64View(block: Uint8Array, order: ByteOrder): BigUint64Array {
  const bytes = nativeBytes(block, 8, order);
  return new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

/** A block as machine words, zero-extended. May share the block's memory: treat it as read-only. */
export const wordView = (block: Uint8Array, wordSize: WordSize, order: ByteOrder): BigUint64Array =>
  wordSize === 8 ? u64View(block, order) : BigUint64Array.from(u32View(block, order), BigInt);

/** Rows of equal length, one after the other, as `PhysicalMemory.gather` fills them. */
export interface Rows {
  readonly bytes: Uint8Array;
  /** Bytes a row. */
  readonly stride: number;
  readonly count: number;
}

/** The 32-bit number at `offset` of every row. */
export function u32Column(rows: Rows, offset: number, order: ByteOrder): Uint32Array {
  const column = new Uint32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    column[row] = readU32(rows.bytes, row * rows.stride + offset, order);
  }
  return column;
}

/** The machine word at `offset` of every row, zero-extended. */
export function wordColumn(rows: Rows, offset: number, wordSize: WordSize, order: ByteOrder): BigUint64Array {
  const column = new BigUint64Array(rows.count);
  if (wordSize === 4) {
    for (let row = 0; row < rows.count; row++) {
      column[row] = BigInt(readU32(rows.bytes, row * rows.stride + offset, order));
    }
    return column;
  }
  // Filling halves and viewing them as 64-bit numbers avoids one bigint a row.
  const halves = new Uint32Array(column.buffer);
  const lowFirst = HOST_IS_LITTLE ? 0 : 1;
  const lowAt = order === 'little' ? 0 : 4;
  for (let row = 0; row < rows.count; row++) {
    const at = row * rows.stride + offset;
    halves[2 * row + lowFirst] = readU32(rows.bytes, at + lowAt, order);
    halves[2 * row + 1 - lowFirst] = readU32(rows.bytes, at + 4 - lowAt, order);
  }
  return column;
}
