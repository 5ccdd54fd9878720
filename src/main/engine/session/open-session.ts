import type { SessionSnapshot } from '../../../shared/api.ts';
import type { DumpInfo } from '../../../shared/dump-info.ts';
import { failure, problemOf, TaskshapeError } from '../../../shared/errors.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { openDumpFile } from '../file/open-file.ts';
import { openDump } from '../format/detect.ts';
import type { OpenedDump } from '../format/dump-format.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import { Pace } from '../kernel/pace.ts';
import { AddressMap } from './address-map.ts';
import { analyse, type Announce } from './analyse.ts';
import { describeTask } from './describe-task.ts';
import { ProgressReporter } from './progress-reporter.ts';
import { TargetResolver } from './resolve-target.ts';
import type { Session, SessionOptions } from './session.ts';

/** The most that one read may ask for, in bytes. */
const MAX_READ = 1024 * 1024;

/**
 * Prepares a session; nothing is opened before `run`. See `Session` for what it promises.
 */
export function openSession(options: SessionOptions): Session {
  const { id, onEvent } = options;
  const path = options.displayPath ?? options.path;
  const pace = new Pace(options.cancelFlag);
  let file: DumpFile | undefined;
  let dump: OpenedDump | undefined;
  let map: AddressMap | undefined;
  let kernel: LocatedKernel | undefined;
  let resolver: TargetResolver | undefined;
  let snapshot: SessionSnapshot = {
    session: id,
    path,
    progress: { stage: 'open', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 },
    timings: [],
    finished: false,
  };

  const announce: Announce = (changes) => {
    snapshot = { ...snapshot, ...changes };
    if (changes.table !== undefined || changes.shape !== undefined) resolver = undefined;
    onEvent({ type: 'changed', session: id, changes });
  };
  const progress = new ProgressReporter(
    (report) => {
      snapshot = { ...snapshot, progress: report };
      onEvent({ type: 'progress', session: id, progress: report });
    },
    () => dump?.memory.bytesTouched() ?? 0,
  );

  async function run(): Promise<void> {
    try {
      file = openDumpFile(options.path);
      dump = openDump(file);
      const addresses = new AddressMap(file, dump.memory);
      map = addresses;
      const info = dumpInfo(path, file, dump);
      announce({ info });
      await analyse({
        path,
        dump,
        info,
        pace,
        progress,
        announce,
        log: options.onLog ?? (() => undefined),
        onKernel: (found) => {
          kernel = found;
          addresses.setKernel(found);
        },
      });
      announce({ timings: [...progress.timings], finished: true });
    } catch (thrown) {
      const problem = problemOf(thrown);
      announce({ problem: { file: path, ...problem }, timings: [...progress.timings], finished: true });
      if (!(thrown instanceof TaskshapeError)) throw thrown;
    }
  }

  const opened = (): AddressMap => {
    if (map === undefined) throw failure('session-gone', 'This dump is not open.', { file: path });
    return map;
  };

  return {
    run,
    cancel: () => {
      pace.cancel();
    },
    snapshot: () => snapshot,
    read: (space, address, length) => {
      if (!(length >= 0 && length <= MAX_READ) || address < 0n) {
        throw failure(
          'bad-request',
          `A read takes 0 to ${MAX_READ} bytes at an address that is not negative.`,
        );
      }
      return opened().read(space, address, length);
    },
    locate: (space, address) => opened().locate(space, address),
    segments: (space) => opened().segments(space),
    describeTask: (row) => {
      const { shape, table } = snapshot;
      if (
        kernel === undefined ||
        shape === undefined ||
        table === undefined ||
        !(row >= 0 && row < table.count)
      ) {
        throw failure('bad-request', `There is no task in row ${row}.`, { file: path });
      }
      resolver ??= new TargetResolver(kernel.space, shape, table);
      return describeTask(kernel.space, shape, table, row, resolver, (physical) =>
        opened().placeOf(physical),
      );
    },
    close: () => {
      pace.cancel();
      map = undefined;
      file?.close();
    },
  };
}

function dumpInfo(path: string, file: DumpFile, dump: OpenedDump): DumpInfo {
  return {
    path,
    format: dump.format,
    formatDetail: dump.detail,
    sizeBytes: file.size,
    memoryBytes: dump.memory.size,
    ranges: dump.memory.runs.map((run) => ({ start: run.start, length: run.length })),
    notices: [...(file.accessNotice === undefined ? [] : [file.accessNotice]), ...dump.notices],
  };
}
