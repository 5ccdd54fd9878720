import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { mapMemory } from '../memory/mapped-memory.ts';
import type { FileRun } from '../memory/normalise-runs.ts';
import type { OpenedDump } from './dump-format.ts';

/** No machine that runs Linux has less memory; smaller files are something else. */
export const SMALLEST_RAW = 1024 * 1024;

/**
 * Opens a file as plain memory: byte i of the file is physical address i, until the content tells otherwise (`relay`).
 *
 * A file of a machine whose RAM begins elsewhere (arm64: often 0x40000000) is read right as well: the deltas between
 * virtual and physical that are found later absorb it. Nothing in a raw file tells that it is one: try it last.
 * Throws `format-unknown` for small files.
 */
export function openRaw(file: DumpFile): OpenedDump {
  if (file.size < SMALLEST_RAW) {
    throw failure('format-unknown', say('failure.tooSmall'), {
      file: file.path,
      expected: say('expected.raw', { least: SMALLEST_RAW }),
      remedy: say('remedy.copiedWhole'),
    });
  }
  const lay = (runs: readonly FileRun[]): OpenedDump => ({
    format: 'raw',
    detail: runs.length > 1 ? say('format.rawRanges', { ranges: runs.length }) : say('format.raw'),
    ...mapMemory(file, runs),
    notes: [],
  });
  return {
    ...lay([{ start: 0, length: file.size, file: 0 }]),
    relay: { size: file.size, beginsKnown: false, lay },
  };
}
