/**
 * Holds the analysis against many kernels:
 *
 *     npm run corpus [-- NAME…]              makes the dumps of the matrix that are not there yet, then compares
 *     npm run corpus -- --built               also the kernels that are built here, which takes hours
 *     npm run corpus -- --ci                 the few that are made at every change
 *     npm run corpus -- --existing FOLDER    compares the dumps that lie in a folder with their truths
 *
 * Making dumps needs a Debian machine with QEMU, the cross compilers and the package mirror: docs/corpus.md.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareDump, COLUMNS } from './corpus/compare.ts';
import { DUMP_FORMATS } from './corpus/dump-formats.ts';
import { dumpFolder } from './corpus/make-dump.ts';
import { makeDumps } from './corpus/make-dumps.ts';
import { BUILT, MATRIX } from './corpus/matrix.ts';
import { textTable } from '../src/main/cli/text-table.ts';

const tell = (line: string): boolean => process.stderr.write(`${line}\n`);

/** Dumps in a folder that have a truth beside them, of these machines or of all. */
const dumpsIn = (folder: string, names: readonly string[]): string[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => DUMP_FORMATS.some((format) => file.endsWith(`.${format}`)))
    .map((file) => ({ file, machine: file.replace(/\.[\w-]+$/, '') }))
    .filter(({ machine }) => existsSync(join(folder, `${machine}.truth.json`)))
    .filter(({ machine }) => names.length === 0 || names.includes(machine))
    .map(({ file }) => join(folder, file))
    .sort();

const { values, positionals } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    ci: { type: 'boolean', default: false },
    existing: { type: 'string' },
    work: { type: 'string', default: join(import.meta.dirname, '..', 'corpus-work') },
  },
  allowPositionals: true,
});

const plans = [...MATRIX, ...BUILT].filter(({ name, ci, recipe }) =>
  positionals.length > 0
    ? positionals.includes(name)
    : values.ci
      ? ci === true
      : values.built || recipe === undefined,
);
if (values.existing === undefined) await makeDumps(values.work, plans, tell);
const dumps = dumpsIn(
  values.existing ?? dumpFolder(values.work),
  values.ci ? plans.map(({ name }) => name) : positionals,
);
const results = [];
for (const path of dumps) {
  const result = await compareDump(path);
  results.push(result);
  tell(`${result.right ? 'right' : 'WRONG'}  ${result.cells.join('  ')}`);
  for (const line of result.details) tell(`       ${line}`);
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
