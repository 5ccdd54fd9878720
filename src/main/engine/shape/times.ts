import type { FieldKind } from '../../../shared/fields.ts';
import type { RunnerUp } from '../../../shared/shape.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { Columns } from '../kernel/columns.ts';
import { holdsMostly, judge, share, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

const NS = 1_000_000_000;
/** Ten years of uptime, in nanoseconds. */
const MAX_TIME = 3e17;
/** Share of neighbours in the list that may stand out of order of age, beyond what damage explains. */
const OUT_OF_ORDER = 0.02;
/** A task reads the clock a little before it enters the list; two CPUs may do so in turn. */
const FORK_RACE = 1e7;
/** A dump taken sooner than a millisecond after boot has no tasks to compare. */
const MIN_UPTIME = 1e6;
/** A tick-coarse clock gives tasks of one tick the same time; fewer distinct values than this is no clock. */
const MIN_DISTINCT = 0.15;

interface TimeColumn {
  readonly offset: number;
  readonly kind: FieldKind;
  /** Nanoseconds, as doubles: exact to a quarter of a microsecond, enough to compare. NaN for what is no time. */
  readonly values: Float64Array;
  readonly verdict: Verdict;
}

/**
 * start_time and start_boottime: no task is older than its parent, and the list of tasks is in order of age, since new
 * tasks are put at its end. (Numbers of processes are not: they wrap.) Up to 3.16 a time is a pair of seconds and
 * nanoseconds, later one number of nanoseconds; the pair is tested first, because its seconds alone look like a number.
 * The last of the columns that qualify counts suspended time as well.
 *
 * `listed`: how many of the first rows stand in list order.
 */
export function findTimes(
  search: Search,
  tasks: Population,
  listed: number,
  pids: Uint32Array,
  parents: Float64Array,
): { offset: number; kind: FieldKind } | undefined {
  const { builder } = search;
  const { rows, columns } = tasks.learned;
  const intactParents = parents.map((parent) => (tasks.isIntact(parent) ? parent : NaN));
  const parentBases = Float64Array.from(rows, (row) => intactParents[row] ?? NaN);
  // init_task heads the list, but was not started at any time.
  const order = Array.from(rows.keys()).filter((at) => (rows[at] ?? 0) > 0 && (rows[at] ?? 0) < listed);
  const pidColumn = Uint32Array.from(rows, (row) => pids[row] ?? 0);

  const contest = new Contest();
  const found: TimeColumn[] = [];
  for (const { kind, read } of READINGS) {
    for (const offset of columns.offsets()) {
      if (builder.isTaken(offset, 8)) continue; // pid and tgid side by side rise like a clock
      const values = read(search, columns, offset);
      if (values === undefined || !looksLikeClock(search, values, order, pidColumn)) continue;
      if (!isInOrder(search, values, order, contest, offset)) continue;
      // The seconds of a pair rise like nanoseconds too, once the machine has run for days.
      if (kind === 'u64' && found.some((pair) => pair.kind === 'timespec' && pair.offset === offset))
        continue;
      const verdict = judgeAges(search, columns.bases, parentBases, { offset, kind });
      if (share(verdict) >= search.nearly) found.push({ offset, kind, values, verdict });
      else contest.lost(offset, verdict, say('lost.time.older'), 1);
    }
  }
  const { losers } = contest;
  const chosen = record(search, found, order, losers, (column) =>
    judgeAges(search, tasks.bases, intactParents, column),
  );
  if (chosen !== undefined) return { offset: chosen.offset, kind: chosen.kind };
  for (const name of ['start_time', 'start_boottime'] as const)
    builder.absent(name, say('absent.start'), losers);
  return undefined;
}

/** The ways a kernel may write a time. A pair of which both halves fit comes before the number one of them alone is. */
const READINGS: readonly {
  readonly kind: FieldKind;
  readonly read: (search: Search, columns: Columns, offset: number) => Float64Array | undefined;
}[] = [
  { kind: 'timespec', read: plausiblePair },
  { kind: 'u64', read: plausibleNanoseconds },
];

/** No task is older than its parent: tested on these tasks, whatever lies at this offset of them. */
function judgeAges(
  { space }: Search,
  bases: Float64Array,
  parents: Float64Array,
  { offset, kind }: Pick<TimeColumn, 'offset' | 'kind'>,
): Verdict {
  const read = kind === 'timespec' ? pairOf : nanosecondsOf;
  const timesAt = (of: Float64Array) =>
    read(
      new Columns(
        space,
        of.map((base) => base + offset),
        16,
      ),
      0,
    );
  const values = timesAt(bases);
  const parentValues = timesAt(parents);
  return judge(bases.length, (at) =>
    Number.isNaN(parents[at]) || parents[at] === bases[at] || (parentValues[at] ?? NaN) > MAX_TIME
      ? undefined
      : (values[at] ?? NaN) >= (parentValues[at] ?? NaN),
  );
}

/** Two clocks read one after the other differ by less than this, but for a jump at each suspend. */
const CLOCK_STEP = 1e6;

/**
 * The second of two columns that are one clock and the same with suspended time added: never less than the first,
 * and at the same distance from one task to the next, but for the few between which the machine slept.
 */
function twinOf(
  search: Search,
  first: TimeColumn,
  found: readonly TimeColumn[],
  order: readonly number[],
): TimeColumn | undefined {
  return found.findLast((other) => {
    if (other.kind !== first.kind || other.offset <= first.offset) return false;
    const gap = (at: number) => (other.values[at] ?? 0) - (first.values[at] ?? 0);
    if (!holdsMostly(order.length, search.quorum, (i) => !(gap(order[i] ?? 0) < 0))) return false;
    const steady = order.filter(
      (at, i) => i === 0 || Math.abs(gap(at) - gap(order[i - 1] ?? 0)) < CLOCK_STEP,
    );
    return steady.length >= order.length * search.quorum;
  });
}

function record(
  search: Search,
  found: readonly TimeColumn[],
  order: readonly number[],
  losers: readonly RunnerUp[],
  verify: (column: TimeColumn) => Verdict,
): TimeColumn | undefined {
  const { builder } = search;
  const broken = (column: TimeColumn): number =>
    column.verdict.tested - column.verdict.satisfied + inversions(column.values, order);
  const ranked = found
    .map((first) => ({ first, last: twinOf(search, first, found, order) }))
    .map((pair) => ({ ...pair, broken: broken(pair.first) + broken(pair.last ?? pair.first) }))
    .sort(
      (a, b) =>
        Number(b.last !== undefined) - Number(a.last !== undefined) ||
        a.broken - b.broken ||
        a.first.offset - b.first.offset,
    );
  const [best] = ranked;
  if (best === undefined) return undefined;
  const { first, last = first } = best;
  const others: readonly RunnerUp[] = [
    ...found
      .filter((column) => column !== first && column !== last)
      .map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.time.noTwin'))),
    ...losers.filter(({ offset }) => offset !== first.offset && offset !== last.offset),
  ];
  if (last !== first)
    builder.found('start_time', first.offset, say('relation.start_time'), verify(first), others, first.kind);
  else builder.absent('start_time', say('absent.start_time'));
  builder.found(
    'start_boottime',
    last.offset,
    say('relation.start_boottime'),
    verify(last),
    others,
    last.kind,
  );
  return last;
}

function looksLikeClock(
  search: Search,
  values: Float64Array,
  order: readonly number[],
  pids: Uint32Array,
): boolean {
  const latest = order.reduce((most, at) => larger(most, values[at]), 0);
  if (latest < MIN_UPTIME || latest > MAX_TIME) return false;
  if (!holdsMostly(order.length, search.quorum, (i) => (values[order[i] ?? 0] ?? 0) > 0)) return false;
  if (new Set(values).size < values.length * MIN_DISTINCT) return false;
  if (values.every((value, at) => value === pids[at])) return false;
  return true;
}

/** The list of tasks is in order of age, but for a few neighbours. */
function isInOrder(
  search: Search,
  values: Float64Array,
  order: readonly number[],
  contest: Contest,
  offset: number,
): boolean {
  const disordered = inversions(values, order);
  if (disordered <= Math.max(2, order.length * (1 - search.nearly + OUT_OF_ORDER))) return true;
  const verdict = { satisfied: order.length - disordered, tested: order.length };
  contest.lost(offset, verdict, say('lost.time.order'));
  return false;
}

/** Neighbours in list order of which the later is clearly older. */
function inversions(values: Float64Array, order: readonly number[]): number {
  const first = order.reduce((least, at) => -larger(-least, -(values[at] ?? 0)), Infinity);
  const last = order.reduce((most, at) => larger(most, values[at]), 0);
  const race = Math.min(FORK_RACE, (last - first) / 1000);
  return order.filter((at, i) => i > 0 && (values[at] ?? 0) < (values[order[i - 1] ?? 0] ?? 0) - race).length;
}

/** The larger of a number and another that may be NaN. */
const larger = (most: number, value = NaN): number => (value > most ? value : most);

/**
 * The lower part of a clock takes all values there are, once the upper one counts: in half of its steps most tasks show
 * more than a sixteenth of what there is room for. (Tasks may be started all at one moment, and init_task was never.)
 * Half of a time beside something else rises like a clock too; but a count stays small, and a mark is not set for most.
 */
function spreads(upper: Uint32Array, lower: Uint32Array, end: number): boolean {
  if (upper.every((step) => step === 0)) return true;
  const steps = new Map<number, number>();
  upper.forEach((step, row) => {
    if (row === 0) return;
    const isLarge = (lower[row] ?? 0) >= end / 16;
    steps.set(step, (steps.get(step) ?? 0) + (isLarge ? 1 : -1));
  });
  const large = [...steps.values()].filter((balance) => balance >= 0).length;
  return large > 0 && 2 * large >= steps.size;
}

/** Nanoseconds as one 64-bit number; on 32-bit kernels two words. */
function nanosecondsOf(columns: Columns, offset: number): Float64Array {
  const big = columns.space.format.byteOrder === 'big';
  const high = columns.numbers(offset + (big ? 0 : 4));
  const low = columns.numbers(offset + (big ? 4 : 0));
  return Float64Array.from(low, (value, row) => (high[row] ?? 0) * 0x1_0000_0000 + value);
}

/** The same, undefined when most of these can be no times: one task of many may have changed under the dumper. */
function plausibleNanoseconds(search: Search, columns: Columns, offset: number): Float64Array | undefined {
  if (offset + 8 > columns.length) return undefined;
  const big = columns.space.format.byteOrder === 'big';
  const high = columns.numbers(offset + (big ? 0 : 4));
  const isTime = (row: number): boolean => (high[row] ?? 0) <= MAX_TIME / 0x1_0000_0000;
  if (!holdsMostly(columns.rows, search.quorum, isTime)) return undefined;
  const low = columns.numbers(offset + (big ? 4 : 0));
  if (!spreads(high, low, 0x1_0000_0000)) return undefined;
  return nanosecondsOf(columns, offset).map((value, row) => (isTime(row) ? value : NaN));
}

/** Seconds and nanoseconds as a pair of words. */
function pairOf(columns: Columns, offset: number): Float64Array {
  const seconds = columns.words(offset).lo;
  const nanoseconds = columns.words(offset + columns.space.wordSize).lo;
  return Float64Array.from(seconds, (value, row) => value * NS + (nanoseconds[row] ?? 0));
}

/** The same, undefined when most of these can be no times. */
function plausiblePair(search: Search, columns: Columns, offset: number): Float64Array | undefined {
  const { wordSize } = columns.space;
  if (offset + 2 * wordSize > columns.length) return undefined;
  const seconds = columns.words(offset);
  const nanoseconds = columns.words(offset + wordSize);
  const isTime = (row: number): boolean =>
    seconds.hi[row] === 0 &&
    nanoseconds.hi[row] === 0 &&
    (nanoseconds.lo[row] ?? 0) < NS &&
    (seconds.lo[row] ?? 0) <= MAX_TIME / NS;
  if (!holdsMostly(columns.rows, search.quorum, isTime)) return undefined;
  if (new Set(nanoseconds.lo).size < nanoseconds.lo.length * MIN_DISTINCT) return undefined;
  if (!spreads(seconds.lo, nanoseconds.lo, NS)) return undefined;
  return pairOf(columns, offset).map((value, row) => (isTime(row) ? value : NaN));
}
