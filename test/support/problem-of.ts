import { TaskshapeError, type Problem } from '../../src/shared/errors.ts';

/** The expected failure that an action ends in. Bugs fly through; an action that succeeds is an error. */
export function problemIn(action: () => unknown): Problem {
  try {
    action();
  } catch (error) {
    if (error instanceof TaskshapeError) return error.problem;
    throw error;
  }
  throw new Error('The action should have failed.');
}
