import { say } from '../../../shared/i18n/sentence.ts';
import { judge, share, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import type { Columns } from '../kernel/columns.ts';
import type { Words } from '../kernel/word-view.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** Tasks with an address space of their own that tell a pointer to it from others: init, and somebody else. */
const MIN_USERS = 2;

/**
 * mm: zero for the kernel's threads; for the others a pointer that the threads of one group share and other groups
 * do not. active_mm equals it where it is not zero, and is borrowed by kernel threads. Where nobody but init_task is
 * known to be the kernel's, the second pointer has to tell, and of several pairs the one that most tasks have.
 */
export function findMm(
  search: Search,
  columns: Columns,
  isKernel: readonly boolean[],
  tasks: Population,
  kernel: ReadonlySet<number>,
  leaderOf: ReadonlyMap<number, number>,
): void {
  const { builder } = search;
  const byDescent = kernel.size > 1;
  const contest = new Contest();
  const found: { offset: number; verdict: Verdict; users: number }[] = [];
  for (const offset of columns.offsets()) {
    const words = columns.words(offset);
    const isZero = (row: number) => words.lo[row] === 0 && words.hi[row] === 0;
    const kernelZero = (row: number) => (isKernel[row] === true ? isZero(row) : undefined);
    if (!contest.mostly(offset, columns.rows, search.quorum, kernelZero, say('lost.mm.kernel'))) continue;
    const kernelSide = judge(columns.rows, kernelZero);
    // Where pages are lost, the address spaces may be, and are still told by where they were.
    const targets = search.lossy ? columns.places(offset) : columns.targets(offset);
    // Dead tasks have given theirs back: most, not all, user tasks hold one.
    const userSide = judge(columns.rows, (row) =>
      isKernel[row] === true || isZero(row)
        ? undefined
        : !Number.isNaN(targets[row]) && (targets[row] ?? 1) % 8 === 0,
    );
    const users = isKernel.filter((kernelRow) => !kernelRow).length;
    const enough = byDescent ? users / 2 : 1;
    if (userSide.tested < enough) {
      const holders = { satisfied: userSide.tested, tested: users };
      contest.lost(offset, holders, say('lost.mm.few'), 1);
      continue;
    }
    if (share(userSide) < search.quorum) {
      contest.lost(offset, userSide, say('lost.mm.noPointer'), 2);
      continue;
    }
    const leadersOnly = new Set<number>();
    const groups = new Map<number, number>();
    let leaders = 0;
    let shared = 0;
    let threads = 0;
    targets.forEach((target, row) => {
      if (isKernel[row] === true || isZero(row)) return;
      const leader = leaderOf.get(columns.bases[row] ?? NaN);
      if (leader === undefined) {
        leaders++;
        leadersOnly.add(target);
      } else {
        threads++;
        // A leader that has ended while its threads go on has given its own back: then they agree among themselves.
        const ofLeader = search.space.follow(leader + offset);
        const ofGroup = groups.get(leader) ?? (Number.isNaN(ofLeader) ? target : ofLeader);
        groups.set(leader, ofGroup);
        if (ofGroup === target) shared++;
      }
    });
    if (leadersOnly.size < leaders * 0.6) {
      contest.lost(offset, { satisfied: leadersOnly.size, tested: leaders }, say('lost.mm.shared'), 3);
      continue;
    }
    if (shared < threads * search.quorum) {
      contest.lost(offset, { satisfied: shared, tested: threads }, say('lost.mm.threads'), 3);
      continue;
    }
    // Inside its own task, or inside another task, is no address space.
    const insideItself = (row: number): boolean => {
      const distance = (targets[row] ?? NaN) - (columns.bases[row] ?? NaN);
      return distance >= 0 && distance < columns.length;
    };
    const outside = (row: number): boolean => !insideItself(row);
    if (!contest.mostly(offset, columns.rows, search.quorum, outside, say('lost.mm.inside'), 4)) continue;
    found.push({
      offset,
      users: userSide.tested,
      verdict: {
        satisfied: kernelSide.satisfied + userSide.satisfied,
        tested: kernelSide.tested + userSide.tested,
        exceptions: [],
      },
    });
  }
  const withTwin = found.map((candidate) => ({
    ...candidate,
    twin: activeMm(search, columns, candidate.offset),
  }));
  withTwin.sort(
    (a, b) =>
      Number(b.twin !== undefined) - Number(a.twin !== undefined) ||
      (byDescent ? 0 : b.verdict.satisfied - a.verdict.satisfied) ||
      share(b.verdict) - share(a.verdict) ||
      a.offset - b.offset,
  );
  // Where init alone has an address space, the next word tells: there init_task, which has none, uses the kernel's own.
  const isTold = ({ offset, users, twin }: (typeof withTwin)[number]): boolean =>
    users >= MIN_USERS
      ? twin !== undefined
      : twin?.offset === offset + search.space.wordSize &&
        !Number.isNaN(columns.targets(twin.offset)[0]) &&
        columns.targets(twin.offset)[0] !== columns.targets(twin.offset)[1];
  // Where pages are lost, too few may be left to tell without a twin.
  const isClear = (candidate: (typeof withTwin)[number]): boolean =>
    byDescent ? !search.lossy || candidate.twin !== undefined : isTold(candidate);
  const [best, ...rest] = withTwin.filter(isClear);
  if (best === undefined) {
    builder.absent('mm', say('absent.mm'), [
      ...withTwin.map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.mm.noTwin'))),
      ...contest.losers,
    ]);
    return;
  }
  const words = tasks.words(best.offset);
  const targets = search.lossy ? search.space.placeColumn(words) : search.space.physicalColumn(words);
  builder.found(
    'mm',
    best.offset,
    say('relation.mm'),
    judge(tasks.size, (row) => {
      const isZero = words.lo[row] === 0 && words.hi[row] === 0;
      return kernel.has(row) ? isZero : isZero ? undefined : !Number.isNaN(targets[row]);
    }),
    [
      ...rest.map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.mm.noTwinOrLater'))),
      ...contest.losers,
    ],
  );
  const twins = new Contest();
  activeMm(search, columns, best.offset, twins);
  if (best.twin === undefined) builder.absent('active_mm', say('absent.active_mm'), twins.losers);
  else
    builder.found(
      'active_mm',
      best.twin.offset,
      say('relation.active_mm'),
      judgeTwin(words, tasks.words(best.twin.offset)),
      twins.losers,
    );
}

/** The other word that equals mm where mm is set. `contest`: hears of all that do not, which costs a look at every word. */
function activeMm(
  search: Search,
  columns: Columns,
  mm: number,
  contest?: Contest,
): { offset: number; verdict: Verdict } | undefined {
  const own = columns.words(mm);
  let found: { offset: number; verdict: Verdict } | undefined;
  for (const offset of columns.offsets()) {
    if (offset === mm) continue;
    const words = columns.words(offset);
    const verdict = judgeTwin(own, words);
    const repeats = verdict.tested > 0 && share(verdict) >= search.quorum;
    if (repeats) found ??= { offset, verdict };
    if (repeats && contest === undefined) break;
    const reason = repeats ? say('lost.later') : say('lost.mm.differs');
    if (verdict.satisfied > 0) contest?.lost(offset, verdict, reason, Number(repeats));
  }
  return found;
}

/** The second word equals the first wherever that is not zero. */
const judgeTwin = (one: Words, other: Words): Verdict =>
  judge(one.lo.length, (row) =>
    one.lo[row] === 0 && one.hi[row] === 0
      ? undefined
      : one.lo[row] === other.lo[row] && one.hi[row] === other.hi[row],
  );
