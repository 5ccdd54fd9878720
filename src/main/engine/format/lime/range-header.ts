import { fileOffset } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { readU32, readU64 } from '../../memory/words.ts';
import { toNumber } from '../elf-header.ts';

export const RANGE_HEADER = 32;
/** "EMiL" and "AVML", as little-endian words. */
const LIME = 0x4c69_4d45;
const AVML = 0x4c4d_5641;

/** The header in front of each range of memory. */
export interface RangeHeader {
  /** LiME's, and AVML's first version: the range follows as it is. AVML's second: packed with Snappy. */
  readonly packed: boolean;
  readonly start: number;
  /** Bytes of memory. */
  readonly length: number;
}

/** The header of a plain range, as LiME writes it. `length` in bytes. */
export function rangeHeader(start: number, length: number): Uint8Array {
  const header = Buffer.alloc(RANGE_HEADER);
  header.writeUInt32LE(LIME, 0);
  header.writeUInt32LE(1, 4);
  header.writeBigUInt64LE(BigInt(start), 8);
  header.writeBigUInt64LE(BigInt(start + length - 1), 16);
  return header;
}

/**
 * Reads { u32 magic, u32 version, u64 first, u64 last, u64 reserved }, little-endian (LiME's lime.h, AVML's
 * src/image.rs); undefined where there is none.
 */
export function readRangeHeader(file: DumpFile, offset: number): RangeHeader | undefined {
  const bytes = new Uint8Array(RANGE_HEADER);
  if (file.read(fileOffset(offset), bytes) < RANGE_HEADER) return undefined;
  const magic = readU32(bytes, 0, 'little');
  const version = readU32(bytes, 4, 'little');
  const packed = magic === AVML && version === 2;
  if (!packed && !(magic === LIME && version === 1)) return undefined;
  const start = toNumber(readU64(bytes, 8, 'little'));
  const length = toNumber(readU64(bytes, 16, 'little')) - start + 1;
  return Number.isSafeInteger(start) && Number.isSafeInteger(length) && length > 0
    ? { packed, start, length }
    : undefined;
}
