import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Real dumps with their truth lie beside the checkout where the project is tested: see CONTRIBUTING.md. */
const FOLDER = join(root, '..', 'shared', 'dumps');

/** Unpacked dumps are kept between runs: the packed ones never change. */
export const UNPACKED = join(tmpdir(), `taskshape-dumps-${String(process.getuid?.() ?? 0)}`);

export interface RealDump {
  /** `amd64-6.1.elf`. */
  readonly name: string;
  readonly packed: string;
  readonly truth: string;
}

export const dumpsAreHere = existsSync(FOLDER);
/** A dump in a format that is not read yet. */
export const kdump = join(FOLDER, 'amd64-6.1.kdump-zlib');

/** All raw and ELF dumps that have a truth. */
export function realDumps(): RealDump[] {
  if (!dumpsAreHere) return [];
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.raw.zst') || name.endsWith('.elf.zst'))
    .map((name) => ({
      name: name.slice(0, -'.zst'.length),
      packed: join(FOLDER, name),
      truth: join(FOLDER, `${name.slice(0, -'.raw.zst'.length)}.truth.json`),
    }));
}
