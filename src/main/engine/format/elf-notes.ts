import { fileOffset, type ByteOrder } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { readU32 } from '../memory/words.ts';
import type { DumpNote } from './dump-format.ts';
import type { ElfSegment } from './elf-segments.ts';

/** Bounds on what a hostile file can make us keep. A note per CPU of 4,096 CPUs needs about 2 MiB. */
const MAX_TOTAL = 16 * 1024 * 1024;
const MAX_NOTES = 65_536;
const MAX_NAME = 64;

const align4 = (length: number): number => Math.ceil(length / 4) * 4;

const nameOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
};

/**
 * Reads the notes of all PT_NOTE segments: { u32 namesz, u32 descsz, u32 type, name, desc }, both padded to four
 * bytes. What is damaged or beyond the bounds is left out and said so: a dump serves without its notes.
 */
export function readNotes(
  file: DumpFile,
  order: ByteOrder,
  segments: readonly ElfSegment[],
): { readonly notes: readonly DumpNote[]; readonly notices: readonly Sentence[] } {
  const notes: DumpNote[] = [];
  let room = MAX_TOTAL;
  let unread = 0;
  for (const segment of segments) {
    if (segment.kind !== 'note' || segment.fileSize === 0) continue;
    const length = Math.min(segment.fileSize, Math.max(0, file.size - segment.offset), room);
    room -= length;
    const bytes = new Uint8Array(length);
    if (length > 0) file.read(fileOffset(segment.offset), bytes);
    const isWhole = parseNotes(bytes, order, notes) && length === segment.fileSize;
    if (!isWhole) unread++;
  }
  const notices = unread === 0 ? [] : [say('notice.elf.notes', { segments: unread })];
  return { notes, notices };
}

/** Adds the notes of one segment to `notes`; false when it did not come to a clean end. */
export function parseNotes(bytes: Uint8Array, order: ByteOrder, notes: DumpNote[]): boolean {
  let at = 0;
  while (at + 12 <= bytes.length) {
    const nameSize = readU32(bytes, at, order);
    const dataSize = readU32(bytes, at + 4, order);
    const data = at + 12 + align4(nameSize);
    if (nameSize > MAX_NAME || data + dataSize > bytes.length || notes.length === MAX_NOTES) return false;
    notes.push({
      name: nameOf(bytes.subarray(at + 12, at + 12 + nameSize)),
      type: readU32(bytes, at + 8, order),
      data: bytes.slice(data, data + dataSize),
    });
    at = data + align4(dataSize);
  }
  return true;
}
