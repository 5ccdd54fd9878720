import { failure, type TaskshapeError } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { FOREIGN_ENCRYPTED } from './foreign-encrypted.ts';
import { FOREIGN_DUMPS } from './foreign-dumps.ts';
import { FOREIGN_FILES } from './foreign-files.ts';
import { looksRandom } from './random-bytes.ts';

/**
 * Says what a file is that no format opens, and what to do with it; undefined when its first bytes are nothing known,
 * as those of plain memory are.
 */
export function recognise(head: Uint8Array, file: DumpFile): TaskshapeError | undefined {
  const known = [...FOREIGN_DUMPS, ...FOREIGN_ENCRYPTED, ...FOREIGN_FILES].find((signature) =>
    signature.marks.some((mark) => mark(head, file.size)),
  );
  if (known === undefined) return looksRandom(file) ? refuseRandom(file) : undefined;
  return failure(known.code, say('failure.foreign', { what: known.what }), {
    file: file.path,
    offset: 0,
    expected: say('expected.linux'),
    remedy: known.remedy,
  });
}

const refuseRandom = (file: DumpFile): TaskshapeError =>
  failure('format-unsupported', say('failure.random'), {
    file: file.path,
    offset: 0,
    expected: say('expected.linux'),
    remedy: say('remedy.decrypt'),
  });
