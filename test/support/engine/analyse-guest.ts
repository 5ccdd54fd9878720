import type { SessionSnapshot } from '../../../src/shared/api.ts';
import type { DumpInfo } from '../../../src/shared/dump-info.ts';
import { problemOf, TaskshapeError, type Problem } from '../../../src/shared/errors.ts';
import type { TaskShape } from '../../../src/shared/shape.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { openDump } from '../../../src/main/engine/format/detect.ts';
import type { OpenedDump } from '../../../src/main/engine/format/dump-format.ts';
import type { LocatedKernel } from '../../../src/main/engine/kernel/locate-kernel.ts';
import { Pace } from '../../../src/main/engine/kernel/pace.ts';
import { analyse } from '../../../src/main/engine/session/analyse.ts';
import { ProgressReporter } from '../../../src/main/engine/session/progress-reporter.ts';
import type { Guest } from '../dump-builder/guest.ts';
import { MemoryFile } from '../memory-file.ts';

/** What all stages together made of some bytes, in memory and in this thread. */
export interface Analysis {
  readonly kernel: LocatedKernel | undefined;
  readonly shape: TaskShape | undefined;
  readonly table: TaskTable | undefined;
  readonly info: SessionSnapshot['info'];
  /** The kernels the dump holds, best first. */
  readonly kernels: NonNullable<SessionSnapshot['kernels']>;
  readonly initSearch: SessionSnapshot['initSearch'];
  /** The expected failure it ended in. Bugs fly through. */
  readonly problem: Problem | undefined;
  readonly log: readonly string[];
}

/** A found kernel with its table: what an analysis that succeeds has. */
export interface FullAnalysis extends Analysis {
  readonly kernel: LocatedKernel;
  readonly shape: TaskShape;
  readonly table: TaskTable;
}

const describe = (dump: OpenedDump, sizeBytes: number): DumpInfo => ({
  path: 'memory.dump',
  format: dump.format,
  formatDetail: dump.detail,
  sizeBytes,
  memoryBytes: dump.memory.size,
  ranges: dump.memory.runs.map(({ start, length }) => ({ start, length })),
  notices: dump.notices,
});

/** Runs all stages on the bytes of a dump file. Throws only what is a bug in the engine. */
export async function analyseBytes(bytes: Uint8Array): Promise<Analysis> {
  const dump = openDump(new MemoryFile(bytes));
  let latest: Partial<SessionSnapshot> = {};
  let kernel: LocatedKernel | undefined;
  let problem: Problem | undefined;
  const log: string[] = [];
  try {
    await analyse({
      path: 'memory.dump',
      dump,
      info: describe(dump, bytes.length),
      onRelaid: (relaid) => describe(relaid, bytes.length),
      pace: new Pace(),
      progress: new ProgressReporter(
        () => undefined,
        () => 0,
      ),
      announce: (changes) => {
        latest = { ...latest, ...changes };
      },
      log: (line) => {
        log.push(line);
      },
      onKernel: (found) => {
        kernel = found;
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof TaskshapeError)) throw thrown;
    problem = problemOf(thrown);
  }
  return {
    kernel,
    shape: latest.shape,
    table: latest.table,
    info: latest.info,
    kernels: latest.kernels ?? [],
    initSearch: latest.initSearch,
    problem,
    log,
  };
}

/** The same on a drawn machine's ELF core, whose physical addresses are the guest's own. */
export const analyseGuest = (guest: Guest): Promise<Analysis> => analyseBytes(guest.elf());

/** For tests whose machine must be understood: the analysis, or an error with what the search said. */
export async function understand(guest: Guest): Promise<FullAnalysis> {
  const analysis = await analyseGuest(guest);
  const { kernel, shape, table, problem, log } = analysis;
  if (kernel === undefined || shape === undefined || table === undefined || problem !== undefined) {
    throw new Error(
      `Not understood: ${problem === undefined ? '' : english(problem.message)}\n${log.join('\n')}`,
    );
  }
  return { ...analysis, kernel, shape, table };
}
