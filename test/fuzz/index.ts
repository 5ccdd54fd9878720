/**
 * Coverage-guided fuzzing of everything that a dump or a page can reach: `npm run fuzz -- [30m] [--target engine]`.
 *
 * Inputs that reach new branches are kept in `.fuzz/corpus` and changed further. An input that throws anything but a
 * typed error, contradicts itself, takes ten seconds, needs a gigabyte or ends the process is a find: it is run again
 * without instruments, made smaller, and kept in `.fuzz/finds`. The exit code is 1 when there are any.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fuzzTarget } from './fuzz-target.ts';
import { keepFind } from './finds.ts';
import { readOptions } from './options.ts';
import { runTable } from './runs.ts';
import { sanitizedEnvironment } from './sanitize.ts';
import { TARGETS } from './targets/index.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '.fuzz');
for (const part of ['corpus', 'current', 'finds']) mkdirSync(join(FOLDER, part), { recursive: true });

const options = readOptions(process.argv.slice(2));
const environment = options.sanitize ? sanitizedEnvironment(FOLDER) : {};
const wanted = TARGETS.filter((name) => options.targets.length === 0 || options.targets.includes(name));
if (wanted.length === 0) throw new Error(`There is no such target; there are ${TARGETS.join(', ')}.`);

if (options.table) console.log(runTable(FOLDER));
else if (options.replay !== undefined) await replay(options.replay);
else await fuzzAll();

async function fuzzAll(): Promise<void> {
  let finds = 0;
  for (const [index, target] of wanted.entries()) {
    finds += await fuzzTarget(target, {
      folder: FOLDER,
      environment,
      milliseconds: options.time,
      seed: options.seed + index * 1_000_003,
    });
  }
  console.log(`${finds} finds`);
  process.exitCode = finds > 0 ? 1 : 0;
}

/** Runs one input of one target and, if it fails, makes it smaller. */
async function replay(file: string): Promise<void> {
  const [target, another] = wanted;
  if (target === undefined || another !== undefined) throw new Error('Name the one target with --target.');
  const bytes = new Uint8Array(readFileSync(file));
  const suspect = { bytes, key: basename(file), why: '' };
  if (await keepFind({ target, folder: FOLDER, environment }, suspect, options.time)) process.exitCode = 1;
}
