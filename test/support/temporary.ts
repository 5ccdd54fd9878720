import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder for one test, without symbolic links in its path, removed when the test ends. */
export function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'taskshape-test-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
