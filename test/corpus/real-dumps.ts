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
/** `amd64-6.1.elf.zst` → `amd64-6.1`. */
const machineOf = (name: string): string => name.replace(/(\.[a-z][\w-]*)+$/, '');

/** All dumps that have a truth, in whatever format. */
export function realDumps(): RealDump[] {
  if (!dumpsAreHere) return [];
  return readdirSync(FOLDER)
    .map((name) => ({
      name: name.replace(/\.zst$/, ''),
      packed: join(FOLDER, name),
      truth: join(FOLDER, `${machineOf(name)}.truth.json`),
    }))
    .filter(({ packed, truth }) => packed !== truth && existsSync(truth));
}
