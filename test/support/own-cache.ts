import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run of tests, and all processes it starts, a cache and a configuration of its own: the user’s are neither read nor written. */
export default function ownCache(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'taskshape-cache-'));
  process.env['TASKSHAPE_CACHE'] = folder;
  process.env['TASKSHAPE_CONFIG'] = join(folder, 'config');
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
