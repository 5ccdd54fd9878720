import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Counters, OPEN_COUNTERS } from './counters.ts';
import type * as Instrumenter from './instrument.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** What is counted: everything a dump or a page can reach. */
const COUNTED = ['src/shared/', 'src/main/engine/', 'src/main/api/', 'src/main/browser/'];

/**
 * From now on the sources that this thread imports count their branches. Instrumented files are kept in `folder`, so
 * that the compiler is loaded only for sources that have changed.
 */
export function countBranches(folder: string): Counters {
  const counters = new Counters();
  Object.assign(globalThis, {
    [OPEN_COUNTERS]: (file: string, count: number) => counters.open(file, count),
  });
  mkdirSync(folder, { recursive: true });
  registerHooks({
    load: (url, context, next) => {
      const file = url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)).split(sep).join('/') : '';
      if (!file.endsWith('.ts') || !COUNTED.some((prefix) => file.startsWith(prefix)))
        return next(url, context);
      return { format: 'module', source: instrumented(file, folder), shortCircuit: true };
    },
  });
  return counters;
}

function instrumented(file: string, folder: string): string {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const compiler = readFileSync(join(import.meta.dirname, 'instrument.ts'));
  const digest = createHash('sha256').update(compiler).update(file).update(source).digest('hex').slice(0, 32);
  const kept = join(folder, `${digest}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  // Loaded here and not above: it takes half a second and a hundred megabytes.
  const { instrument } = createRequire(import.meta.url)('./instrument.ts') as typeof Instrumenter;
  const code = instrument(source, file);
  const partial = `${kept}.${process.pid}`;
  writeFileSync(partial, code);
  renameSync(partial, kept);
  return code;
}
