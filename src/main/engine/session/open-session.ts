import type { SessionSnapshot } from '../../../shared/api.ts';
import type { FieldName } from '../../../shared/fields.ts';
import type { DumpInfo } from '../../../shared/dump-info.ts';
import { failure, problemOf, TaskshapeError } from '../../../shared/errors.ts';
import { fileOffset } from '../../../shared/units.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { openDumpFile } from '../file/open-file.ts';
import { packedPart } from '../format/containers/packing-of.ts';
import { openDump, readHead } from '../format/detect.ts';
import type { OpenedDump } from '../format/dump-format.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import { Pace } from '../kernel/pace.ts';
import { checkPin, readPinned, type Reading } from '../tasks/pinned-shape.ts';
import { AddressMap } from './address-map.ts';
import { analyse, type Announce } from './analyse.ts';
import { describeTask } from './describe-task.ts';
import { fingerprintFile } from './fingerprint.ts';
import { ProgressReporter } from './progress-reporter.ts';
import { TargetResolver } from './resolve-target.ts';
import { runSearch } from './search.ts';
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

  let searching = new AbortController();
  const closing = new AbortController();
  let hashing = false;

  /** What the search found, and where the user says that fields lie instead. */
  let found: Reading | undefined;
  const pins = new Map<FieldName, number>();

  const announce: Announce = (news) => {
    const { shape, table } = news;
    if (shape !== undefined && table !== undefined) found = { shape, table };
    const changes =
      found === undefined || table === undefined || kernel === undefined || pins.size === 0
        ? news
        : { ...news, ...readPinned(kernel, found, pins) };
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

  /** The file as it is, or what it unpacked to. The unpackers are loaded only for a file that needs one. */
  async function unpack(): Promise<{ file: DumpFile; notices: readonly string[] }> {
    const opened = openDumpFile(options.path);
    const readAt = (offset: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(16);
      return Promise.resolve(bytes.subarray(0, opened.read(fileOffset(offset), bytes)));
    };
    if ((await packedPart(readHead(opened), readAt)) === undefined) return { file: opened, notices: [] };
    opened.close();
    const { prepareFile } = await import('../format/containers/prepare-file.ts');
    const prepared = await prepareFile(options.path, {
      signal: pace.signal,
      onProgress: (done, total) => {
        progress.update(done, total);
      },
    });
    const packings = prepared.packings.join(' in ');
    const notice = `The file is packed (${packings}); it was unpacked once into the cache, and file offsets are those of the unpacked dump.`;
    return { file: openDumpFile(prepared.path), notices: [notice, ...prepared.notices] };
  }

  async function run(): Promise<void> {
    try {
      const unpacked = await unpack();
      file = unpacked.file;
      const source = file;
      const use = (opened: OpenedDump): DumpInfo => {
        dump = opened;
        map = new AddressMap(source, opened.memory);
        const info = dumpInfo(path, source, opened, unpacked.notices);
        announce({ info });
        return info;
      };
      const first = openDump(file);
      await analyse({
        path,
        dump: first,
        info: use(first),
        onRelaid: use,
        pace,
        progress,
        announce,
        log: options.onLog ?? (() => undefined),
        onKernel: (found) => {
          kernel = found;
          map?.setKernel(found);
        },
      });
      announce({ timings: [...progress.timings], finished: true });
    } catch (thrown) {
      const problem = problemOf(thrown);
      announce({ problem: { ...problem, file: path }, timings: [...progress.timings], finished: true });
      if (!(thrown instanceof TaskshapeError)) throw thrown;
    }
  }

  const opened = (): AddressMap => {
    if (map === undefined) throw failure('session-gone', 'This dump is not open.', { file: path });
    return map;
  };

  const openedDump = (): OpenedDump => {
    opened();
    if (dump === undefined) throw failure('session-gone', 'This dump is not open.', { file: path });
    return dump;
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
        !(Number.isInteger(row) && row >= 0 && row < table.count)
      ) {
        throw failure('bad-request', `There is no task in row ${row}.`, { file: path });
      }
      resolver ??= new TargetResolver(kernel.space, shape, table);
      return describeTask(kernel.space, shape, table, row, resolver, (physical) =>
        opened().placeOf(physical),
      );
    },
    pinField: (name, offset) => {
      if (found === undefined)
        throw failure('bad-request', 'Fields can be moved once they are found.', { file: path });
      if (offset === undefined) pins.delete(name);
      else {
        checkPin(name, offset);
        pins.set(name, offset);
      }
      announce(found);
    },
    search: (search, query) => {
      const { memory } = openedDump();
      if (query.kind === 'pointers' && kernel === undefined)
        throw failure('no-kernel', 'Pointers can be searched for once the kernel is located.', {
          file: path,
        });
      searching.abort();
      searching = new AbortController();
      void runSearch({
        memory,
        space: kernel?.space,
        id: search,
        query,
        signal: searching.signal,
        announce: (report) => {
          onEvent({ type: 'searched', session: id, report });
        },
      });
    },
    cancelSearch: () => {
      searching.abort();
    },
    fingerprint: () => {
      const source = file;
      openedDump();
      if (source === undefined || hashing) return;
      hashing = true;
      const total = source.size;
      void fingerprintFile(source, closing.signal, (done) => {
        onEvent({ type: 'fingerprint', session: id, done, total });
      }).then(
        (sha256) => {
          hashing = false;
          onEvent({ type: 'fingerprint', session: id, done: total, total, sha256 });
        },
        () => {
          hashing = false; // the dump was closed or can no longer be read: whoever asks again hears why
        },
      );
    },
    close: () => {
      searching.abort();
      closing.abort();
      pace.cancel();
      map = undefined;
      file?.close();
      dump?.close?.();
    },
  };
}

function dumpInfo(path: string, file: DumpFile, dump: OpenedDump, notices: readonly string[]): DumpInfo {
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
