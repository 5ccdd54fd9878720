import { fileOffset, type ByteOrder } from '../../../shared/units.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { readU32 } from '../memory/words.ts';
import type { DumpNote } from './dump-format.ts';
import type { ElfSegment } from './elf-segments.ts';

/** Bounds on what a hostile file can make us keep. A note per CPU of 4,096 CPUs needs about 2 MiB. */
const MAX_TOTAL = 16 * 1024 * 1024;
const MAX_NOTES = 65_536;
const MAX_NAME = 64;

const align4 = (length: number): number => (length + 3) & ~3;

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
): { readonly notes: readonly DumpNote[]; readonly notices: readonly string[] } {
  const notes: DumpNote[] = [];
  const notices: string[] = [];
  let room = MAX_TOTAL;
  for (const segment of segments) {
    if (segment.kind !== 'note' || !(segment.offset < file.size)) continue;
    const length = Math.min(segment.fileSize, file.size - segment.offset, room);
    if (length < segment.fileSize) {
      notices.push(`Notes at file offset ${segment.offset} were not read to their end.`);
    }
    if (length < 12) continue;
    room -= length;
    const bytes = new Uint8Array(length);
    file.read(fileOffset(segment.offset), bytes);
    let at = 0;
    while (at + 12 <= length && notes.length < MAX_NOTES) {
      const nameSize = readU32(bytes, at, order);
      const dataSize = readU32(bytes, at + 4, order);
      const data = at + 12 + align4(Math.min(nameSize, length));
      if (nameSize > MAX_NAME || data + dataSize > length) {
        notices.push(
          `A note at file offset ${segment.offset + at} is damaged; it and those after it are left out.`,
        );
        break;
      }
      notes.push({
        name: nameOf(bytes.subarray(at + 12, at + 12 + nameSize)),
        type: readU32(bytes, at + 8, order),
        data: bytes.slice(data, data + dataSize),
      });
      at = data + align4(dataSize);
    }
  }
  return { notes, notices };
}
