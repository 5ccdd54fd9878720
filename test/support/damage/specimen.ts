import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { SessionSnapshot } from '../../../src/shared/api.ts';
import type { DumpInfo } from '../../../src/shared/dump-info.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import { problemOf, TaskshapeError, type Problem } from '../../../src/shared/errors.ts';
import type { DumpFile } from '../../../src/main/engine/file/dump-file.ts';
import { openDumpFile } from '../../../src/main/engine/file/open-file.ts';
import { openDump } from '../../../src/main/engine/format/detect.ts';
import type { OpenedDump } from '../../../src/main/engine/format/dump-format.ts';
import { Pace } from '../../../src/main/engine/kernel/pace.ts';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import type { FileRun } from '../../../src/main/engine/memory/normalise-runs.ts';
import type { MemoryRun } from '../../../src/main/engine/memory/physical-memory.ts';
import { analyse } from '../../../src/main/engine/session/analyse.ts';
import { ProgressReporter } from '../../../src/main/engine/session/progress-reporter.ts';
import type { Patch } from './wound-pages.ts';

/** What an analysis of a file came to. */
export interface Outcome {
  readonly snapshot: Partial<SessionSnapshot>;
  readonly problem: Problem | undefined;
  readonly log: readonly string[];
  readonly milliseconds: number;
  /** Where memory lies in the file, in the layout that was settled on. */
  readonly runs: readonly MemoryRun[];
}

/** Runs all stages on an open file, with its own memory or with these runs of it. */
export async function analyseOpen(file: DumpFile, runs?: readonly FileRun[]): Promise<Outcome> {
  const opened = openDump(file);
  const { format, detail, notices, notes } = opened;
  const dump =
    runs === undefined ? opened : { format, detail, notices, notes, memory: mapMemory(file, runs).memory };
  let snapshot: Partial<SessionSnapshot> = {};
  let problem: Problem | undefined;
  const log: string[] = [];
  let settled = dump.memory.runs;
  const started = performance.now();
  try {
    await analyse({
      path: file.path,
      dump,
      info: infoOf(file, dump),
      pace: new Pace(),
      progress: new ProgressReporter(
        () => undefined,
        () => 0,
      ),
      announce: (changes) => {
        snapshot = { ...snapshot, ...changes };
      },
      log: (line) => log.push(line),
      onRelaid: (relaid) => {
        settled = relaid.memory.runs;
        return infoOf(file, relaid);
      },
      onKernel: () => undefined,
    });
  } catch (thrown) {
    if (!(thrown instanceof TaskshapeError)) throw thrown;
    problem = problemOf(thrown);
  }
  return { snapshot, problem, log, milliseconds: performance.now() - started, runs: settled };
}

const infoOf = (file: DumpFile, dump: OpenedDump): DumpInfo => ({
  path: file.path,
  format: dump.format,
  formatDetail: dump.detail,
  sizeBytes: file.size,
  memoryBytes: dump.memory.size,
  ranges: [],
  notices: [],
});

/** A copy of a dump that is wounded and healed again; its bytes lie in the file as themselves. */
export class Specimen {
  readonly path: string;
  /** As the unharmed dump was laid out: set by whoever analysed it. */
  runs: readonly MemoryRun[] = [];

  constructor(path: string) {
    this.path = path;
  }

  /** Analyses the file with these bytes in it, then puts back what was there. */
  async analyse(patches: readonly Patch[] = [], runs?: readonly FileRun[]): Promise<Outcome> {
    const healing = patches.map(({ offset, bytes }) => ({ offset, bytes: this.read(offset, bytes.length) }));
    this.#write(patches);
    try {
      const file = openDumpFile(this.path);
      try {
        return await analyseOpen(file, runs);
      } finally {
        file.close();
      }
    } finally {
      this.#write(healing.reverse());
    }
  }

  /** Bytes of the file. */
  read(offset: number, length: number): Uint8Array {
    const handle = openSync(this.path, 'r');
    const bytes = new Uint8Array(length);
    readSync(handle, bytes, 0, length, offset);
    closeSync(handle);
    return bytes;
  }

  /** Where the file holds a guest-physical address. */
  fileOffset(address: number): number {
    const run = this.runs.find(({ start, length }) => address >= start && address < start + length);
    if (run?.file === undefined) throw new Error(`The file does not hold ${address} as itself.`);
    return run.file + address - run.start;
  }

  #write(patches: readonly Patch[]): void {
    const handle = openSync(this.path, 'r+');
    for (const { offset, bytes } of patches) writeSync(handle, bytes, 0, bytes.length, offset);
    closeSync(handle);
  }
}

/** The same table with tasks at the addresses they have in another layout of the same file. */
export function asLaidOut(
  table: TaskTable | undefined,
  from: readonly MemoryRun[],
  to: readonly MemoryRun[],
): TaskTable | undefined {
  if (table === undefined) return undefined;
  const physical = table.physical.map((address) => {
    const run = from.find(({ start, length }) => address >= start && address < start + length);
    if (run?.file === undefined) return address;
    const place = run.file + address - run.start;
    const other = to.find(({ file = NaN, length }) => place >= file && place < file + length);
    return other?.file === undefined ? NaN : other.start + place - other.file;
  });
  return { ...table, physical };
}
