import { failure, TaskshapeError } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';

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
      return failure('file-not-found', say('failure.noSuchFileOrFolder'), {
        file,
        remedy: say('remedy.case'),
      });
    case 'EACCES':
    case 'EPERM':
      return failure('file-unreadable', say('failure.denied'), {
        file,
        remedy: say('remedy.permission'),
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return failure('no-space', say('failure.diskFull'), {
        file,
        remedy: say('remedy.spool'),
      });
    default:
      return failure('file-unreadable', say('failure.refused', { code }), {
        file,
        remedy: say('remedy.disk'),
      });
  }
}
