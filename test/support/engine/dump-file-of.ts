import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guest } from '../dump-builder/guest.ts';
import { temporary } from '../temporary.ts';

/** The bytes as a file that goes when the test ends; answers its path. */
export function fileOf(bytes: Uint8Array, name = 'memory.dump'): string {
  const path = join(temporary(), name);
  writeFileSync(path, bytes);
  return path;
}

/** A drawn machine's ELF core as a file. */
export const dumpFileOf = (guest: Guest): string => fileOf(guest.elf());
