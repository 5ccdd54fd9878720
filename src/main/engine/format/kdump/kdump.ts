import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { EncodedMemory } from '../../memory/encoded-memory.ts';
import type { DumpFormat, DumpNote, OpenedDump } from '../dump-format.ts';
import { parseNotes } from '../elf-notes.ts';
import { at } from '../signature.ts';
import { readKdumpHeader, type KdumpHeader } from './kdump-header.ts';
import { DESCRIPTOR, KdumpSource, type KdumpPart } from './kdump-source.ts';
import { PageBitmap } from './page-bitmap.ts';
import { findOtherParts } from './split-parts.ts';

/** makedumpfile ran out of space, or was told to leave out the memory map (diskdump_mod.h). */
const INCOMPLETE = 0x8;
const EXCLUDED_VMEMMAP = 0x10;
/** The only dump level that leaves out nothing but zero pages. */
const ONLY_ZERO_PAGES = 1;
const MAX_NOTES = 16 * 1024 * 1024;
/** Page descriptors at the end of the list that are looked at for pages beyond the end of the file. */
const LAST_PAGES = 4096;

/** kdump-compressed dumps of makedumpfile, QEMU, virsh and, before them, diskdump. */
export function openKdump(file: DumpFile): OpenedDump {
  const header = readKdumpHeader(file);
  const notices: Sentence[] = [];
  const named: KdumpPart = { file, header, start: 0, end: header.pages, ...header.split };
  const others = header.split === undefined ? [] : findOtherParts(file, header);
  const parts = [named, ...others.filter((part) => part.start !== named.start)].sort(
    (a, b) => a.start - b.start,
  );
  if (header.split !== undefined) notices.push(...missingParts(parts, header));

  const { dumped, held, excluded } = readBitmaps(file, header, parts);
  if (held.count === 0) {
    throw failure('format-damaged', say('failure.noPages'), {
      file: file.path,
      offset: header.bitmapOffset,
      expected: say('expected.kdump.dumped'),
      remedy: say('remedy.cutOffAtStart'),
    });
  }
  if (excluded > 0) {
    notices.push(say('notice.kdump.excluded', { pages: excluded, level: header.dumpLevel }));
  }
  if ((header.status & INCOMPLETE) !== 0) notices.push(say('notice.kdump.incomplete'));
  if ((header.status & EXCLUDED_VMEMMAP) !== 0) notices.push(say('notice.kdump.noVmemmap'));
  const source = new KdumpSource(
    [named, ...parts.filter((part) => part !== named)],
    header.pageSize,
    dumped,
    held,
  );
  notices.push(...cutOff(parts, dumped));
  return {
    format: 'kdump',
    detail: say('format.kdump', {
      version: header.version,
      bits: 8 * header.wordSize,
      order: header.byteOrder,
      pageSize: header.pageSize,
      machine: header.machine,
    }),
    memory: new EncodedMemory(source, file.path),
    notices,
    notes: readKdumpNotes(file, header),
    close: () => {
      for (const part of others) part.file.close();
    },
  };
}

function missingParts(parts: readonly KdumpPart[], header: KdumpHeader): Sentence[] {
  const gaps: string[] = [];
  let at = 0;
  const add = (from: number, to: number): void => {
    if (from < to)
      gaps.push(`0x${(from * header.pageSize).toString(16)}–0x${(to * header.pageSize).toString(16)}`);
  };
  for (const part of parts) {
    add(at, Math.min(part.start, header.pages));
    at = Math.max(at, part.end);
  }
  add(at, header.pages);
  return [
    gaps.length === 0
      ? say('notice.kdump.parts', { parts: parts.length })
      : say('notice.kdump.missingParts', { parts: parts.length, gaps: gaps.join(', ') }),
  ];
}

