import { t } from '../kit/i18n.ts';

/** The state letters of /proc (fs/proc/array.c, task_state_array). */
const LETTERS = ['R', 'S', 'D', 'T', 't', 'X', 'Z', 'P', 'I'] as const;

export const stateLetter = (code: number | undefined): string =>
  code === undefined || code === 0 ? '?' : String.fromCharCode(code);

/** What a state letter means. */
export const stateWords = (letter: string): string =>
  t(`taskState.${LETTERS.find((known) => known === letter) ?? 'unknown'}`);
