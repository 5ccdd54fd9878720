import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll } from 'vitest';

/** A folder for one test file, removed when its tests are over. */
export function temporaryFolder(): { file: (name: string, content?: Uint8Array) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'taskshape-file-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    file: (name, content) => {
      const path = join(folder, name);
      if (content !== undefined) writeFileSync(path, content);
      return path;
    },
  };
}