/** The bitmaps, cut to the parts that are there. Of two the second tells what was dumped, the first what is memory. */
function readBitmaps(file: DumpFile, header: KdumpHeader, parts: readonly KdumpPart[]) {
  const bytes = new Uint8Array(Math.min(header.bitmapBytes, file.size - header.bitmapOffset));
  file.read(fileOffset(header.bitmapOffset), bytes);
  const half = header.bitmapBytes / 2;
  const hasTwo = header.bitmapBytes >= 2 * Math.ceil(header.pages / 8 / header.pageSize) * header.pageSize;
  const second = hasTwo ? bytes.subarray(half) : bytes;
  const first = hasTwo ? bytes.subarray(0, half) : bytes;
  const dumped = new PageBitmap(second, header.pages);
  const present = new PageBitmap(first, header.pages);
  const onlyZero = header.dumpLevel === ONLY_ZERO_PAGES;
  const held = second.slice();
  if (onlyZero) for (let i = 0; i < held.length; i++) held[i] = (held[i] ?? 0) | (first[i] ?? 0);
  const isWhole = parts.length === 1 && header.split === undefined;
  if (!isWhole) keepRanges(held, parts);
  const all = new PageBitmap(held, header.pages);
  return { dumped, held: all, excluded: onlyZero ? 0 : Math.max(0, present.count - dumped.count) };
}

/** Clears the bits of pages that none of the parts holds. */
function keepRanges(bits: Uint8Array, parts: readonly KdumpPart[]): void {
  let at = 0;
  const clear = (from: number, to: number): void => {
    const end = Math.min(to, bits.length * 8);
    for (let page = from; page < end;) {
      if (page % 8 === 0 && page + 8 <= end) {
        bits[page / 8] = 0;
        page += 8;
      } else {
        bits[page >>> 3] = (bits[page >>> 3] ?? 0) & ~(1 << (page & 7));
        page++;
      }
    }
  };
  for (const part of parts) {
    clear(at, part.start);
    at = Math.max(at, part.end);
  }
  clear(at, bits.length * 8);
}

/** Files that end before their last page descriptor or page. Pages that are missing show as holes when they are read. */
function cutOff(parts: readonly KdumpPart[], dumped: PageBitmap): Sentence[] {
  return parts.flatMap((part) => {
    const { size } = part.file;
    const count = dumped.rank(part.end) - dumped.rank(part.start);
    if (part.header.descriptors + DESCRIPTOR * count > size) return say('notice.kdump.noList', { size });
    return lacksPages(part, count) ? say('notice.kdump.noPages', { size }) : [];
  });
}

/** Pages are written in order: one of the last ones lies beyond the end of a file that was cut off. */
function lacksPages({ file, header }: KdumpPart, count: number): boolean {
  const looked = Math.min(count, LAST_PAGES);
  const view = new DataView(new ArrayBuffer(looked * DESCRIPTOR));
  file.read(fileOffset(header.descriptors + (count - looked) * DESCRIPTOR), new Uint8Array(view.buffer));
  const little = header.byteOrder === 'little';
  for (let at = 0; at < view.byteLength; at += DESCRIPTOR) {
    if (Number(view.getBigUint64(at, little)) + view.getUint32(at + 8, little) > file.size) return true;
  }
  return false;
}

function readKdumpNotes(file: DumpFile, header: KdumpHeader): DumpNote[] {
  const notes: DumpNote[] = [];
  const bytesOf = (range: { offset: number; size: number }): Uint8Array => {
    const bytes = new Uint8Array(Math.max(0, Math.min(range.size, MAX_NOTES, file.size - range.offset)));
    return bytes.subarray(0, file.read(fileOffset(Math.min(range.offset, file.size)), bytes));
  };
  if (header.notes !== undefined) parseNotes(bytesOf(header.notes), header.byteOrder, notes);
  // makedumpfile keeps the text alone, without a note around it.
  if (header.vmcoreinfo !== undefined && !notes.some((note) => note.name === 'VMCOREINFO')) {
    notes.push({ name: 'VMCOREINFO', type: 0, data: bytesOf(header.vmcoreinfo) });
  }
  return notes;
}

export const kdump: DumpFormat = {
  name: 'kdump',
  detect: (head, file) => at(0, 'KDUMP   ')(head, file.size) || at(0, 'DISKDUMP')(head, file.size),
  open: openKdump,
};
