import type { DumpInfo } from '../../../shared/dump-info.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import type { OpenedDump } from '../format/dump-format.ts';

/** What opening a file had to say of it, before any analysis. `path` and `notices` are the user's name and the unpacking's. */
export function describeDump(
  path: string,
  file: DumpFile,
  dump: OpenedDump,
  notices: readonly Sentence[],
): DumpInfo {
  return {
    path,
    format: dump.format,
    formatDetail: dump.detail,
    sizeBytes: file.size,
    memoryBytes: dump.memory.size,
    ranges: dump.memory.runs.map((run) => ({ start: run.start, length: run.length })),
    notices: [...(file.accessNotice === undefined ? [] : [file.accessNotice]), ...notices, ...dump.notices],
  };
}
