import { failure } from '../../../../shared/errors.ts';
import { fileOffset, type ByteOrder, type WordSize } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { readU32, readWord, readU64 } from '../../memory/words.ts';
import { toNumber } from '../elf-header.ts';

/** What the two headers of a kdump-compressed file say, as numbers of the machine that wrote it. */
export interface KdumpHeader {
  readonly version: number;
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  /** `uname -m` of the dumped machine, as far as it is printable. */
  readonly machine: string;
  readonly status: number;
  /** Bytes of a page. */
  readonly pageSize: number;
  /** Pages that the bitmaps speak of. */
  readonly pages: number;
  readonly bitmapOffset: number;
  readonly bitmapBytes: number;
  /** Where the page descriptors begin. */
  readonly descriptors: number;
  readonly dumpLevel: number;
  /** Of a part of a split dump: the pages it holds, [start, end). */
  readonly split: { readonly start: number; readonly end: number } | undefined;
  readonly vmcoreinfo: ByteRange | undefined;
  readonly notes: ByteRange | undefined;
  /** The bytes that all parts of a split dump share: version, utsname and time. */
  readonly identity: string;
}

export interface ByteRange {
  readonly offset: number;
  readonly size: number;
}

const MAX_VERSION = 16;
const MAX_SUB_HEADER_BLOCKS = 1024;
/** Bits for 16 TiB of pages of 4 KiB, twice. */
const MAX_BITMAP = 1024 * 1024 * 1024;

const isPageSize = (value: number): boolean =>
  value >= 1024 && value <= 1024 * 1024 && (value & (value - 1)) === 0;

/**
 * Reads the headers (makedumpfile, diskdump_mod.h):
 *
 *     struct disk_dump_header { char signature[8]; int version; char utsname[6][65]; struct timeval time;
 *       unsigned status; int block_size, sub_hdr_size; unsigned bitmap_blocks, max_mapnr, … }
 *
 * in the byte order and with the alignment of the machine that wrote it, so both are found by trying what makes sense.
 */
export function readKdumpHeader(file: DumpFile): KdumpHeader {
  const head = new Uint8Array(512);
  file.read(fileOffset(0), head);
  const damaged = (message: Sentence, offset: number, expected: Sentence) =>
    failure('format-damaged', message, {
      file: file.path,
      offset,
      expected,
      remedy: say('remedy.kdump.header'),
    });

  const layout = (['little', 'big'] as const)
    .flatMap((byteOrder) => ([8, 4] as const).map((wordSize) => ({ byteOrder, wordSize })))
    .find(({ byteOrder, wordSize }) => {
      const version = readU32(head, 8, byteOrder);
      const at = fieldsAt(wordSize);
      return (
        version <= MAX_VERSION &&
        isPageSize(readU32(head, at + 4, byteOrder)) &&
        readU32(head, at + 8, byteOrder) <= MAX_SUB_HEADER_BLOCKS
      );
    });
  if (layout === undefined) {
    throw damaged(say('failure.kdump.pageSize'), 428, say('expected.kdump.power', { least: 1024 }));
  }
  const { byteOrder, wordSize } = layout;
  const at = fieldsAt(wordSize);
  const version = readU32(head, 8, byteOrder);
  const pageSize = readU32(head, at + 4, byteOrder);
  const subBlocks = readU32(head, at + 8, byteOrder);
  const shortPages = readU32(head, at + 16, byteOrder);
  const sub = readSubHeader(file, pageSize, { ...layout, version, shortPages });
  const bitmapOffset = (1 + subBlocks) * pageSize;
  const bitmapBytes = readU32(head, at + 12, byteOrder) * pageSize;
  const pages = version >= 6 ? sub.pages : shortPages;
  if (bitmapBytes === 0 || bitmapBytes > MAX_BITMAP || bitmapOffset >= file.size) {
    throw damaged(
      say('failure.kdump.bitmap', { size: bitmapBytes, at: bitmapOffset }),
      at + 12,
      say('expected.kdump.bitmap', { most: MAX_BITMAP, end: file.size }),
    );
  }
  if (!(pages > 0)) throw damaged(say('failure.kdump.noPages'), at + 16, say('expected.kdump.pages'));
  return {
    version,
    wordSize,
    byteOrder,
    machine: textOf(head.subarray(12 + 4 * 65, 12 + 5 * 65)),
    status: readU32(head, at, byteOrder),
    pageSize,
    pages: Math.min(pages, bitmapBytes * 8),
    bitmapOffset,
    bitmapBytes,
    descriptors: bitmapOffset + bitmapBytes,
    dumpLevel: version >= 1 ? sub.dumpLevel : 0,
    split: version >= 2 ? sub.split : undefined,
    vmcoreinfo: version >= 3 ? sub.vmcoreinfo : undefined,
    notes: version >= 4 ? sub.notes : undefined,
    identity: Buffer.from(head.subarray(0, at)).toString('latin1'),
  };
}

