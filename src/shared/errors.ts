import { say, type Sentence } from './i18n/sentence.ts';
import { english } from './i18n/english.ts';

/** Why an expected failure happened. Callers branch on the code, never on the message text. */
export type ErrorCode =
  | 'file-not-found'
  | 'file-unreadable'
  | 'file-is-directory'
  | 'file-empty'
  | 'file-changed'
  | 'format-unknown'
  | 'format-damaged'
  | 'format-unsupported'
  | 'not-linux'
  | 'no-kernel'
  | 'no-tasks'
  | 'address-unmapped'
  | 'bad-request'
  | 'forbidden'
  | 'session-gone'
  | 'no-space'
  | 'cancelled'
  | 'internal';

/** What an expected failure tells its reader. Plain data: it crosses every carrier unchanged. */
export interface Problem {
  readonly code: ErrorCode;
  /** One sentence: what went wrong and why. */
  readonly message: Sentence;
  /** The file it happened in, as the user named it. */
  readonly file?: string;
  /** Where in that file, in bytes. */
  readonly offset?: number;
  /** What was looked for or expected there. */
  readonly expected?: Sentence;
  /** What the user can try. */
  readonly remedy?: Sentence;
}

/** An expected failure on its way up. Anything else that is thrown is a bug. */
export class TaskshapeError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(english(problem.message));
    this.name = 'TaskshapeError';
    this.problem = problem;
  }
}

/** Builds an error in one expression: `throw failure('file-empty', say('failure.noBytes'), { file })`. */
export const failure = (
  code: ErrorCode,
  message: Sentence,
  details: Omit<Problem, 'code' | 'message'> = {},
): TaskshapeError => new TaskshapeError({ code, message, ...details });

/** The problem behind anything thrown; what is not a `TaskshapeError` becomes code `internal`. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof TaskshapeError) return thrown.problem;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message: say('failure.text', { text }), remedy: say('remedy.bug') };
}

/** A value or the problem that prevented it; how every call answers across a carrier. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
