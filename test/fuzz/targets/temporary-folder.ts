import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SHARED_MEMORY = '/dev/shm';

const made = new Set<string>();
process.once('exit', () => {
  made.forEach(removeFolder);
});

const removeFolder = (path: string): void => {
  rmSync(path, { recursive: true, force: true });
};

/** A folder for this process, in memory where the system has such, and the way to remove it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(parent(), 'taskshape-fuzz-'));
  made.add(path);
  return {
    path,
    remove: () => {
      made.delete(path);
      removeFolder(path);
    },
  };
}

function parent(): string {
  try {
    accessSync(SHARED_MEMORY, constants.W_OK);
    return SHARED_MEMORY;
  } catch {
    return tmpdir();
  }
}
