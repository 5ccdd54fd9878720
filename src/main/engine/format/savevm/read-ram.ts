import { fileOffset } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import { english } from '../../../../shared/i18n/english.ts';
import { hex } from '../../../../shared/units.ts';
import { RamBlock } from './ram-block.ts';
import type { StreamReader } from './stream-reader.ts';

/** Flags in the low bits of a record's address (QEMU, migration/ram.c). */
const FLAG = {
  zero: 0x02,
  memSize: 0x04,
  page: 0x08,
  end: 0x10,
  sameBlock: 0x20,
  xbzrle: 0x40,
  hook: 0x80,
  compressed: 0x100,
  multifdFlush: 0x200,
} as const;

const MAX_BLOCKS = 4096;
/** Beyond every machine; keeps page numbers within what the table can hold. */
const MAX_BLOCK = 2 ** 50;
/** A chunk of the page table stands for 4,096 records of at least 9 bytes; some slack for small machines. */
const BYTES_PER_CHUNK = 8 * 1024;
const SPARE_CHUNKS = 4096;
/**
 * Pages up to the last one that was sent, for each byte of the stream: every page is spoken of, in 9 bytes, or in a
 * bit of mapped-ram's bitmap. Some slack for small machines, and for memory that is shared and not sent.
 */
const PAGES_PER_BYTE = 8;
const SPARE_PAGES = 2 ** 24;

/** What of the stream's set-up matters for reading RAM. */
export interface RamLayout {
  readonly pageSize: number;
  readonly capabilities: ReadonlySet<string>;
}

export class RamTable {
  readonly blocks = new Map<string, RamBlock>();
  /** The block spoken of last: records refer to it over the ends of sections. */
  current: RamBlock | undefined;
  /** Pages sent as a difference to what was sent before, which is not read. */
  differences = 0;
  /** Records that speak of blocks or pages that do not exist. */
  strays = 0;
}

/** A record that cannot be: the stream is damaged, or of a kind that is not known. */
export class BadRecord extends Error {
  readonly reason: Sentence;

  constructor(reason: Sentence) {
    super(english(reason));
    this.reason = reason;
  }
}

/**
 * Reads the records of one RAM section up to its end mark: be64 address | flags, then by flag the list of blocks, a
 * name { u8 length, text }, a page, a filling byte. Throws `BadRecord` or `StreamEnd`; what was read before is kept.
 */
export function readRamSection(stream: StreamReader, table: RamTable, layout: RamLayout): void {
  const { pageSize } = layout;
  for (;;) {
    const { high, low } = stream.u64();
    const flags = low & (pageSize - 1);
    const address = high * 2 ** 32 + (low - flags);
    if ((flags & FLAG.memSize) !== 0) readBlocks(stream, table, layout, address);
    else if ((flags & FLAG.end) !== 0) return;
    else if ((flags & (FLAG.hook | FLAG.multifdFlush)) !== 0) continue;
    else {
      const kind = flags & (FLAG.zero | FLAG.page | FLAG.xbzrle | FLAG.compressed);
      if (kind === 0) throw new BadRecord(say('record.flags', { flags: hex(flags) }));
      if ((flags & FLAG.sameBlock) === 0) table.current = table.blocks.get(stream.text(stream.u8()));
      readPage(stream, table, table.current, address / pageSize, kind, pageSize);
    }
  }
}

function readPage(
  stream: StreamReader,
  table: RamTable,
  block: RamBlock | undefined,
  page: number,
  kind: number,
  pageSize: number,
): void {
  if (page > SPARE_PAGES + stream.file.size * PAGES_PER_BYTE) {
    throw new BadRecord(say('record.page', { page }));
  }
  const target = block !== undefined && page * pageSize < block.length ? block : undefined;
  if (target === undefined) table.strays++;
  if ((kind & FLAG.zero) !== 0) target?.addFilled(page, stream.u8());
  if ((kind & FLAG.zero) !== 0 && target === undefined) stream.skip(1);
  if ((kind & FLAG.page) !== 0) {
    if (stream.at + pageSize <= stream.file.size) target?.addPage(page, stream.at);
    stream.skip(pageSize);
  }
  if ((kind & FLAG.compressed) !== 0) {
    const size = stream.u32();
    if (size > 2 * pageSize) throw new BadRecord(say('record.packedPage', { size }));
    target?.addPage(page, stream.at, size);
    stream.skip(size);
  }
  if ((kind & FLAG.xbzrle) !== 0) {
    table.differences++;
    stream.skip(1);
    stream.skip(stream.u16());
  }
  if (target !== undefined && target.chunks > SPARE_CHUNKS + stream.file.size / BYTES_PER_CHUNK) {
    throw new BadRecord(say('record.manyPages'));
  }
}

/** The list of RAM blocks: { u8 length, name, be64 bytes }, until they add up to `total`. */
function readBlocks(stream: StreamReader, table: RamTable, layout: RamLayout, total: number): void {
  for (let left = total; left > 0;) {
    const name = stream.text(stream.u8());
    const length = stream.size();
    if (!(length > 0 && length <= MAX_BLOCK) || table.blocks.size >= MAX_BLOCKS) {
      throw new BadRecord(say('damage.blockSize', { size: length }));
    }
    left -= length;
    const block = new RamBlock(name, length, layout.pageSize);
    table.blocks.set(name, block);
    if (layout.capabilities.has('x-ignore-shared')) stream.skip(8);
    if (layout.capabilities.has('mapped-ram')) readMapped(stream, block);
  }
}

/** QEMU 9's mapped-ram: { be32 version, be64 page size, be64 bitmap, be64 pages }, then pages at fixed places. */
function readMapped(stream: StreamReader, block: RamBlock): void {
  if (stream.u32() !== 1) throw new BadRecord(say('record.mappedVersion'));
  const pageSize = stream.size();
  const bitmapAt = stream.size();
  const pagesAt = stream.size();
  if (bitmapAt === 0 && pagesAt === 0) return;
  const { size } = stream.file;
  if (pageSize !== block.pageSize || !(bitmapAt < size) || !(pagesAt <= size))
    throw new BadRecord(say('record.mapped'));
  const count = Math.min(Math.ceil(block.length / pageSize), (size - bitmapAt) * 8);
  const bitmap = new Uint8Array(Math.ceil(Math.min(count, 2 ** 31) / 8));
  stream.file.read(fileOffset(bitmapAt), bitmap);
  for (let page = 0; page < count; page++) {
    const isThere = (((bitmap[page >>> 3] ?? 0) >>> (page & 7)) & 1) === 1;
    if (!isThere) block.addFilled(page, 0);
    else if (pagesAt + (page + 1) * pageSize <= size) block.addPage(page, pagesAt + page * pageSize);
  }
  stream.at = pagesAt + block.length;
}
