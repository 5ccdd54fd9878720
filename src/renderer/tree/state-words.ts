/** What the state letters of /proc mean (fs/proc/array.c, task_state_array). */
const WORDS: Readonly<Record<string, string>> = {
  R: 'running or ready to run',
  S: 'interruptible sleep',
  D: 'uninterruptible sleep',
  T: 'stopped',
  t: 'stopped by a tracer',
  X: 'dead',
  Z: 'zombie: it has ended, its parent has not asked for its exit code yet',
  P: 'parked',
  I: 'idle kernel thread',
};

export const stateLetter = (code: number | undefined): string =>
  code === undefined || code === 0 ? '?' : String.fromCharCode(code);

export const stateWords = (letter: string): string => WORDS[letter] ?? 'unknown state';
