import { deflateSync, zstdCompressSync } from 'node:zlib';
import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';
import { Fields } from './fields.ts';
import { literals } from './literals.ts';

export type PagePacking = 'none' | 'zlib' | 'zstd' | 'snappy' | 'lzo';

export interface KdumpImageOptions {
  readonly version?: number;
  readonly wordSize?: WordSize;
  readonly byteOrder?: ByteOrder;
  /** Alignment of 64-bit numbers in 32-bit headers: 4 on i386, 8 on ARM. */
  readonly align?: 4 | 8;
  readonly pageSize?: number;
  /** Pages dumped, by number. */
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** Pages that are memory but were left out. */
  readonly excluded?: readonly number[];
  readonly dumpLevel?: number;
  readonly packing?: PagePacking;
  readonly status?: number;
  readonly split?: { readonly start: number; readonly end: number };
  /** Pages the bitmaps speak of; default up to the last one. */
  readonly count?: number;
  readonly oneBitmap?: boolean;
  readonly vmcoreinfo?: string;
}

const pack = (packing: PagePacking, page: Uint8Array): { bytes: Uint8Array; flags: number } => {
  switch (packing) {
    case 'none':
      return { bytes: page, flags: 0 };
    case 'zlib':
      return { bytes: new Uint8Array(deflateSync(page)), flags: 1 };
    case 'zstd':
      return { bytes: new Uint8Array(zstdCompressSync(page)), flags: 0x20 };
    case 'snappy':
      return { bytes: literals.snappy(page), flags: 4 };
    case 'lzo':
      return { bytes: literals.lzo(page), flags: 2 };
  }
};

/** Builds a kdump-compressed file as makedumpfile lays it out. */
export function kdumpImage(options: KdumpImageOptions): Uint8Array {
  const { version = 6, wordSize = 8, byteOrder = 'little', pageSize = 4096, pages, excluded = [] } = options;
  const numbers = [...pages.keys()].sort((a, b) => a - b);
  const count = options.count ?? Math.max(-1, ...numbers, ...excluded) + 1;
  const { start, end } = options.split ?? { start: 0, end: count };
  const bitmapLength = Math.ceil(Math.ceil(count / 8) / pageSize) * pageSize;
  const bitmapBlocks = (bitmapLength / pageSize) * (options.oneBitmap === true ? 1 : 2);

  const out = new Fields(byteOrder);
  out.text('KDUMP   ').u32(version).text('Linux', 65).text('guest', 65).text('6.1.0', 65).text('#1', 65);
  out
    .text('x86_64', 65)
    .text('', 65)
    .upTo(wordSize === 8 ? 424 : 412);
  // status, block_size, sub_hdr_size, bitmap_blocks, max_mapnr, total_ram, device, written, current_cpu, nr_cpus
  out.u32(options.status ?? 0, pageSize, 1, bitmapBlocks, count % 2 ** 32, 0, 0, 0, 0, 2).upTo(pageSize);

  const align = wordSize === 8 ? 8 : (options.align ?? 4);
  const info = Buffer.from(options.vmcoreinfo ?? '', 'latin1');
  const sub = new Fields(byteOrder);
  sub.word(wordSize, 0).u32(options.dumpLevel ?? 0, options.split === undefined ? 0 : 1);
  sub.word(wordSize, version >= 6 ? 0 : start).word(wordSize, version >= 6 ? 0 : end);
  sub
    .align(align)
    .u64(info.length > 0 ? pageSize + 512 : 0)
    .word(wordSize, info.length);
  sub.align(align).u64(0).word(wordSize, 0);
  sub.align(align).u64(0).word(wordSize, 0);
  sub.align(align).u64(start, end, count);
  if (sub.length > 512) throw new Error('the sub-header is too long');
  out.raw(sub.upTo(512).raw(info).upTo(pageSize).bytes());

  const bitmap = (set: Iterable<number>): Uint8Array => {
    const bits = new Uint8Array(bitmapLength);
    for (const page of set) bits[page >> 3] = (bits[page >> 3] ?? 0) | (1 << (page & 7));
    return bits;
  };
  if (options.oneBitmap !== true) out.raw(bitmap([...numbers, ...excluded]));
  out.raw(bitmap(numbers));

  const own = numbers.filter((number) => number >= start && number < end);
  const packed = own.map((number) =>
    pack(options.packing ?? 'zlib', pages.get(number) ?? new Uint8Array(pageSize)),
  );
  let offset = out.length + 24 * own.length;
  for (const { bytes, flags } of packed) {
    out.u64(offset).u32(bytes.length, flags).u64(0);
    offset += bytes.length;
  }
  for (const { bytes } of packed) out.raw(bytes);
  return out.bytes();
}

/** The file as makedumpfile -F or QEMU write it: records of at most `piece` bytes, in the order that `shuffle` gives. */
export function flattenedImage(
  file: Uint8Array,
  piece: number,
  shuffle: (records: { offset: number; bytes: Uint8Array }[]) => { offset: number; bytes: Uint8Array }[] = (
    r,
  ) => r,
): Uint8Array {
  const records: { offset: number; bytes: Uint8Array }[] = [];
  for (let at = 0; at < file.length; at += piece)
    records.push({ offset: at, bytes: file.subarray(at, at + piece) });
  const out = new Fields('big').text('makedumpfile', 16).u64(1, 1).upTo(4096);
  for (const { offset, bytes } of shuffle(records)) out.u64(offset, bytes.length).raw(bytes);
  return out.u64(-1, -1).bytes();
}
