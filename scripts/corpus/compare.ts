import { basename } from 'node:path';
import type { FieldShape } from '../../src/shared/shape.ts';
import { english } from '../../src/shared/i18n/english.ts';
import { isIdle } from '../../src/shared/task-table.ts';
import { analyseFile } from '../../test/support/analyse-file.ts';
import { compareWithTruth, readTruth, type Difference, type Truth } from '../../test/support/truth.ts';

/** What one dump was found to be, against what its guest said. */
export interface Comparison {
  readonly dump: string;
  readonly format: string;
  readonly machine: string;
  readonly found: number;
  readonly of: number;
  readonly seconds: number;
  /** Bytes copied out of the dump or scanned. */
  readonly touched: number;
  /** Empty where everything is right. */
  readonly wrong: string;
  readonly details: readonly string[];
}

/** How many differences are told one by one. */
const MAX_DETAILS = 6;

/** Analyses one dump and says in which fields of how many tasks it differs from its truth. */
export async function compareDump(path: string): Promise<Comparison> {
  const told = readTruth(path.replace(/\.[\w-]+$/, '.truth.json'));
  const truth = path.endsWith('.xen-save') ? frozen(told) : told;
  const start = performance.now();
  const session = await analyseFile(path);
  const seconds = (performance.now() - start) / 1000;
  const { table, info, shape, timings, problem } = session.snapshot();
  session.close();
  const differences = table === undefined ? [] : compareWithTruth(table, truth);
  const bad = differences.filter(({ what }) => what === 'missing').length;
  const found = table === undefined ? 0 : truth.tasks.length - bad;
  const idle =
    table === undefined ? 0 : Array.from(table.pid.keys()).filter((row) => isIdle(table, row)).length;
  const { misplaced, twins } = compareOffsets(shape?.fields ?? [], truth.offsets ?? {});
  const wrong =
    problem === undefined
      ? [summary(differences), ...misplaced.map(({ name }) => `offset of ${name}`)].filter(Boolean).join(', ')
      : `${problem.code}: ${english(problem.message)}`;
  return {
    dump: basename(path),
    format: info?.format ?? '?',
    machine: `${info?.kernel?.architecture ?? '?'} ${info?.kernel?.release ?? ''}`.trim(),
    found,
    of: truth.tasks.length,
    seconds,
    touched: timings.reduce((sum, timing) => sum + timing.bytesRead, 0),
    wrong,
    details: [
      ...differences
        .slice(0, MAX_DETAILS)
        .map(({ pid, what, found: got, expected }) => `${pid} ${what}: ${got}, expected ${expected}`),
      ...misplaced.map(
        ({ name, offset }) => `${name} at ${offset}, truly at ${String(truth.offsets?.[name])}`,
      ),
      ...twins.map(({ name }) => `${name} is taken for what holds the same in every task`),
      ...(problem === undefined ? [] : [problem.remedy === undefined ? '' : english(problem.remedy)]),
      ...(shape?.missing.map(({ name, reason }) => `not found: ${name}: ${english(reason)}`) ?? []),
      `${idle} idle tasks`,
    ],
  };
}

/**
 * Xen has a machine suspend itself before it is saved: user tasks that slept are frozen, which /proc shows as D, and
 * those that were stopped may be. A task that ran may have any state.
 */
function frozen(truth: Truth): Truth {
  const state = (told: string): string =>
    told.startsWith('S') ? 'D (frozen)' : /^t/i.test(told) ? 'R' : told;
  return {
    ...truth,
    tasks: truth.tasks.map((task) =>
      task.VmRSS === undefined ? task : { ...task, State: state(task.State) },
    ),
  };
}

/** Members that hold the same in every task of a dump, unless one was taken in a rare moment: no shape tells which is which. */
const TWINS: Readonly<Record<string, string>> = {
  mm: 'active_mm',
  active_mm: 'mm',
  real_cred: 'cred',
  cred: 'real_cred',
  start_time: 'start_boottime',
  start_boottime: 'start_time',
  'cred.euid': 'cred.fsuid',
  'cred.egid': 'cred.fsgid',
};

type Place = Pick<FieldShape, 'name' | 'offset'>;

/** Claimed offsets that are another member's: a twin's, which reads the same, or a stranger's. */
function compareOffsets(
  fields: readonly Place[],
  truth: Readonly<Record<string, number>>,
): { misplaced: readonly Place[]; twins: readonly Place[] } {
  const wrong = fields.filter(({ name, offset }) => truth[name] !== undefined && truth[name] !== offset);
  const isTwin = ({ name, offset }: Place): boolean => truth[TWINS[name] ?? ''] === offset;
  return { misplaced: wrong.filter((field) => !isTwin(field)), twins: wrong.filter(isTwin) };
}

/** `state 3, uid 1`. */
function summary(differences: readonly Difference[]): string {
  const counts = new Map<string, number>();
  for (const { what } of differences) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${what} ${count}`).join(', ');
}