/** Where `status` lies: the time before it is two longs, aligned. */
const fieldsAt = (wordSize: WordSize): number => (wordSize === 8 ? 424 : 412);

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1');
  return /^[\x20-\x7e]{1,64}$/.test(text) ? text : 'unknown';
}

interface SubHeader {
  readonly dumpLevel: number;
  readonly split: KdumpHeader['split'];
  readonly vmcoreinfo: ByteRange | undefined;
  readonly notes: ByteRange | undefined;
  readonly pages: number;
}

interface SubLayout {
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  readonly version: number;
  readonly shortPages: number;
}

/**
 * The sub-header, one block after the header:
 *
 *     unsigned long phys_base; int dump_level, split; unsigned long start_pfn, end_pfn;
 *     off_t offset_vmcoreinfo; unsigned long size; off_t offset_note; … size; off_t offset_eraseinfo; … size;
 *     u64 start_pfn_64, end_pfn_64, max_mapnr_64
 *
 * On 32 bits off_t is 64 bits wide and aligned to four bytes on i386 (and by QEMU), to eight on ARM, MIPS, POWER.
 */
function readSubHeader(file: DumpFile, block: number, layout: SubLayout): SubHeader {
  const bytes = new Uint8Array(128);
  file.read(fileOffset(block), bytes);
  if (layout.wordSize === 8) return subHeaderOf(bytes, layout, 8);
  const packed = subHeaderOf(bytes, layout, 4);
  const aligned = subHeaderOf(bytes, layout, 8);
  const fits = ({ pages, notes, vmcoreinfo }: SubHeader): boolean =>
    layout.version >= 6
      ? pages % 2 ** 32 === layout.shortPages
      : [notes, vmcoreinfo].every((range) => range === undefined || range.offset + range.size <= file.size);
  return !fits(packed) && fits(aligned) ? aligned : packed;
}

function subHeaderOf(bytes: Uint8Array, layout: SubLayout, align: 4 | 8): SubHeader {
  const { wordSize, byteOrder } = layout;
  let at = 0;
  const word = (): number => toNumber(readWord(bytes, (at += wordSize) - wordSize, wordSize, byteOrder));
  const u32 = (): number => readU32(bytes, (at += 4) - 4, byteOrder);
  const u64 = (): number => {
    at = Math.ceil(at / align) * align;
    return toNumber(readU64(bytes, (at += 8) - 8, byteOrder));
  };
  const range = (): ByteRange | undefined => {
    const offset = u64();
    const size = word();
    return offset > 0 && size > 0 ? { offset, size } : undefined;
  };
  word();
  const dumpLevel = u32();
  const isSplit = u32() !== 0;
  const short = { start: word(), end: word() };
  const vmcoreinfo = range();
  const notes = range();
  range();
  const long = { start: u64(), end: u64() };
  const pages = u64();
  const { start, end } = layout.version >= 6 ? long : short;
  return {
    dumpLevel,
    // A part that is said to end before it begins holds no page.
    split: isSplit ? { start, end: Math.max(start, end) } : undefined,
    vmcoreinfo,
    notes,
    pages,
  };
}
