import { failure, TaskshapeError } from '../../shared/errors.ts';

/** The code of a failed system call, e.g. `ENOENT`. */
const systemCode = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;

/** What a failed system call on `file` means to its user; anything else is handed back as it is. */
export function fileProblem(thrown: unknown, file: string): unknown {
  if (thrown instanceof TaskshapeError) return thrown;
  const code = systemCode(thrown);
  switch (code) {
    case undefined:
      return thrown;
    case 'ENOENT':
    case 'ENOTDIR':
      return failure('file-not-found', 'There is no such file or folder.', {
        file,
        remedy: 'Check the path; it is case-sensitive.',
      });
    case 'EACCES':
    case 'EPERM':
      return failure('file-unreadable', 'The system does not let Taskshape read this.', {
        file,
        remedy: 'Give yourself read permission, or copy the file to where you have it.',
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return failure('no-space', 'The disk is full.', {
        file,
        remedy: 'Free some space, or name another folder with --spool.',
      });
    default:
      return failure('file-unreadable', `The system refused: ${code}.`, {
        file,
        remedy: 'Check that the path is right and its disk is healthy.',
      });
  }
}
