import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';

import { TaskshapeError, failure } from '../../../shared/errors.ts';
import { say, type Sentence, type SentenceValue } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from './dump-file.ts';
import { cannotOpen } from './file-errors.ts';
import { openMapped } from './mapped-file.ts';
import { nativeAddon } from './native-addon.ts';
import { openPread } from './pread-file.ts';

/**
 * Opens a file read-only: mapped when the native addon is there and the system maps it, else by plain reads with
 * `accessNotice` saying why.
 *
 * Throws `file-not-found`, `file-unreadable`, `file-is-directory` or `file-empty`, each with a remedy.
 */
export function openDumpFile(path: string): DumpFile {
  checkFile(path, statOf(path));
  const { addon, reason } = nativeAddon();
  if (addon === undefined)
    return openPread(path, { notice: slowNotice(say('notice.noAddon', { why: reason })) });
  try {
    return openMapped(addon, path);
  } catch (error) {
    if (!(error instanceof TaskshapeError)) throw error;
    // If plain reads fail too, theirs is the error that tells why.
    return openPread(path, { notice: slowNotice(error.problem.message) });
  }
}

const slowNotice = (why: SentenceValue): Sentence => say('notice.slow', { why });

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

function checkFile(path: string, stats: Stats): void {
  if (stats.isDirectory()) {
    throw failure('file-is-directory', say('failure.folder'), {
      file: path,
      remedy: say('remedy.fileInside'),
    });
  }
  if (!stats.isFile()) {
    throw failure('file-unreadable', say('failure.device'), {
      file: path,
      remedy: say('remedy.copyContents'),
    });
  }
  if (stats.size === 0) {
    throw failure('file-empty', say('failure.empty'), {
      file: path,
      offset: 0,
      expected: say('expected.dump'),
      remedy: say('remedy.takingFailed'),
    });
  }
}
