import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Nothing we keep is larger; a file that is was not written by us. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a small JSON file of ours holds, unchecked; nothing where it is missing, too large or no JSON. */
export function readJson(file: string): unknown {
  try {
    return statSync(file).size > MOST_BYTES ? undefined : JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Not there yet, or damaged: as good as empty.
  }
}

/**
 * Writes a file that only its owner may read, whole or not at all. A disk that refuses is no reason to disturb the
 * user: nothing of value is kept so.
 */
export function writeJson(file: string, data: unknown): void {
  const fresh = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(fresh, JSON.stringify(data), { mode: 0o600 });
    renameSync(fresh, file);
  } catch (thrown) {
    console.warn(`${file} was not saved: ${String(thrown)}`);
  }
}
