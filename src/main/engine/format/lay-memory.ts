import type { Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { VirtualFile } from '../file/virtual-file.ts';
import { EncodedMemory } from '../memory/encoded-memory.ts';
import { mapMemory } from '../memory/mapped-memory.ts';
import { normaliseRuns, type FileRun } from '../memory/normalise-runs.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { RunSource } from '../memory/run-source.ts';

/**
 * Lays the runs a format found over its file: mapped where the file is one, in pieces where it is a view of others.
 * What had to be cut comes back as notices.
 */
export function layMemory(
  file: DumpFile,
  described: readonly FileRun[],
): { readonly memory: PhysicalMemory; readonly notices: readonly Sentence[] } {
  if (!(file instanceof VirtualFile)) return mapMemory(file, described);
  const { runs, notices } = normaliseRuns(described, file.size);
  return { memory: new EncodedMemory(new RunSource(runs, file), file.path), notices };
}
