import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is left to remove when the process ends by any way that lets code run. */
const left = new Set<string>();

process.once('exit', () => {
  for (const folder of left) rmSync(folder, { recursive: true, force: true });
});

export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** A folder of our own (mode 0700) under `parent`, removed by `remove` and at the latest when the process exits. */
export async function temporaryFolder(parent: string = tmpdir()): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(parent, 'taskshape-'));
  left.add(path);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      left.delete(path);
    },
  };
}
