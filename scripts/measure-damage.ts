/**
 * Wounds copies of real dumps and measures what is still found: `node scripts/measure-damage.ts [--seeds N]
 * [--only WORD] [--rows FILE] DUMP…`. Beside a dump `x.raw` may lie its truth, `x.truth.json`. `--rows`: the results go
 * to the end of this file as well, one row of a Markdown table each.
 */
import { appendFileSync, copyFileSync, chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FileRun } from '../src/main/engine/memory/normalise-runs.ts';
import { Random } from '../test/support/dump-builder/random.ts';
import { knownTasks, score, type KnownTask, type Score } from '../test/support/damage/score.ts';
import { asLaidOut, Specimen } from '../test/support/damage/specimen.ts';
import {
  PAGE,
  pagesOf,
  patchesFor,
  somePages,
  without,
  WOUNDS,
  type Patch,
} from '../test/support/damage/wound-pages.ts';
import { compareWithTruth, readTruth } from '../test/support/truth.ts';

const RATES = [0.001, 0.01, 0.05, 0.1];

/** One way to damage a dump. */
interface Trial {
  readonly name: string;
  readonly lost: readonly number[];
  readonly patches: readonly Patch[];
  readonly runs?: readonly FileRun[];
}

const { values: options, positionals: dumps } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
    rows: { type: 'string' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'taskshape-damage-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

for (const dump of dumps) await measure(dump);

async function measure(dump: string): Promise<void> {
  const copy = join(folder, basename(dump));
  copyFileSync(dump, copy);
  chmodSync(copy, 0o600);
  const specimen = new Specimen(copy);
  const intact = await specimen.analyse();
  specimen.runs = intact.runs;
  const { table, shape } = intact.snapshot;
  if (table === undefined || shape === undefined) throw new Error(`${dump} is not understood.`);
  const truthFile = dump.replace(/\.[^.]+$/, '.truth.json');
  if (existsSync(truthFile)) {
    const differences = compareWithTruth(table, readTruth(truthFile));
    if (differences.length > 0) throw new Error(`${dump}: ${differences.length} differences when intact.`);
  }
  const truth = knownTasks(table, shape);
  for (const trial of trialsOf(specimen, truth)) {
    if (!trial.name.includes(options.only)) continue;
    const outcome = await specimen.analyse(trial.patches, trial.runs);
    const lost = new Set(trial.lost);
    const isLost = (from: number, to: number): boolean => {
      for (let page = Math.floor(from / PAGE) * PAGE; page < to; page += PAGE)
        if (lost.has(page)) return true;
      return false;
    };
    // The file does not say where its bytes belong: without what tells, they are counted from its start.
    const table = asLaidOut(outcome.snapshot.table, outcome.runs, specimen.runs);
    const result = score(truth, table, isLost);
    print(basename(dump), trial.name, result, outcome.milliseconds, outcome.problem?.message);
    if (options.log) console.log(outcome.log.join('\n'), outcome.snapshot.info?.notices);
  }
  rmSync(copy);
}

function* trialsOf(specimen: Specimen, truth: readonly KnownTask[]): Generator<Trial> {
  const pages = pagesOf(specimen.runs);
  const trial = (
    name: string,
    kind: (typeof WOUNDS)[number],
    lost: readonly number[],
    seed: number,
  ): Trial => {
    const random = new Random(seed + 77);
    const place = (page: number) => specimen.fileOffset(page);
    return {
      name: `${name} ${kind}`,
      lost,
      patches: patchesFor(kind, lost, pages, random, (page) => specimen.read(place(page), PAGE), place),
      ...(kind === 'missing' && { runs: without(specimen.runs, lost) }),
    };
  };
  for (const kind of WOUNDS) {
    for (const rate of RATES) {
      for (let seed = 1; seed <= Number(options.seeds); seed++) {
        yield trial(`${rate * 100} %#${seed}`, kind, somePages(pages, rate, new Random(seed)), seed);
      }
    }
  }
  const own = (pid: number): number[] => {
    const task = truth.find((known) => known.pid === pid);
    return task === undefined ? [] : pages.filter((page) => page < task.to && page + PAGE > task.from);
  };
  const anchors = {
    init_task: own(0),
    kthreadd: own(2),
    'init_task+kthreadd': [...own(0), ...own(2)],
    'pid-1': own(1),
    'init_task+kthreadd+pid-1': [...own(0), ...own(1), ...own(2)],
  };
  for (const kind of WOUNDS) {
    for (const [name, lost] of Object.entries(anchors)) {
      yield trial(name, kind, lost, 1);
      for (let seed = 1; seed <= Number(options.seeds); seed++) {
        const more = somePages(pages, 0.05, new Random(seed));
        yield trial(`${name} + 5 %#${seed}`, kind, [...new Set([...lost, ...more])], seed);
      }
    }
  }
  for (const kind of ['zero', 'missing'] as const) {
    const middle = pages.length >> 1;
    yield trial('first-half', kind, pages.slice(0, middle), 1);
    yield trial('second-half', kind, pages.slice(middle), 1);
    yield trial(
      'every-fourth-MiB',
      kind,
      pages.filter((page) => (page >> 20) % 4 === 3),
      1,
    );
  }
}

function print(dump: string, name: string, result: Score, milliseconds: number, problem?: string): void {
  const share = result.shown === 0 ? 0 : (100 * result.wrong.length) / result.shown;
  const bad = result.missed.length > 0 || result.false.length > 0 || share >= 1;
  console.log(
    [
      bad ? 'BAD ' : 'good',
      dump,
      name,
      `found ${result.whole - result.missed.length}/${result.whole}`,
      `false ${result.false.length}`,
      `wrong ${result.wrong.length}/${result.shown}`,
      `unknown ${result.unknown}`,
      `${Math.round(milliseconds)} ms`,
      problem ?? '',
    ].join('  '),
  );
  if (options.rows !== undefined) {
    const found = `${result.whole - result.missed.length} of ${result.whole}`;
    const cells = [
      dump,
      name,
      found,
      result.false.length,
      `${result.wrong.length} of ${result.shown}`,
      result.unknown,
    ];
    appendFileSync(options.rows, `| ${cells.join(' | ')} |\n`);
  }
  if (!options.verbose) return;
  console.log('   missed', result.missed.join(' '));
  for (const line of [...result.false.slice(0, 5), ...result.wrong.slice(0, 12)]) console.log('   ', line);
}
