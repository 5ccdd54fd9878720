/** TASK_UNINTERRUPTIBLE | TASK_NOLOAD (include/linux/sched.h, since 4.2). */
const TASK_IDLE = 0x402;
/** TASK_RTLOCK_WAIT and TASK_FROZEN, which /proc reports as uninterruptible sleep. */
const REPORTED_AS_D = 0x1000 | 0x8000;
/** The letters of fs/proc/array.c by the highest bit of a state: running, then bits 0 to 6. */
const LETTERS = ['R', 'S', 'D', 'T', 't', 'X', 'Z', 'P'];
/** TASK_PARKED up to 4.13; later this bit alone is a wake-up in flight. */
const OLD_PARKED = 0x200;

/**
 * The letter /proc shows for a task, as an ASCII code; 0 when the state is not known. `zombieCode` is what exit_state
 * of a zombie holds in this kernel.
 */
export function stateLetter(state: number, exitState: number, zombieCode: number | undefined): number {
  if (exitState > 0) return code(exitState === zombieCode ? 'Z' : 'X');
  if (Number.isNaN(state)) return 0;
  if ((state & TASK_IDLE) === TASK_IDLE) return code('I');
  if (state === OLD_PARKED) return code('P');
  const reported = state & 0x7f;
  if (reported === 0 && (state & REPORTED_AS_D) !== 0) return code('D');
  return code(LETTERS[32 - Math.clz32(reported)] ?? '?');
}

const code = (letter: string): number => letter.charCodeAt(0);
