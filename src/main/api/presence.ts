import { setTimeout as wait } from 'node:timers/promises';
import { problemOf } from '../../shared/errors.ts';
import { fileProblem } from './file-problem.ts';

/** What is known of a file that is to be listed; `hidden` is not to be listed at all. */
export type Presence = 'there' | 'missing' | 'hidden';

/** How long a file may take to answer: one on a share that has gone must not hold up the others. */
const PATIENCE_MS = 500;

/**
 * Looks whether a file may be listed. `check` rejects for one that is not there or not allowed; `unsure` is said of one
 * that does not answer.
 */
export function presenceOf(
  path: string,
  check: (path: string) => Promise<unknown>,
  unsure: Presence,
): Promise<Presence> {
  const look = check(path).then(
    (): Presence => 'there',
    (thrown: unknown): Presence => {
      const { code } = problemOf(fileProblem(thrown, path));
      return code === 'forbidden' ? 'hidden' : code === 'file-not-found' ? 'missing' : 'there';
    },
  );
  return Promise.race([look, wait(PATIENCE_MS, unsure, { ref: false })]);
}
