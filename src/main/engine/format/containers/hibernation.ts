import { open } from 'node:fs/promises';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { ByteOrder, WordSize } from '../../../../shared/units.ts';
import { readU32, readU64, readWord } from '../../memory/words.ts';
import { toNumber } from '../elf-header.ts';
import { rangeHeader } from '../lime/range-header.ts';
import { hibernatedPageSize, SWAP_PAGES } from '../swap-space.ts';
import { ByteSource, DamagedStream } from './byte-source.ts';
import { imagePages, readAt, unpackPages } from './swap-image.ts';

/** Bytes of the numbers of frames: those of 1 TiB. */
const MOST_NUMBERS = 2 ** 31;
/** No machine has frames beyond. */
const MAX_FRAME = 2 ** 40;

/**
 * The memory of a machine that hibernated into the swap space from `start` on, as a dump in LiME's format: packed in
 * the order of its pages, it could be searched no other way. Pages that nobody used are not in it
 * (kernel/power/swap.c, snapshot.c). Throws `DamagedStream`.
 */
export async function* unpackHibernation(
  path: string,
  start: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const head = await readAt(file, start, Math.max(...SWAP_PAGES));
    const { size } = await file.stat();
    const pageSize = hibernatedPageSize(head);
    if (pageSize === undefined) throw new DamagedStream(say('damage.noImage'));
    // struct swsusp_header is packed, and ends: u64 image; u32 flags; char orig_sig[10], sig[10].
    const image = (order: ByteOrder): number => toNumber(readU64(head, pageSize - 32, order));
    const byteOrder: ByteOrder = image('little') * pageSize < size - start ? 'little' : 'big';
    const flags = readU32(head, pageSize - 24, byteOrder);
    const space = { file, start, size: size - start, pageSize, byteOrder };
    const stored = new ByteSource(imagePages(space, image(byteOrder), onRead));
    const { wordSize, saved, all } = readInfo(await stored.need(pageSize), byteOrder);
    const pages = new ByteSource(unpackPages(stored, all - 1, { flags, pageSize, byteOrder, wordSize }));
    const numbers = await pages.need(Math.min(MOST_NUMBERS, (all - saved - 1) * pageSize));
    yield* asLime(framesOf(numbers, wordSize, byteOrder), pages, pageSize);
  } finally {
    await file.close();
  }
}

interface ImageInfo {
  readonly wordSize: WordSize;
  /** Pages of memory, and with them those of their numbers and this one. */
  readonly saved: number;
  readonly all: number;
}

/**
 * struct swsusp_info: struct new_utsname (390 bytes), u32 version, then words: physical pages, (an int of) CPUs, pages
 * of memory, all pages, and their bytes, which are a page for each.
 */
function readInfo(page: Uint8Array, byteOrder: ByteOrder): ImageInfo {
  for (const wordSize of [8, 4] as const) {
    const word = (n: number): number =>
      toNumber(readWord(page, (wordSize === 8 ? 400 : 396) + n * wordSize, wordSize, byteOrder));
    const [saved, all, bytes] = [word(2), word(3), word(4)];
    const modulus = 2 ** (8 * wordSize);
    if (all > saved + 1 && saved > 0 && (all * page.length) % modulus === bytes)
      return { wordSize, saved, all };
  }
  throw new DamagedStream(say('damage.noImage'));
}

interface SavedFrame {
  readonly frame: number;
  /** Nothing but zeros, which are not stored (since 6.7). */
  readonly isZero: boolean;
}

/** The numbers of the saved frames: words, with the highest bit for a page of zeros, and all bits at the end. */
function* framesOf(numbers: Uint8Array, wordSize: WordSize, byteOrder: ByteOrder): Generator<SavedFrame> {
  const highest = 1n << BigInt(8 * wordSize - 1);
  const end = 2n * highest - 1n;
  for (let at = 0; at < numbers.length; at += wordSize) {
    const word = readWord(numbers, at, wordSize, byteOrder);
    if (word === end) return;
    const isZero = word >= highest;
    const frame = toNumber(isZero ? word - highest : word);
    if (frame > MAX_FRAME) throw new DamagedStream(say('damage.noImage'));
    yield { frame, isZero };
  }
}

/** Ranges of frames that follow each other, each behind LiME's header. */
async function* asLime(
  frames: Iterable<SavedFrame>,
  pages: ByteSource,
  pageSize: number,
): AsyncGenerator<Uint8Array> {
  const zeros = new Uint8Array(pageSize);
  const range: SavedFrame[] = [];
  async function* flush(): AsyncGenerator<Uint8Array> {
    const [first] = range;
    if (first === undefined) return;
    yield rangeHeader(first.frame * pageSize, range.length * pageSize);
    for (const { isZero } of range) yield isZero ? zeros : await pages.need(pageSize);
    range.length = 0;
  }
  for (const saved of frames) {
    const last = range.at(-1);
    if (last !== undefined && saved.frame !== last.frame + 1) yield* flush();
    range.push(saved);
  }
  yield* flush();
}
