import { failure } from '../../../shared/errors.ts';
import type { TaskshapeError } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';

/** The file became shorter, or its disk failed, after it was opened. */
export const fileChanged = (file: string, offset: number): TaskshapeError =>
  failure('file-changed', say('failure.changed', { offset }), {
    file,
    offset,
    expected: say('expected.sameBytes'),
    remedy: say('remedy.wait'),
  });

export const fileClosed = (file: string): TaskshapeError =>
  failure('session-gone', say('failure.closed'), { file, remedy: say('remedy.openAgain') });

export const scanCancelled = (file: string): TaskshapeError =>
  failure('cancelled', say('failure.searchCancelled'), { file });

const CODES = { ENOENT: 'file-not-found', ENOTDIR: 'file-not-found' } as const;

/** What the system said when a file could not be opened or looked at, as an expected failure. */
export function cannotOpen(file: string, error: unknown): TaskshapeError {
  const system = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (system !== undefined && system in CODES) {
    return failure('file-not-found', say('failure.noSuchFile'), {
      file,
      remedy: say('remedy.path'),
    });
  }
  const why = error instanceof Error ? error.message : String(error);
  const denied = system === 'EACCES' || system === 'EPERM';
  return failure('file-unreadable', denied ? say('failure.mayNotRead') : say('failure.cannotRead', { why }), {
    file,
    remedy: denied ? say('remedy.owner') : say('remedy.mounted'),
  });
}
