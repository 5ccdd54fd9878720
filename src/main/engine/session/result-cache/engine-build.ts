import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Put in by the bundler: `engineBuild` of the sources it was built from. */
declare const TASKSHAPE_ENGINE_BUILD: string | undefined;

/** What decides how a dump is read. */
const SOURCES = ['src/main/engine', 'src/shared', 'native/src'];

/**
 * Names the engine by its sources, so that no result outlives the code that found it, during development neither.
 * `root` is the folder with package.json.
 */
export function engineBuild(root: string): string {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((file) => /\.(ts|cpp|h)$/.test(file)).sort()) {
      hash.update(`${name.replaceAll('\\', '/')}\n`).update(readFileSync(join(root, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

let known: string | undefined;

/** The engine that runs: the one the bundle was built from, or these sources as they are now. */
export function thisEngine(): string {
  known ??=
    typeof TASKSHAPE_ENGINE_BUILD === 'string'
      ? TASKSHAPE_ENGINE_BUILD
      : engineBuild(join(import.meta.dirname, '..', '..', '..', '..', '..'));
  return known;
}
