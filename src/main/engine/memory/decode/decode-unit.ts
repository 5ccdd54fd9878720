import { inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { unpackLzo } from './lzo.ts';
import { unpackSnappy } from './snappy.ts';

/** How the bytes of a unit are stored. Numbers, because units come in columns. */
export const CODEC = {
  /** As themselves. */
  raw: 0,
  /** One byte value over and over: `size` is that value, and nothing is stored. */
  fill: 1,
  /** zlib, with its header (RFC 1950). */
  zlib: 2,
  lzo: 3,
  snappy: 4,
  zstd: 5,
  /** Deflate without a header (RFC 1951). */
  deflate: 6,
  /** Known to be memory, but its bytes cannot be had: its descriptor is damaged. */
  lost: 7,
} as const;

export type Codec = (typeof CODEC)[keyof typeof CODEC];

/** Room beyond the expected length, so that zlib needs no second turn to notice that it is done. */
const SLACK = 64;

/**
 * Unpacks one unit into all of `target`. False, and `target` zeroed, when the stored bytes are damaged or do not come
 * to exactly its length.
 */
export function decodeUnit(codec: number, stored: Uint8Array, target: Uint8Array): boolean {
  if (unpack(codec, stored, target)) return true;
  target.fill(0);
  return false;
}

function unpack(codec: number, stored: Uint8Array, target: Uint8Array): boolean {
  switch (codec) {
    case CODEC.raw:
      if (stored.length !== target.length) return false;
      target.set(stored);
      return true;
    case CODEC.lzo:
      return unpackLzo(stored, target) === target.length;
    case CODEC.snappy:
      return unpackSnappy(stored, target) === target.length;
    case CODEC.zlib:
      return unpackWith(inflateSync, stored, target);
    case CODEC.zstd:
      return unpackWith(zstdDecompressSync, stored, target);
    case CODEC.deflate:
      return unpackWith(inflateRawSync, stored, target);
    default:
      return false;
  }
}

type Unpacker = (bytes: Uint8Array, options: { chunkSize: number; maxOutputLength: number }) => Uint8Array;

function unpackWith(unpacker: Unpacker, stored: Uint8Array, target: Uint8Array): boolean {
  const room = target.length + SLACK;
  try {
    const bytes = unpacker(stored, { chunkSize: room, maxOutputLength: room });
    if (bytes.length !== target.length) return false;
    target.set(bytes);
    return true;
  } catch (error) {
    // What the decoder says about a damaged page has a code; anything else is a bug of ours.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
