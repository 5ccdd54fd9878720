/**
 * Holds the analysis against many kernels:
 *
 *     npm run corpus [-- NAME…]              makes the dumps of the matrix that are not there yet, then compares
 *     npm run corpus -- --existing FOLDER    compares the dumps that lie in a folder with their truths
 *
 * Making dumps needs a Debian machine with the packages ../shared/corpus/mkdump.py names, and its package mirror.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareDump, COLUMNS } from './corpus-compare.ts';
import { makeDumps } from './corpus-make.ts';
import { textTable } from '../src/main/cli/text-table.ts';

const WORK = join(import.meta.dirname, '..', 'corpus-work');

/** Dumps in a folder that have a truth beside them. */
const dumpsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.(elf|raw)$/.test(name))
    .filter((name) => existsSync(join(folder, name.replace(/\.\w+$/, '.truth.json'))))
    .sort()
    .map((name) => join(folder, name));

const { values, positionals } = parseArgs({
  options: { existing: { type: 'string' } },
  allowPositionals: true,
});
const folder = values.existing ?? makeDumps(WORK, positionals);
const dumps = dumpsIn(folder).filter(
  (path) => positionals.length === 0 || positionals.some((name) => path.includes(name)),
);
if (dumps.length === 0) {
  process.stderr.write(`There are no dumps with a truth in ${folder}.\n`);
  process.exit(2);
}
const results = [];
for (const path of dumps) {
  const result = await compareDump(path);
  results.push(result);
  process.stderr.write(`${result.right ? 'right' : 'WRONG'}  ${result.cells.join('  ')}\n`);
  for (const line of result.details) process.stderr.write(`       ${line}\n`);
}
process.stdout.write(
  textTable(
    COLUMNS,
    results.map((result) => result.cells),
  ),
);
const wrong = results.filter((result) => !result.right).length;
process.stdout.write(`${results.length - wrong} of ${results.length} dumps right\n`);
process.exitCode = wrong === 0 ? 0 : 1;
