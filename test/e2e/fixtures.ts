import { ftruncateSync, openSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A file that is no dump. */
export function noDump(): string {
  const path = join(inject('folder'), 'notes.txt');
  writeFileSync(path, 'These are notes, not memory.\n'.repeat(500));
  return path;
}

const GIB = 2 ** 30;

/**
 * An ELF core with 24 GiB of memory and nothing in it (a sparse file): takes seconds to search. One program header
 * behind the ELF header: `Elf64_Ehdr`, `Elf64_Phdr` of the System V ABI.
 */
export function endlessDump(): string {
  const path = join(inject('folder'), 'endless.elf');
  const start = 4096;
  const length = 24 * GIB;
  const header = Buffer.alloc(start);
  header.write('\x7fELF\x02\x01\x01', 'latin1'); // 64 bits, little-endian, version 1
  header.writeUInt16LE(4, 16); // e_type: ET_CORE
  header.writeUInt16LE(62, 18); // e_machine: x86-64
  header.writeUInt32LE(1, 20); // e_version
  header.writeBigUInt64LE(64n, 32); // e_phoff
  header.writeUInt16LE(64, 52); // e_ehsize
  header.writeUInt16LE(56, 54); // e_phentsize
  header.writeUInt16LE(1, 56); // e_phnum
  header.writeUInt32LE(1, 64); // p_type: PT_LOAD
  header.writeUInt32LE(7, 68); // p_flags
  header.writeBigUInt64LE(BigInt(start), 72); // p_offset; vaddr and paddr stay 0
  header.writeBigUInt64LE(BigInt(length), 96); // p_filesz
  header.writeBigUInt64LE(BigInt(length), 104); // p_memsz
  const file = openSync(path, 'w');
  writeSync(file, header);
  ftruncateSync(file, start + length);
  closeSync(file);
  return path;
}
