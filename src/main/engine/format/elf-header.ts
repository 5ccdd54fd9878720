import { failure } from '../../../shared/errors.ts';
import { fileOffset, type ByteOrder, type WordSize } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { readU16, readU32, readWord } from '../memory/words.ts';

/** Field numbers of the ELF specification (System V ABI, chapter 4 and 5). */
export const ET_CORE = 4;
const PN_XNUM = 0xffff;

/** The part of an ELF header that a core needs. Class and order are the file's, not the dumped machine's. */
export interface ElfHeader {
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  readonly type: number;
  readonly machine: number;
  /** File offset, entry size and number of the program headers; the number is already resolved. */
  readonly programOffset: number;
  readonly programEntrySize: number;
  readonly programCount: number;
  readonly sectionOffset: number;
  readonly sectionEntrySize: number;
  readonly sectionCount: number;
  /** The section that holds the names of sections. */
  readonly sectionNames: number;
}

export const isElf = (head: Uint8Array): boolean =>
  head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;

/** A 64-bit value of the file as a number: what a double cannot hold lies beyond every file and comes back infinite. */
export const toNumber = (value: bigint): number =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Infinity;

/** Reads and checks the header. Throws `format-damaged` with the offset of what is wrong. */
export function readElfHeader(file: DumpFile): ElfHeader {
  const damaged = (message: Sentence, offset: number, expected: Sentence) =>
    failure('format-damaged', message, {
      file: file.path,
      offset,
      expected,
      remedy: say('remedy.elf.header'),
    });

  const head = new Uint8Array(64);
  const held = file.read(fileOffset(0), head);
  const elfClass = head[4];
  const data = head[5];
  if (elfClass !== 1 && elfClass !== 2) {
    throw damaged(say('failure.elf.class', { value: elfClass ?? 0 }), 4, say('expected.elf.class'));
  }
  if (data !== 1 && data !== 2) {
    throw damaged(say('failure.elf.order', { value: data ?? 0 }), 5, say('expected.elf.order'));
  }
  const wordSize: WordSize = elfClass === 2 ? 8 : 4;
  const byteOrder: ByteOrder = data === 1 ? 'little' : 'big';
  const headerSize = wordSize === 8 ? 64 : 52;
  if (held < headerSize) {
    throw damaged(say('failure.elf.cutOff', { held }), held, say('expected.bytes', { bytes: headerSize }));
  }

  const u16 = (at: number) => readU16(head, at, byteOrder);
  const u32 = (at: number) => readU32(head, at, byteOrder);
  const word = (at: number) => toNumber(readWord(head, at, wordSize, byteOrder));
  // e_phoff and e_shoff are words; what follows them shifts with their width.
  const tail = wordSize === 8 ? 52 : 40;
  const sectionOffset = word(wordSize === 8 ? 40 : 32);
  const header: ElfHeader = {
    wordSize,
    byteOrder,
    type: u16(16),
    machine: u16(18),
    programOffset: word(wordSize === 8 ? 32 : 28),
    programEntrySize: u16(tail + 2),
    programCount: u16(tail + 4),
    sectionOffset,
    sectionEntrySize: u16(tail + 6),
    sectionCount: u16(tail + 8),
    sectionNames: u16(tail + 10),
  };
  if (u32(20) > 1)
    throw damaged(
      say('failure.elf.version', { value: u32(20) }),
      20,
      say('expected.version', { version: 1 }),
    );
  if (header.programCount !== PN_XNUM) return header;

  // More than 65,534 segments: the number is sh_info of section 0.
  const section = new Uint8Array(wordSize === 8 ? 64 : 40);
  if (!(sectionOffset >= headerSize) || sectionOffset + section.length > file.size) {
    throw damaged(
      say('failure.elf.section'),
      wordSize === 8 ? 40 : 32,
      say('expected.offset', { least: headerSize, most: file.size - section.length }),
    );
  }
  file.read(fileOffset(sectionOffset), section);
  return { ...header, programCount: readU32(section, wordSize === 8 ? 44 : 28, byteOrder) };
}
