import { fileOffset } from '../../../shared/units.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { readU32, readWord } from '../memory/words.ts';
import { toNumber, type ElfHeader } from './elf-header.ts';

export interface ElfSection {
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
}

const MAX_SECTIONS = 1024;
const MAX_NAMES = 64 * 1024;

/** The sections of an ELF file by name; those that cannot be read are left out. */
export function findSections(file: DumpFile, header: ElfHeader): Map<string, ElfSection> {
  const { sectionOffset, sectionEntrySize, sectionNames, wordSize, byteOrder } = header;
  const wide = wordSize === 8;
  const found: { name: number; section: ElfSection }[] = [];
  const entry = new Uint8Array(wide ? 64 : 40);
  for (let i = 0; i < Math.min(header.sectionCount, MAX_SECTIONS); i++) {
    const at = sectionOffset + i * sectionEntrySize;
    if (sectionEntrySize < entry.length || !(at + entry.length <= file.size)) break;
    file.read(fileOffset(at), entry);
    const word = (n: number): number => toNumber(readWord(entry, 8 + n * wordSize, wordSize, byteOrder));
    found.push({ name: readU32(entry, 0, byteOrder), section: { offset: word(2), size: word(3) } });
  }
  const table = found[sectionNames]?.section;
  const names = new Uint8Array(table === undefined ? 0 : Math.min(table.size, MAX_NAMES));
  if (table !== undefined && table.offset < file.size) file.read(fileOffset(table.offset), names);
  const nameAt = (at: number): string => {
    const end = names.indexOf(0, at);
    return Buffer.from(names.subarray(at, end < 0 ? names.length : end)).toString('latin1');
  };
  return new Map(found.map(({ name, section }) => [nameAt(name), section]));
}
