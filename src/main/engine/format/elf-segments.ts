import { failure } from '../../../shared/errors.ts';
import { fileOffset } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { readU32, readWord } from '../memory/words.ts';
import { toNumber, type ElfHeader } from './elf-header.ts';

const PT_LOAD = 1;
const PT_NOTE = 4;
/** Far beyond every real dump, and what keeps a hostile count affordable. */
const MAX_SEGMENTS = 1_048_576;
const BATCH = 4096;

/** One program header. Numbers a double cannot hold are infinite. */
export interface ElfSegment {
  /** File offset of the program header itself. */
  readonly at: number;
  readonly kind: 'load' | 'note';
  readonly offset: number;
  readonly virtual: bigint;
  readonly physical: bigint;
  readonly fileSize: number;
  readonly memorySize: number;
}

/** Reads all PT_LOAD and PT_NOTE headers, in file order. Throws `format-damaged` when the table cannot be there. */
export function readSegments(file: DumpFile, header: ElfHeader): ElfSegment[] {
  const { wordSize, byteOrder, programOffset, programEntrySize, programCount } = header;
  const wide = wordSize === 8;
  const smallest = wide ? 56 : 32;
  const damaged = (message: Sentence, offset: number, expected: Sentence) =>
    failure('format-damaged', message, {
      file: file.path,
      offset,
      expected,
      remedy: say('remedy.elf.table'),
    });
  if (programCount === 0) return [];
  if (programEntrySize < smallest) {
    throw damaged(
      say('failure.elf.entry', { size: programEntrySize }),
      wide ? 54 : 42,
      say('expected.atLeastBytes', { least: smallest }),
    );
  }
  if (programCount > MAX_SEGMENTS) {
    throw damaged(
      say('failure.elf.segments', { count: programCount }),
      wide ? 56 : 44,
      say('expected.segments', { most: MAX_SEGMENTS }),
    );
  }
  if (!(programOffset >= (wide ? 64 : 52)) || programOffset + programCount * programEntrySize > file.size) {
    throw damaged(
      say('failure.elf.table', { count: programCount }),
      wide ? 32 : 28,
      say('expected.tableEnd', { end: file.size }),
    );
  }

  const segments: ElfSegment[] = [];
  const block = new Uint8Array(Math.min(programCount, BATCH) * programEntrySize);
  for (let first = 0; first < programCount; first += BATCH) {
    const count = Math.min(BATCH, programCount - first);
    const start = programOffset + first * programEntrySize;
    file.read(fileOffset(start), block.subarray(0, count * programEntrySize));
    for (let i = 0; i < count; i++) {
      const at = i * programEntrySize;
      const type = readU32(block, at, byteOrder);
      if (type !== PT_LOAD && type !== PT_NOTE) continue;
      // ELF64 puts p_flags second, ELF32 second to last; the words between keep their order.
      const word = (n: number): bigint =>
        readWord(block, at + (wide ? 8 : 4) + n * wordSize, wordSize, byteOrder);
      segments.push({
        at: start + at,
        kind: type === PT_LOAD ? 'load' : 'note',
        offset: toNumber(word(0)),
        virtual: word(1),
        physical: word(2),
        fileSize: toNumber(word(3)),
        memorySize: toNumber(word(4)),
      });
    }
  }
  return segments;
}
