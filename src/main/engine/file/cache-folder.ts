import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';

/** A run that was interrupted leaves its unfinished file behind; after this long nobody is writing it any more. */
const STALE_MS = 86_400_000;

/**
 * The folder of everything that is kept to save time and may be deleted at any moment: `TASKSHAPE_CACHE` where that is
 * set, else the user's cache folder as the system has it.
 */
export function cacheFolder(): string {
  const named = process.env['TASKSHAPE_CACHE'];
  return named === undefined || named === '' ? envPaths('taskshape', { suffix: '' }).cache : named;
}

/** What is kept there and grows with use: finished analyses, and dumps that were packed. */
export type CachePart = 'results' | 'unpacked';

export const cachePart = (part: CachePart): string => join(cacheFolder(), part);

export interface CachedFile {
  readonly path: string;
  /** On the disk. */
  readonly bytes: number;
  /** When it was used last, in milliseconds since 1970. */
  readonly usedMs: number;
}

/** The files of a folder, the one used last first; none where there is no such folder. */
export function cachedFiles(folder: string): CachedFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // Nothing was ever kept, or it may not be seen: then there is nothing of it to manage either.
  }
  const files = names.flatMap((name): CachedFile[] => {
    const path = join(folder, name);
    const about = statSync(path, { throwIfNoEntry: false });
    if (about?.isFile() !== true) return [];
    // Systems without blocks (Windows) say none.
    const bytes = about.blocks > 0 ? Math.min(about.size, about.blocks * 512) : about.size;
    return [{ path, bytes, usedMs: about.mtimeMs }];
  });
  return files.sort((a, b) => b.usedMs - a.usedMs);
}

/** Deletes what was used longest ago until at most `maxBytes` are left, and what interrupted runs left behind. */
export function removeOldest(folder: string, maxBytes: number): void {
  let total = 0;
  for (const { path, bytes, usedMs } of cachedFiles(folder)) {
    total += bytes;
    // What another process is writing is its own.
    const isUnwanted = path.endsWith('.tmp') ? Date.now() - usedMs > STALE_MS : total > maxBytes;
    if (isUnwanted) remove(path);
  }
}

/** Deletes all files of a folder that let themselves be deleted. Answers how many these were and their bytes. */
export function removeAll(folder: string): { readonly files: number; readonly bytes: number } {
  let files = 0;
  let bytes = 0;
  for (const file of cachedFiles(folder)) {
    if (!remove(file.path)) continue;
    files++;
    bytes += file.bytes;
  }
  return { files, bytes };
}

function remove(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false; // Another process has it open (Windows), or it is not ours: it stays for another time.
  }
}
