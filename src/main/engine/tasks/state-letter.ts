import { isState, waitsAs } from '../shape/state.ts';

/** TASK_UNINTERRUPTIBLE | TASK_NOLOAD (include/linux/sched.h, since 4.2). */
const TASK_IDLE = 0x402;
/** TASK_RTLOCK_WAIT and TASK_FROZEN, which /proc reports as uninterruptible sleep. */
const REPORTED_AS_D = 0x1000 | 0x8000;
/** The letters of fs/proc/array.c by the highest bit of a state: running, then bits 0 to 6. */
const LETTERS = ['R', 'S', 'D', 'T', 't', 'X', 'Z', 'P'];
/** TASK_PARKED up to 4.13, and since then, when 0x200 became TASK_WAKING: a task about to run. */
const OLD_PARKED = 0x200;
const PARKED = 0x40;
/** Since 4.14 a task that has died waits as 0x80 (TASK_DEAD), and 0x100 (TASK_WAKEKILL) goes with a sleep. */
const NEW_DEAD = 0x80;
const WAKE_KILL = 0x100;
const SLEEPS = 0x02 | 0x04 | 0x08;
/** TASK_FREEZABLE, since 6.1. */
const FREEZABLE = 0x2000;

/**
 * Which bit parks a task in this kernel: the dead, who is stopped, traced or asleep and may be killed, and freezable
 * sleeps give the newer numbering away. What is no state at all tells nothing of the others.
 */
export function bitOfParked(states: ArrayLike<number>, exits: ArrayLike<number>): number {
  return Array.from(states).some(
    (state, row) =>
      isState(state) &&
      (((state & WAKE_KILL) !== 0 && (state & SLEEPS) !== 0) ||
        (state & FREEZABLE) !== 0 ||
        ((exits[row] ?? 0) > 0 && (state & NEW_DEAD) !== 0)),
  )
    ? PARKED
    : OLD_PARKED;
}

/**
 * The letter /proc shows for a task, as an ASCII code; 0 when the state is not known. `zombieCode` is what exit_state
 * of a zombie holds in this kernel, `parkedBit` what `bitOfParked` answers.
 */
export function stateLetter(
  state: number,
  exitState: number,
  zombieCode: number | undefined,
  parkedBit: number,
): number {
  if (exitState > 0) return code(exitState === zombieCode ? 'Z' : 'X');
  if (Number.isNaN(state)) return 0;
  if ((state & TASK_IDLE) === TASK_IDLE) return code('I');
  if (state === OLD_PARKED) return code(parkedBit === OLD_PARKED ? 'P' : 'R');
  const reported = waitsAs(state);
  if (reported === 0 && (state & REPORTED_AS_D) !== 0) return code('D');
  return code(LETTERS[32 - Math.clz32(reported)] ?? '?');
}

const code = (letter: string): number => letter.charCodeAt(0);
