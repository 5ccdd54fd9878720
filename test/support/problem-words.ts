import type { Problem } from '../../src/shared/errors.ts';
import { english } from '../../src/shared/i18n/english.ts';

/** A problem with its sentences in English, as the command line tells it. */
export const inWords = ({ message, expected, remedy, ...known }: Problem) => ({
  ...known,
  message: english(message),
  ...(expected !== undefined && { expected: english(expected) }),
  ...(remedy !== undefined && { remedy: english(remedy) }),
});
