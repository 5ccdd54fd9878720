import { TaskshapeError } from '../../shared/errors.ts';
import { english } from '../../shared/i18n/english.ts';
import { cachePart } from '../engine/file/cache-folder.ts';
import { openSession } from '../engine/session/open-session.ts';
import type { AnalysedDump } from './analysed-dump.ts';
import { safeString } from './safe-string.ts';
import { StatusLine } from './status-line.ts';
import { Timings } from './timings.ts';

export interface AnalysisSwitches {
  /** Every step of the search on stderr. */
  readonly debug: boolean;
  /** When the first table and the last were there, and what it cost, on stderr. */
  readonly timings: boolean;
  /** Whether results of earlier analyses are used, and this one’s is kept. */
  readonly cache: boolean;
  /** Which of the dump's kernels is asked for, if not the best. */
  readonly kernel?: number | undefined;
}

/** A file, and the name it is shown under. */
export interface DumpArgument {
  readonly path: string;
  readonly displayPath: string;
}

/** Analyses one dump in this thread. Expected failures are in the answer; it rejects only on bugs. */
export async function analyseDump(dump: DumpArgument, switches: AnalysisSwitches): Promise<AnalysedDump> {
  const status = new StatusLine(safeString(dump.displayPath), !switches.debug);
  const timings = switches.timings ? new Timings() : undefined;
  const log = switches.debug ? logger(safeString(dump.displayPath)) : undefined;
  const session = openSession({
    id: dump.displayPath,
    path: dump.path,
    displayPath: dump.displayPath,
    onEvent: (event) => {
      if (event.type === 'progress') {
        status.show(event.progress);
        return;
      }
      if (event.type !== 'changed') return;
      const { info, table } = event.changes;
      if (info !== undefined && info.kernel === undefined) log?.(`opened: ${english(info.formatDetail)}`);
      if (table !== undefined) timings?.tableSeen(table.count);
    },
    ...(log !== undefined && { onLog: log }),
    ...(switches.cache && { results: { folder: cachePart('results') } }),
  });
  try {
    await session.run();
    if (switches.kernel !== undefined && session.snapshot().problem === undefined) {
      await session.keep();
      await session.selectKernel(switches.kernel);
    }
  } catch (thrown) {
    if (!(thrown instanceof TaskshapeError)) throw thrown;
    // There is no such kernel: the tasks of another are not what was asked for.
    const { path, progress, timings: stages, info, finished } = session.snapshot();
    const snapshot = { session: path, path, progress, timings: stages, finished, ...(info && { info }) };
    return { session, snapshot, problem: thrown.problem };
  } finally {
    status.clear();
  }
  const snapshot = session.snapshot();
  timings?.report(snapshot);
  return { session, snapshot, problem: snapshot.problem };
}

const logger =
  (name: string) =>
  (line: string): void => {
    process.stderr.write(`${name}: ${(performance.now() / 1000).toFixed(3)} s: ${safeString(line)}\n`);
  };
