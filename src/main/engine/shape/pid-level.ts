import { say } from '../../../shared/i18n/sentence.ts';
import type { Columns } from '../kernel/columns.ts';
import { isPid, MAX_PID_NS_LEVEL } from '../kernel/pids.ts';
import { commonest, judge, type Verdict } from './choice.ts';
import type { Contest } from './contest.ts';
import type { Search } from './search.ts';

/**
 * level of struct pid, proven by the inner namespaces of the tasks that have some: numbers[level] holds a number and a namespace,
 * and no level of a chain shares the namespace of another. The size of an upid (16 or 32 bytes on 64-bit kernels) is
 * what fits.
 */
export function findLevel(
  search: Search,
  pointees: Columns,
  numbers: number,
  contest: Contest,
): { level: number; stride: number; verdict: Verdict } | undefined {
  const { wordSize } = search.space;
  const outermost = commonest(namespaceKeys(pointees, numbers + wordSize)) ?? NaN;
  let best: { level: number; stride: number; verdict: Verdict; inner: number } | undefined;
  for (let level = 0; level < numbers; level += 4) {
    const column = pointees.numbers(level);
    const inner = column.reduce((count, depth) => count + Number(depth > 0), 0);
    if (inner === 0 || inner === pointees.rows) continue;
    const shallow = column.reduce((count, depth) => count + Number(depth <= MAX_PID_NS_LEVEL), 0);
    if (shallow < pointees.rows) {
      contest.lost(level, { satisfied: shallow, tested: pointees.rows }, say('lost.level.deep'));
      continue;
    }
    for (const stride of [2 * wordSize, 4 * wordSize]) {
      const holds = (row: number): boolean | undefined => {
        const depth = column[row] ?? 0;
        return depth === 0
          ? undefined
          : chainHolds(search, pointees.bases[row] ?? NaN, numbers, stride, depth, outermost);
      };
      // Nine in ten of those concerned: given up as soon as a tenth has failed.
      const reason = say('lost.level.follow');
      if (!contest.mostly(level, inner, search.quorum, innerOnly(column, holds), reason)) continue;
      const verdict = judge(pointees.rows, holds);
      if (best === undefined || verdict.satisfied > best.inner) {
        best = { level, stride, verdict, inner: verdict.satisfied };
      }
    }
  }
  return best;
}

/** The same test on the rows that are in an inner namespace alone, counted from zero. */
function innerOnly(
  column: Uint32Array,
  holds: (row: number) => boolean | undefined,
): (i: number) => boolean | undefined {
  const rows: number[] = [];
  column.forEach((depth, row) => {
    if (depth > 0) rows.push(row);
  });
  return (i) => holds(rows[i] ?? 0);
}

/**
 * What the pointers to namespaces are told apart by: their low halves, NaN for zero. (The first namespace lies in the
 * kernel image, where a dump without init_task gives no access.)
 */
export const namespaceKeys = (pointees: Columns, offset: number): Float64Array =>
  Float64Array.from(pointees.words(offset).lo, (low) => (low === 0 ? NaN : low));

function chainHolds(
  search: Search,
  pid: number,
  numbers: number,
  stride: number,
  depth: number,
  outermost: number,
): boolean {
  const { space } = search;
  const namespaces = new Set<number>();
  for (let i = 0; i <= depth; i++) {
    const at = pid + numbers + i * stride;
    const words = space.pair(at);
    if (words === undefined) return false;
    const number = space.wordSize === 8 && space.format.byteOrder === 'big' ? words.firstHi : words.firstLo;
    const namespace = words.secondLo;
    if (!isPid(number) || namespace === 0) return false;
    // The lower half of a link between struct pids may be as small as a number is.
    const isLower = space.wordSize === 8 && space.format.byteOrder === 'little' && words.firstHi !== 0;
    if (isLower && !Number.isNaN(space.physical(words.firstHi, words.firstLo))) return false;
    if (i === 0 && namespace !== outermost) return false;
    namespaces.add(namespace);
  }
  return namespaces.size === depth + 1;
}
