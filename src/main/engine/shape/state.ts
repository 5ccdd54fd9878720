import { say } from '../../../shared/i18n/sentence.ts';
import type { Columns } from '../kernel/columns.ts';
import { judge, share, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** EXIT_ZOMBIE and EXIT_DEAD are 16 and 32 up to kernel 3.13, 32 and 16 later (include/linux/sched.h). */
const EXIT_CODES = [16, 32];
/** A task that has died waits as TASK_DEAD: 64 up to 4.13, 128 later. */
const DEAD_STATES = 0x40 | 0x80;
/** What a task waits as; up to 4.13 the bit above goes with it (TASK_WAKEKILL), later it is TASK_DEAD. */
const WAITING = 0x7f;
/** TASK_INTERRUPTIBLE and TASK_UNINTERRUPTIBLE. */
const SLEEPS = 0x03;
/** TASK_FROZEN (since 6.1): what nearly everybody is in a machine that was suspended before it was saved. */
const FROZEN = 0x8000;
/** Up to 2.6.22 a sleep on a pipe has the bit that became TASK_DEAD and TASK_PARKED (TASK_NONINTERACTIVE). */
const ON_PIPE = 0x40;
/** Modifiers of a sleep: TASK_WAKEKILL … TASK_FROZEN. */
const MODIFIERS = 0xff80;
/** TASK_IDLE = TASK_UNINTERRUPTIBLE | TASK_NOLOAD (since 4.2), TASK_FREEZABLE (since 6.1): nothing but a state looks so. */
const TELLING = [0x402, 0x2001, 0x2002, 0x2402];

/**
 * exit_state: zero for the living; one of two codes for user tasks that have given back their memory. Needs at least
 * one zombie in the dump. Answers the code that most of the dead show, which is EXIT_ZOMBIE.
 */
export function findExitState(
  search: Search,
  dead: Columns,
  living: Columns,
  tasks: Population,
): number | undefined {
  const { builder } = search;
  if (dead.rows === 0) {
    builder.absent('exit_state', say('absent.exit_state'));
    return undefined;
  }
  const contest = new Contest();
  const found: { offset: number; verdict: Verdict; code: number }[] = [];
  for (const offset of dead.offsets(4)) {
    const codes = dead.numbers(offset);
    const numbers = living.numbers(offset);
    const deadSide = judge(dead.rows, (row) => EXIT_CODES.includes(codes[row] ?? 0));
    if (share(deadSide) < 0.5) {
      if (deadSide.satisfied > 0) contest.lost(offset, deadSide, say('lost.exit.few'));
      continue;
    }
    const livingSide = judge(living.rows, (row) => numbers[row] === 0);
    if (share(livingSide) < search.nearly) {
      contest.lost(offset, livingSide, say('lost.exit.living'), 1);
      continue;
    }
    const code = mostFrequent(codes.filter((value) => EXIT_CODES.includes(value)));
    found.push({
      offset,
      code,
      verdict: {
        satisfied: deadSide.satisfied + livingSide.satisfied,
        tested: deadSide.tested + livingSide.tested,
        exceptions: [],
      },
    });
  }
  const [best, ...rest] = found.sort((a, b) => share(b.verdict) - share(a.verdict) || a.offset - b.offset);
  if (best === undefined) {
    builder.absent('exit_state', say('absent.exit_stateAtAll'), contest.losers);
    return undefined;
  }
  const all = tasks.numbers(best.offset);
  builder.found(
    'exit_state',
    best.offset,
    say('relation.exit_state'),
    judge(tasks.size, (row) => all[row] === 0 || EXIT_CODES.includes(all[row] ?? 0)),
    [...rest.map(({ offset, verdict }) => runnerUp(offset, verdict, say('lost.later'))), ...contest.losers],
  );
  return best.code;
}

function mostFrequent(values: Uint32Array): number {
  const votes = new Map<number, number>();
  for (const value of values) votes.set(value, (votes.get(value) ?? 0) + 1);
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The bits that say what a task waits as, without the one that only went with a sleep. */
export function waitsAs(value: number): number {
  const all = value & WAITING;
  return (all & SLEEPS) === 0 ? all : all & ~ON_PIPE;
}

/** A scheduler state: at most one bit of what the task waits as, and modifiers. */
export const isState = (value: number): boolean => {
  const base = waitsAs(value);
  return (value & ~(WAITING | MODIFIERS)) === 0 && (base & (base - 1)) === 0;
};

const isAsleep = (state: number): boolean => (state & SLEEPS) !== 0 || state === FROZEN;

/**
 * state: zero (running) for init_task, asleep for most others, dead for zombies. The kernel keeps it in front of
 * everything that a build may shuffle, so the first such number is it; the telling values of idle and freezable
 * sleeps come before that.
 */
export function findState(search: Search, dead: Columns, living: Columns, tasks: Population): void {
  const { builder } = search;
  const contest = new Contest();
  const found: { offset: number; verdict: Verdict; telling: number }[] = [];
  for (const offset of living.offsets(4)) {
    const numbers = living.numbers(offset);
    if (numbers[0] !== 0) continue;
    const states = judge(living.rows, (row) => isState(numbers[row] ?? 0));
    if (share(states) < search.nearly) {
      contest.lost(offset, states, say('lost.state.none'));
      continue;
    }
    const asleep = judge(living.rows, (row) => (row === 0 ? undefined : isAsleep(numbers[row] ?? 0)));
    if (share(asleep) < 0.6) {
      contest.lost(offset, asleep, say('lost.state.asleep'), 1);
      continue;
    }
    const codes = dead.numbers(offset);
    const deadSide = judge(
      dead.rows,
      (row) => ((codes[row] ?? 0) & DEAD_STATES) !== 0 || EXIT_CODES.includes(codes[row] ?? 0),
    );
    if (deadSide.tested > 0 && share(deadSide) < 0.5) {
      contest.lost(offset, deadSide, say('lost.state.dead'), 2);
      continue;
    }
    const telling = numbers.filter((value) => TELLING.includes(value)).length;
    found.push({
      offset,
      telling,
      verdict: { satisfied: states.satisfied, tested: states.tested, exceptions: [] },
    });
  }
  const [best, ...rest] = found.sort(
    (a, b) => Number(b.telling > 0) - Number(a.telling > 0) || a.offset - b.offset,
  );
  if (best === undefined) {
    builder.absent('state', say('absent.state'), contest.losers);
    return;
  }
  const all = tasks.numbers(best.offset);
  builder.found(
    'state',
    best.offset,
    say('relation.state'),
    judge(tasks.size, (row) => isState(all[row] ?? 0)),
    [
      ...rest.map(({ offset, verdict, telling }) =>
        runnerUp(offset, verdict, telling > 0 ? say('lost.state.later') : say('lost.state.kinds')),
      ),
      ...contest.losers,
    ],
    'u32',
  );
}
