import type { RunnerUp } from '../../../shared/shape.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { Columns } from '../kernel/columns.ts';
import { sampleRows } from '../kernel/sample-rows.ts';
import { asUint32 } from '../kernel/word-view.ts';
import { intactOnly } from './intact.ts';
import { commonest, holdsMostly, judge, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import { findLevel, namespaceKeys } from './pid-level.ts';
import { wayBack } from './pid-link.ts';
import type { Population } from './population.ts';
import { strictness, type Search } from './search.ts';

/** How far into what it points at a pid's numbers are looked for. */
const PID_SPAN = 0x100;
/**
 * How much more often than the best a pointer may fail, as a share of tasks. What is allocated with each struct pid, of
 * its size, lies before it mostly, and leads to its number as well.
 */
const SLACK = 0.02;
/** Share of the structs that may be lost where no task is. */
const STRUCTS_LOST = 0.3;

/** Where a task's numbers in all pid namespaces are. */
export interface PidStructShape {
  /** Offset in task_struct of the pointer to struct pid. */
  readonly pointer: number;
  /** Offset in struct pid of numbers[0].nr. */
  readonly numbers: number;
  /** Bytes from one upid to the next; undefined when no task is in an inner namespace. */
  readonly stride: number | undefined;
  /** Offset in struct pid of `level`; undefined when no task is in an inner namespace. */
  readonly level: number | undefined;
}

/**
 * The pointer to struct pid: every task has its own, and what it points at holds the task's pid. Of several such
 * pointers (a hash link points into the struct) the one that points furthest to its front. A page holds the structs of
 * many tasks: where no task is damaged, a share of theirs may be nevertheless.
 */
export function findPidStruct(
  search: Search,
  tasks: Population,
  pidOffset: number,
): PidStructShape | undefined {
  const found = findPointer(search, tasks, pidOffset);
  if (found !== undefined || search.lossy) return found;
  return findPointer({ ...search, lossy: true, ...strictness(STRUCTS_LOST) }, tasks, pidOffset);
}

function findPointer(search: Search, tasks: Population, pidOffset: number): PidStructShape | undefined {
  const { builder } = search;
  const { columns } = tasks.learned;
  const pids = columns.numbers(pidOffset);
  // Not inside the task itself; init_task's neighbours in the kernel image may stand as near as its own members.
  const isOutside = (target: number, row: number): boolean => {
    const distance = target - (columns.bases[row] ?? NaN);
    return row === 0 ? !Number.isNaN(target) : distance < 0 || distance >= columns.length;
  };
  const contest = new Contest();
  const found: Candidate[] = [];
  const withoutNamespace: typeof found = [];
  for (const pointer of columns.offsets()) {
    const targets = columns.targets(pointer);
    const places = search.lossy ? columns.places(pointer) : targets;
    const leads = (row: number): boolean => isOutside(places[row] ?? NaN, row);
    if (!contest.mostly(pointer, columns.rows, search.quorum, leads, say('lost.struct.few'))) continue;
    const usable = targets.map((target, row) => (isOutside(target, row) ? target : NaN));
    const mapped = places.filter((place, row) => isOutside(place, row));
    const own = new Set(mapped).size;
    if (mapped.length < columns.rows * search.quorum || own < mapped.length * search.quorum) {
      contest.lost(pointer, { satisfied: own, tested: mapped.length }, say('lost.struct.shared'), 1);
      continue;
    }
    const candidates = holdingPids(search, usable, pids);
    if (candidates.length === 0) {
      contest.lost(pointer, { satisfied: 0, tested: own }, say('lost.struct.noPid'), 2);
      continue;
    }
    const pointees = new Columns(
      search.space,
      search.lossy ? intactOnly(search.space, usable, PID_SPAN) : usable,
      PID_SPAN,
    );
    for (const numbers of candidates) {
      const column = pointees.numbers(numbers);
      // init_task's number is 0, as is most of memory: it proves nothing.
      const holds = (row: number) =>
        row === 0 || pointees.isBlank(row) ? undefined : column[row] === pids[row];
      const isWhole = sharesNamespace(pointees, numbers);
      if (!isWhole && wayBack(pointees, columns.bases) === undefined) {
        const verdict = judge(columns.rows, holds);
        contest.lost(pointer, verdict, say('lost.struct.noNamespace'), 3);
        continue;
      }
      const reason = say('lost.struct.fewPids');
      if (contest.mostly(pointer, columns.rows, search.nearly, holds, reason, 4))
        (isWhole ? found : withoutNamespace).push({
          ...{ pointer, numbers, leading: mapped.length - Number(leads(0)) },
          verdict: judge(columns.rows, holds),
        });
    }
  }
  const candidates = found.length > 0 ? found : withoutNamespace;
  const least = Math.min(...candidates.map(failing));
  const isWorse = (candidate: Candidate): boolean => failing(candidate) > least + SLACK;
  const [best, ...rest] = candidates.sort(
    (a, b) => Number(isWorse(a)) - Number(isWorse(b)) || b.numbers - a.numbers || a.pointer - b.pointer,
  );
  if (best === undefined) {
    builder.absent('thread_pid', say('absent.thread_pid'), contest.losers);
    builder.absent('pid.numbers', say('absent.pid.numbers'));
    return undefined;
  }
  const targets = tasks.targets(best.pointer);
  const pointees = new Columns(search.space, targets, PID_SPAN);
  const allPids = tasks.numbers(pidOffset);
  const numbers = pointees.numbers(best.numbers);
  const verdict = judge(tasks.size, (row) =>
    row === 0 || pointees.isBlank(row) ? undefined : numbers[row] === allPids[row],
  );
  builder.found('thread_pid', best.pointer, say('relation.thread_pid'), verdict, [
    ...rest.map((other) =>
      runnerUp(
        other.pointer,
        other.verdict,
        say(isWorse(other) ? 'lost.struct.fewPids' : 'lost.struct.further'),
      ),
    ),
    ...contest.losers,
  ]);
  builder.found(
    'pid.numbers',
    best.numbers,
    say('relation.pid.numbers'),
    verdict,
    otherNumbers(pointees, allPids, best.numbers),
  );
  const levels = new Contest();
  const proven = targets.map((target, row) => (numbers[row] === allPids[row] ? target : NaN));
  const inner = findLevel(search, new Columns(search.space, proven, PID_SPAN), best.numbers, levels);
  if (inner === undefined) builder.absent('pid.level', say('absent.pid.level'), levels.losers);
  else {
    builder.found('pid.level', inner.level, say('relation.pid.level'), inner.verdict, levels.losers);
    builder.repeats('pid.numbers', inner.stride);
  }
  return { ...best, stride: inner?.stride, level: inner?.level };
}

/** A pointer that may lead to struct pid. */
interface Candidate {
  readonly pointer: number;
  readonly numbers: number;
  /** Tasks but init_task that it leads from, wherever to. */
  readonly leading: number;
  readonly verdict: Verdict;
}

/** The share of tasks that it leads from to something else than their number. */
const failing = ({ leading, verdict }: Candidate): number => 1 - verdict.satisfied / leading;

/** The other numbers of struct pid, by how many of them equal the task's pid. */
function otherNumbers(pointees: Columns, pids: Uint32Array, chosen: number): RunnerUp[] {
  const contest = new Contest();
  for (const offset of pointees.offsets(4)) {
    if (offset === chosen) continue;
    const column = pointees.numbers(offset);
    const equals = (row: number) =>
      row === 0 || pointees.isBlank(row) ? undefined : column[row] === pids[row];
    if (contest.mostly(offset, pointees.rows, 0.5, equals, say('lost.numbers.differ')))
      contest.lost(offset, judge(pointees.rows, equals), say('lost.numbers.elsewhere'), 1);
  }
  return contest.losers;
}

/**
 * Behind a number stands its namespace, and most tasks are in the same (since 2.6.24). Before, nothing tells a struct
 * pid but the list of its tasks, which leads back to whose it is.
 */
function sharesNamespace(pointees: Columns, numbers: number): boolean {
  const at = numbers + pointees.space.wordSize;
  if (at % pointees.space.wordSize !== 0 || at + pointees.space.wordSize > pointees.length) return false;
  const namespaces = namespaceKeys(pointees, at);
  const first = commonest(namespaces);
  return first !== undefined && holdsMostly(pointees.rows, 0.3, (row) => namespaces[row] === first);
}

/** Tasks whose pointee is looked through before a whole column of them is read; more where pages may be lost. */
const PROBED = 6;
const PROBED_OF_LOSSY = 32;

/** Offsets at which the first few pointees hold their task's pid: what most pointers fail, cheaply. */
function holdingPids({ space, lossy }: Search, targets: Float64Array, pids: Uint32Array): number[] {
  const rows = Array.from(targets.keys()).filter((row) => row > 0 && !Number.isNaN(targets[row]));
  const probed = lossy
    ? sampleRows(rows.length, PROBED_OF_LOSSY).map((i) => rows[i] ?? 0)
    : rows.slice(0, PROBED);
  const pointees = new Columns(
    space,
    Float64Array.from(probed, (row) => targets[row] ?? NaN),
    PID_SPAN,
  );
  const bodies = probed.map((_, i) => asUint32(pointees.row(i), space.format.byteOrder));
  const held = Array.from(probed.keys()).filter((i) => !pointees.isBlank(i));
  const found: number[] = [];
  for (let offset = 4; offset < PID_SPAN - 4; offset += 4) {
    const holding = held.filter((i) => bodies[i]?.[offset / 4] === pids[probed[i] ?? 0]).length;
    if (holding > 0 && holding >= (lossy ? held.length / 3 : held.length - 1)) found.push(offset);
  }
  return found;
}
