import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import type { DumpFormat, OpenedDump } from '../dump-format.ts';
import { openElfCore } from '../elf-core.ts';
import { isElf } from '../elf-header.ts';
import { kdump } from '../kdump/kdump.ts';
import { at } from '../signature.ts';
import { FlatFile } from './flat-file.ts';
import { indexRecords } from './flat-index.ts';
import { readFlatRecords } from './read-records.ts';

/**
 * Flattened dumps: makedumpfile -F, and QEMU's kdump formats. A kdump or an ELF core in pieces that carry their
 * offsets, so that it could be written to a pipe. Read where it lies, through an index.
 */
function openFlattened(file: DumpFile): OpenedDump {
  const { records, notices } = readFlatRecords(file);
  const flat = new FlatFile(file, indexRecords(records));
  const head = new Uint8Array(64);
  flat.read(fileOffset(0), head);
  if (!kdump.detect(head, flat) && !isElf(head)) {
    throw failure('format-damaged', say('failure.flat.neither'), {
      file: file.path,
      offset: flat.placeOf(0) ?? 4096,
      expected: say('expected.flat.record'),
      remedy: say('remedy.flat.lost'),
    });
  }
  const dump = isElf(head) ? openElfCore(flat) : kdump.open(flat);
  return {
    ...dump,
    detail: say('format.flattened', { detail: dump.detail }),
    notices: [...notices, ...dump.notices],
  };
}

export const flattened: DumpFormat = {
  name: 'flattened',
  detect: (head, file) => at(0, 'makedumpfile\0\0\0\0')(head, file.size),
  open: openFlattened,
};
