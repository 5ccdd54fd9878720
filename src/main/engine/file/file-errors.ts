import { failure } from '../../../shared/errors.ts';
import type { TaskshapeError } from '../../../shared/errors.ts';

/** The file became shorter, or its disk failed, after it was opened. */
export const fileChanged = (file: string, offset: number): TaskshapeError =>
  failure('file-changed', `The file changed while it was open at offset ${offset}.`, {
    file,
    offset,
    expected: 'the bytes that were there when the file was opened',
    remedy: 'Wait until nothing writes to the file any more, or check its disk, then open it again.',
  });

export const fileClosed = (file: string): TaskshapeError =>
  failure('session-gone', 'The file was closed.', { file, remedy: 'Open it again.' });

export const scanCancelled = (file: string): TaskshapeError =>
  failure('cancelled', 'The search was cancelled.', { file });

const CODES = { ENOENT: 'file-not-found', ENOTDIR: 'file-not-found' } as const;

/** What the system said when a file could not be opened or looked at, as an expected failure. */
export function cannotOpen(file: string, error: unknown): TaskshapeError {
  const system = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (system !== undefined && system in CODES) {
    return failure('file-not-found', 'There is no such file.', {
      file,
      remedy: 'Check the path: it may be misspelt, or relative to another folder.',
    });
  }
  const why = error instanceof Error ? error.message : String(error);
  const denied = system === 'EACCES' || system === 'EPERM';
  return failure(
    'file-unreadable',
    denied ? 'You may not read this file.' : `The file cannot be read: ${why}.`,
    {
      file,
      remedy: denied
        ? 'Ask its owner for read permission, or copy it with the rights of a user who may read it.'
        : 'Check that the disk is mounted and healthy, then try again.',
    },
  );
}
