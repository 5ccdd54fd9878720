/**
 * Wounds copies of real dumps and measures what is still found: `node scripts/measure-damage.ts [--seeds N]
 * [--only WORD] [--table] DUMP…`. Beside a dump `x.raw` may lie its truth, `x.truth.json`. `--table`: the results take the
 * place of the tables in docs/damage.md.
 */
import {
  copyFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { english } from '../src/shared/i18n/english.ts';
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
  type WoundKind,
} from '../test/support/damage/wound-pages.ts';
import { compareWithTruth, readTruth } from '../test/support/truth.ts';
import { DamageTable } from './damage-table.ts';

const RATES = [0.001, 0.01, 0.05, 0.1];

/** One way to damage a dump. */
interface Trial {
  /** What is lost, and what stands in its place. */
  readonly loss: string;
  readonly kind: WoundKind;
  /** What it is called, together with the seed if chance has chosen. */
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
    table: { type: 'boolean', default: false },
  },
});
const seeds = Array.from({ length: Number(options.seeds) }, (_, i) => i + 1);
const tables = new DamageTable();
const folder = mkdtempSync(join(tmpdir(), 'taskshape-damage-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

for (const dump of dumps) await measure(dump);
if (options.table) {
  const path = join(import.meta.dirname, '../docs/damage.md');
  const marked = `<!-- damage -->\n\n${tables.markdown(seeds.length)}\n\n<!-- /damage -->`;
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/<!-- damage -->[^]*<!-- \/damage -->/, () => marked),
  );
}

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
    if (options.table && trial.kind === 'swapped') continue;
    const outcome = await specimen.analyse(trial.patches, trial.runs);
    const lost = new Set(trial.lost);
    const isLost = (from: number, to: number): boolean => {
      for (let page = Math.floor(from / PAGE) * PAGE; page < to; page += PAGE)
        if (lost.has(page)) return true;
      return false;
    };
    // The file does not say where its bytes belong: without what tells, they are counted from its start.
    const found = asLaidOut(outcome.snapshot.table, outcome.runs, specimen.runs);
    const result = score(truth, found, isLost);
    print(
      basename(dump),
      trial.name,
      result,
      outcome.milliseconds,
      outcome.problem && english(outcome.problem.message),
    );
    tables.add(basename(dump), trial.loss, trial.kind, result);
    if (options.log) console.log(outcome.log.join('\n'), outcome.snapshot.info?.notices.map(english));
  }
  rmSync(copy);
}

function* trialsOf(specimen: Specimen, truth: readonly KnownTask[]): Generator<Trial> {
  const pages = pagesOf(specimen.runs);
  const trial = (loss: string, kind: WoundKind, lost: readonly number[], seed?: number): Trial => {
    const random = new Random((seed ?? 1) + 77);
    const place = (page: number) => specimen.fileOffset(page);
    return {
      loss,
      kind,
      name: `${loss}${seed === undefined ? '' : `#${seed}`} ${kind}`,
      lost,
      patches: patchesFor(kind, lost, pages, random, (page) => specimen.read(place(page), PAGE), place),
      ...(kind === 'missing' && { runs: without(specimen.runs, lost) }),
    };
  };
  for (const rate of RATES) {
    for (const kind of WOUNDS) {
      for (const seed of seeds)
        yield trial(`${rate * 100} %`, kind, somePages(pages, rate, new Random(seed)), seed);
    }
  }
  const own = (pid: number): number[] => {
    const task = truth.find((known) => known.pid === pid);
    return task === undefined ? [] : pages.filter((page) => page < task.to && page + PAGE > task.from);
  };
  const anchors = {
    init_task: own(0),
    kthreadd: own(2),
    'init_task and kthreadd': [...own(0), ...own(2)],
    'process 1': own(1),
    'init_task and kthreadd and process 1': [...own(0), ...own(1), ...own(2)],
  };
  for (const [name, lost] of Object.entries(anchors)) {
    for (const kind of WOUNDS) {
      yield trial(name, kind, lost);
      for (const seed of seeds) {
        const more = somePages(pages, 0.05, new Random(seed));
        yield trial(`${name} + 5 %`, kind, [...new Set([...lost, ...more])], seed);
      }
    }
  }
  const middle = pages.length >> 1;
  for (const kind of ['zero', 'missing'] as const) {
    yield trial('the first half', kind, pages.slice(0, middle));
    yield trial('the second half', kind, pages.slice(middle));
    const fourth = pages.filter((page) => (page >> 20) % 4 === 3);
    yield trial('every fourth MiB', kind, fourth);
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
  if (!options.verbose) return;
  console.log('   missed', result.missed.join(' '));
  for (const line of [...result.false.slice(0, 5), ...result.wrong.slice(0, 12)]) console.log('   ', line);
}
