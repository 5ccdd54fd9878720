import { failure } from '../../../shared/errors.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { mapMemory } from '../memory/mapped-memory.ts';
import type { OpenedDump } from './dump-format.ts';

/** No machine that runs Linux has less memory; smaller files are something else. */
export const SMALLEST_RAW = 1024 * 1024;

/**
 * Opens a file as plain memory: byte i of the file is physical address `base` + i.
 *
 * A file of a machine whose RAM begins elsewhere (arm64: often 0x40000000) is read right with base 0 too: the deltas
 * between virtual and physical that are found later absorb it. The hole below 4 GiB of x86 machines is in such files
 * as filler. Nothing in a raw file tells that it is one: try it last. Throws `format-unknown` for small files.
 */
export function openRaw(file: DumpFile, base = 0): OpenedDump {
  if (file.size < SMALLEST_RAW) {
    throw failure('format-unknown', `The file is no known kind of dump, and too small for plain memory.`, {
      file: file.path,
      expected: `at least ${SMALLEST_RAW} bytes of memory, or the header of a dump format`,
      remedy: 'Check that this is the dump, and that it was copied whole.',
    });
  }
  const { memory, notices } = mapMemory(file, [{ start: base, length: file.size, file: 0 }]);
  return {
    format: 'raw',
    detail: base === 0 ? 'raw memory' : `raw memory from physical address 0x${base.toString(16)}`,
    memory,
    notices,
    notes: [],
  };
}
