import type { FileHandle } from 'node:fs/promises';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { ByteOrder, WordSize } from '../../../../shared/units.ts';
import { unpackLzo } from '../../memory/decode/lzo.ts';
import { readU64, readWord } from '../../memory/words.ts';
import { toNumber } from '../elf-header.ts';
import { type ByteSource, DamagedStream } from './byte-source.ts';
import { unpackLz4Block } from './lz4.ts';

/** Flags of struct swsusp_header. Without the first the image is packed: with LZO, or with LZ4 (since 6.9). */
const NOT_PACKED = 2;
const LZ4 = 16;
/** Pages that are packed together (UNC_PAGES). */
const PACKED_TOGETHER = 32;
/** Pages that are read at once where they follow each other. */
const READ_TOGETHER = 256;

export interface SwapSpace {
  readonly file: FileHandle;
  /** Its first byte in the file, and how many there are. */
  readonly start: number;
  readonly size: number;
  readonly pageSize: number;
  readonly byteOrder: ByteOrder;
}

/**
 * The pages of an image in swap space, in order. `map` is the number of the first page of struct swap_map_page: page
 * numbers, each u64, and at the end that of the next such page. Pages out of the file end the stream.
 */
export async function* imagePages(
  { file, start, size, pageSize, byteOrder }: SwapSpace,
  map: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  // Hostile maps may lead in circles: nothing is longer than the file.
  let left = Math.floor(size / pageSize);
  for (let next = map; next > 0 && next * pageSize < size && left > 0; left--) {
    const numbers = await readAt(file, start + next * pageSize, pageSize);
    const entry = (at: number): number => toNumber(readU64(numbers, at * 8, byteOrder));
    const entries = pageSize / 8 - 1;
    for (let at = 0; at < entries && left > 0;) {
      const first = entry(at);
      if (first === 0) return;
      let count = 1;
      while (count < READ_TOGETHER && at + count < entries && entry(at + count) === first + count) count++;
      const bytes = await readAt(file, start + first * pageSize, count * pageSize);
      onRead(bytes.length);
      yield bytes;
      if (bytes.length < count * pageSize) return;
      at += count;
      left -= count;
    }
    next = entry(entries);
  }
}

/** Bytes at an offset; fewer at the end of the file, none beyond. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  if (!Number.isSafeInteger(offset)) return new Uint8Array(0);
  const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

export interface PackedImage {
  readonly flags: number;
  readonly pageSize: number;
  readonly byteOrder: ByteOrder;
  readonly wordSize: WordSize;
}

/**
 * `pages` pages out of the stream: as they are, or up to 32 at a time packed behind a word with their packed length,
 * and filled up to a page.
 */
export async function* unpackPages(
  stored: ByteSource,
  pages: number,
  { flags, pageSize, byteOrder, wordSize }: PackedImage,
): AsyncGenerator<Uint8Array> {
  let left = pages * pageSize;
  let isPacked = (flags & NOT_PACKED) === 0;
  for (let isFirst = true; left > 0; isFirst = false) {
    if (!isPacked) {
      const page = await stored.need(pageSize);
      left -= pageSize;
      yield page;
      continue;
    }
    const head = await stored.need(pageSize);
    const length = toNumber(readWord(head, 0, wordSize, byteOrder));
    const most = 2 * PACKED_TOGETHER * pageSize;
    const further = length > 0 && length <= most ? roundUp(wordSize + length, pageSize) - pageSize : 0;
    const rest = await stored.take(further);
    const unpacked = new Uint8Array(Math.min(left, PACKED_TOGETHER * pageSize));
    const packed = Buffer.concat([head, rest]).subarray(wordSize, wordSize + length);
    const got = (flags & LZ4) !== 0 ? unpackLz4Block(packed, unpacked, 0, 0) : unpackLzo(packed, unpacked);
    if (got === unpacked.length) {
      left -= got;
      yield unpacked;
    } else if (isFirst) {
      // Before 2.6.37 nothing was packed, and no flag said so.
      isPacked = false;
      left -= head.length + rest.length;
      yield head;
      yield rest;
    } else throw new DamagedStream(say('damage.block', { format: (flags & LZ4) !== 0 ? 'LZ4' : 'LZO' }));
  }
}

const roundUp = (length: number, unit: number): number => Math.ceil(length / unit) * unit;
