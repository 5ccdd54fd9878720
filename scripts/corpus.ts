/**
 * Holds the analysis against many kernels:
 *
 *     npm run corpus [-- NAME…]              makes the dumps of the matrix that are not there yet, then compares
 *     npm run corpus -- --built              also those of kernels that are built here, which takes hours
 *     npm run corpus -- --ci                 the few that are made at every change
 *     npm run corpus -- --existing FOLDER    compares the dumps that lie in a folder with their truths
 *     npm run corpus -- --markdown           also writes the tables into docs/corpus.md and the README
 *
 * Making dumps needs a Debian machine with QEMU, the cross compilers and the package mirror: docs/corpus.md.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareDump, type Comparison } from './corpus/compare.ts';
import { DUMP_FORMATS } from './corpus/dump-formats.ts';
import { dumpFolder, truthPath } from './corpus/make-dump.ts';
import { makeDumps } from './corpus/make-dumps.ts';
import { BUILT, MATRIX } from './corpus/matrix.ts';
import { markdownReport, summaryReport, textReport } from './corpus/report.ts';
import { run } from './corpus/run.ts';

const ROOT = join(import.meta.dirname, '..');

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

async function compareAll(dumps: readonly string[]): Promise<Comparison[]> {
  const results: Comparison[] = [];
  for (const path of dumps) {
    const result = await compareDump(path);
    results.push(result);
    const { dump, found, of, seconds, wrong } = result;
    tell(
      `${wrong === '' ? 'right' : 'WRONG'} ${dump}: ${found} of ${of} in ${seconds.toFixed(2)} s ${wrong}`.trim(),
    );
    for (const line of result.details) tell(`      ${line}`);
  }
  return results;
}

/**
 * A guest may change between telling the truth and being dumped: machines with a dump that was read wrong are made and
 * read once more. What is wrong with the reading is wrong again.
 */
async function secondLook(results: readonly Comparison[]): Promise<readonly Comparison[]> {
  const machineOf = ({ dump }: Comparison): string => dump.replace(/\.[\w-]+$/, '');
  const doubtful = new Set(results.filter(({ wrong }) => wrong !== '').map(machineOf));
  if (doubtful.size === 0) return results;
  tell(`made and read once more: ${[...doubtful].join(', ')}`);
  for (const name of doubtful) rmSync(truthPath(values.work, name));
  await makeDumps(
    values.work,
    plans.filter(({ name }) => doubtful.has(name)),
    tell,
  );
  const again = await compareAll(dumpsIn(folder, [...doubtful]));
  return [...results.filter((result) => !doubtful.has(machineOf(result))), ...again];
}

/** Puts a text between the marks of a page. */
function fill(page: string, text: string): void {
  const path = join(ROOT, page);
  const marked = `<!-- corpus -->\n\n${text}\n\n<!-- /corpus -->`;
  const old = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    old.replace(/<!-- corpus -->[^]*<!-- \/corpus -->/, () => marked),
  );
}

// So that a machine that runs does not outlive this.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { values, positionals } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    ci: { type: 'boolean', default: false },
    existing: { type: 'string' },
    markdown: { type: 'boolean', default: false },
    work: { type: 'string', default: join(ROOT, 'corpus-work') },
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
const notMade =
  values.existing === undefined ? await makeDumps(values.work, plans, tell) : new Map<string, string>();
if (notMade.size > 0) {
  const reasons = [...notMade].map(
    ([name, reason]) => `${name} (${reason.replaceAll(/\s+/g, ' ').slice(0, 200)})`,
  );
  tell(`not made: ${reasons.join('; ')}`);
}
const names = values.ci ? plans.map(({ name }) => name) : positionals;
const folder = values.existing ?? dumpFolder(values.work);
const first = await compareAll(dumpsIn(folder, names));
const results = values.ci && values.existing === undefined ? await secondLook(first) : first;
process.stdout.write(textReport(results));
if (values.markdown) {
  fill('docs/corpus.md', markdownReport(results, notMade));
  fill('README.md', summaryReport(results));
  run('npx', ['prettier', '--write', 'docs/corpus.md', 'README.md'], { cwd: ROOT });
}
process.exitCode = results.every(({ wrong }) => wrong === '') ? 0 : 1;
