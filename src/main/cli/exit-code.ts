import type { ErrorCode } from '../../shared/errors.ts';

/** How the process ends; of several dumps, the highest counts. */
export const EXIT = {
  found: 0,
  usage: 2,
  unreadable: 3,
  /** No dump of Linux, or no tasks in it. */
  noTasks: 4,
  /** A bug (EX_SOFTWARE of sysexits.h). */
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export function exitCodeOf(code: ErrorCode): ExitCode {
  switch (code) {
    case 'file-not-found':
    case 'file-unreadable':
    case 'file-is-directory':
    case 'file-empty':
    case 'file-changed':
    case 'no-space':
    case 'forbidden':
      return EXIT.unreadable;
    case 'format-unknown':
    case 'format-damaged':
    case 'format-unsupported':
    case 'not-linux':
    case 'no-kernel':
    case 'no-tasks':
    case 'address-unmapped':
      return EXIT.noTasks;
    case 'bad-request':
      return EXIT.usage;
    case 'cancelled':
      return EXIT.interrupted;
    case 'session-gone':
    case 'internal':
      return EXIT.bug;
  }
}

/** The code of the process once one more dump ended with `next`. */
export const worse = (before: ExitCode, next: ExitCode): ExitCode => (next > before ? next : before);
