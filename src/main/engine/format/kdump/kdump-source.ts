import { fileOffset, type FileOffset } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { VirtualFile } from '../../file/virtual-file.ts';
import { CODEC } from '../../memory/decode/decode-unit.ts';
import { setUnit, type Stretch, type UnitColumns, type UnitSource } from '../../memory/unit-source.ts';
import type { KdumpHeader } from './kdump-header.ts';
import type { PageBitmap } from './page-bitmap.ts';
import { runsOf } from './page-runs.ts';

/** { u64 offset; u32 size; u32 flags; u64 page_flags }, for each page dumped, in order (diskdump_mod.h). */
export const DESCRIPTOR = 24;
const ZLIB = 0x1;
const LZO = 0x2;
const SNAPPY = 0x4;
const ZSTD = 0x20;

/** One file of a dump; an ordinary dump has one. */
export interface KdumpPart {
  readonly file: DumpFile;
  readonly header: KdumpHeader;
  /** Pages it holds, [start, end). */
  readonly start: number;
  readonly end: number;
}

/** The pages of a kdump-compressed dump. */
export class KdumpSource implements UnitSource {
  readonly runs: readonly { readonly start: number; readonly length: number }[];
  readonly size: number;
  readonly maxUnit: number;
  readonly #parts: readonly KdumpPart[];
  /** Where the bytes of each part begin in the numbering of `readStored`. */
  readonly #bases: readonly number[];
  /** Pages that have a descriptor. */
  readonly #dumped: PageBitmap;
  /** Pages that are memory here: those dumped, and those known to be zero. */
  readonly #held: PageBitmap;
  #batch = new Uint8Array(0);

  /** The part that the user named comes first. Pages of `held` that are not in `dumped` are zero. */
  constructor(parts: readonly KdumpPart[], pageSize: number, dumped: PageBitmap, held: PageBitmap) {
    this.#parts = parts;
    let base = 0;
    this.#bases = parts.map(({ file }) => (base += file.size) - file.size);
    this.maxUnit = pageSize;
    this.#dumped = dumped;
    this.#held = held;
    this.runs = runsOf(held, pageSize);
    this.size = held.count * pageSize;
  }

  stretchAfter(address: number, to: number): Stretch | undefined {
    const limit = Math.min(this.#held.pages, Math.ceil(to / this.maxUnit));
    const start = this.#held.nextSet(Math.floor(address / this.maxUnit), limit);
    if (start >= limit) return undefined;
    return { start: start * this.maxUnit, end: this.#held.nextClear(start, limit) * this.maxUnit };
  }

  list(from: number, to: number, into: UnitColumns): number {
    const pageSize = this.maxUnit;
    const limit = Math.min(this.#held.pages, Math.ceil(to / pageSize));
    let page = this.#held.nextSet(Math.floor(from / pageSize), limit);
    if (page >= limit) return 0;
    const place = this.#parts.findIndex((part) => page >= part.start && page < part.end);
    const part = this.#parts[place];
    if (part === undefined) return 0;
    let count = 0;
    let dumped = 0;
    const first = this.#dumped.rank(page) - this.#dumped.rank(part.start);
    while (count < into.capacity && page < part.end && page < limit) {
      const isDumped = this.#dumped.has(page);
      setUnit(into, count++, page * pageSize, pageSize, isDumped ? CODEC.lost : CODEC.fill, 0, 0);
      if (isDumped) dumped++;
      page = this.#held.nextSet(page + 1, limit);
    }
    this.#describe(part, this.#bases[place] ?? 0, first, dumped, into, count);
    return count;
  }

  readStored(offset: number, target: Uint8Array): number {
    let place = 0;
    while (place + 1 < this.#bases.length && offset >= (this.#bases[place + 1] ?? 0)) place++;
    const file = this.#parts[place]?.file;
    return file === undefined ? 0 : file.read(fileOffset(offset - (this.#bases[place] ?? 0)), target);
  }

  placeOf(offset: number): FileOffset | undefined {
    const file = this.#parts[0]?.file;
    if (offset >= (this.#bases[1] ?? Infinity)) return undefined;
    return file instanceof VirtualFile ? file.placeOf(offset) : fileOffset(offset);
  }

  /** Fills in the descriptors of the dumped pages among the first `count` rows; all of them follow each other. */
  #describe(
    part: KdumpPart,
    base: number,
    first: number,
    dumped: number,
    into: UnitColumns,
    count: number,
  ): void {
    const { file, header } = part;
    if (this.#batch.length < dumped * DESCRIPTOR) this.#batch = new Uint8Array(dumped * DESCRIPTOR);
    const bytes = this.#batch.subarray(0, dumped * DESCRIPTOR);
    const held = file.read(fileOffset(header.descriptors + first * DESCRIPTOR), bytes);
    const view = new DataView(bytes.buffer);
    const little = header.byteOrder === 'little';
    const high = little ? 4 : 0;
    let at = 0;
    for (let row = 0; row < count; row++) {
      if (into.codec[row] === CODEC.fill) continue;
      // This runs for every page of every search: no bigint.
      const offset = view.getUint32(at + high, little) * 2 ** 32 + view.getUint32(at + 4 - high, little);
      const size = view.getUint32(at + 8, little);
      const codec = codecOf(view.getUint32(at + 12, little));
      at += DESCRIPTOR;
      if (at > held || size === 0 || offset + size > file.size) continue;
      into.codec[row] = codec;
      into.offset[row] = base + offset;
      into.size[row] = size;
    }
  }
}

function codecOf(flags: number): number {
  if ((flags & ZLIB) !== 0) return CODEC.zlib;
  if ((flags & LZO) !== 0) return CODEC.lzo;
  if ((flags & SNAPPY) !== 0) return CODEC.snappy;
  return (flags & ZSTD) !== 0 ? CODEC.zstd : CODEC.raw;
}
