import { fileOffset } from '../../../shared/units.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { readU32, readWord } from '../memory/words.ts';
import { toNumber, type ElfHeader } from './elf-header.ts';

export interface ElfSection {
  /** Empty where the names are not in the file. */
  readonly name: string;
  /** SHT_… of <elf.h>. */
  readonly type: number;
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  /** Bytes of each of its entries, 0 where it has none. */
  readonly entrySize: number;
}

const MAX_SECTIONS = 1024;
const MAX_NAMES = 64 * 1024;

/** The sections of an ELF file in the order of their table; those that cannot be read are left out. */
export function readSections(file: DumpFile, header: ElfHeader): ElfSection[] {
  const { sectionOffset, sectionEntrySize, sectionNames, wordSize, byteOrder } = header;
  const wide = wordSize === 8;
  const found: { readonly name: number; readonly section: Omit<ElfSection, 'name'> }[] = [];
  const entry = new Uint8Array(wide ? 64 : 40);
  for (let i = 0; i < Math.min(header.sectionCount, MAX_SECTIONS); i++) {
    const at = sectionOffset + i * sectionEntrySize;
    if (sectionEntrySize < entry.length || !(at + entry.length <= file.size)) break;
    file.read(fileOffset(at), entry);
    const word = (n: number): number => toNumber(readWord(entry, 8 + n * wordSize, wordSize, byteOrder));
    const entrySize = toNumber(readWord(entry, entry.length - wordSize, wordSize, byteOrder));
    const section = { type: readU32(entry, 4, byteOrder), offset: word(2), size: word(3), entrySize };
    found.push({ name: readU32(entry, 0, byteOrder), section });
  }
  const table = found[sectionNames]?.section;
  const names = new Uint8Array(table === undefined ? 0 : Math.min(table.size, MAX_NAMES));
  if (table !== undefined && table.offset < file.size) file.read(fileOffset(table.offset), names);
  const nameAt = (at: number): string => {
    const end = names.indexOf(0, at);
    return Buffer.from(names.subarray(at, end < 0 ? names.length : end)).toString('latin1');
  };
  return found.map(({ name, section }) => ({ name: nameAt(name), ...section }));
}
