import { startedAnew, type SessionSnapshot } from '../../../shared/api.ts';
import type { DumpInfo, KernelCandidate } from '../../../shared/dump-info.ts';
import { failure, problemOf, TaskshapeError } from '../../../shared/errors.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { openDump } from '../format/detect.ts';
import type { OpenedDump } from '../format/dump-format.ts';
import type { KernelPlace, NamePlaces } from '../kernel/locate-kernel.ts';
import { Pace } from '../kernel/pace.ts';
import { AddressMap } from './address-map.ts';
import { bareFile } from './bare-file.ts';
import { analyse, type Announce } from './analyse.ts';
import { describeDump } from './describe-dump.ts';
import { earlierNews } from './earlier-news.ts';
import { Inspection } from './inspection.ts';
import { ProgressReporter } from './progress-reporter.ts';
import { DumpResults, type Recalled } from './result-cache/dump-results.ts';
import { openUnpacked } from './open-unpacked.ts';
import { KernelChoice, pickKernel, placesAround, withCurrent } from './pick-kernel.ts';
import { PinnedFields } from './pinned-fields.ts';
import type { Session, SessionOptions } from './session.ts';

/**
 * Prepares a session; nothing is opened before `run`. See `Session` for what it promises.
 */
export function openSession(options: SessionOptions): Session {
  const { id, onEvent } = options;
  const path = options.displayPath ?? options.path;
  const log = options.onLog ?? (() => undefined);
  let pace = new Pace(options.cancelFlag);
  let file: DumpFile | undefined;
  /** The dump as its format has it, and as it is read: content may tell that it is laid out otherwise. */
  let asOpened: OpenedDump | undefined;
  let dump: OpenedDump | undefined;
  let unpackNotices: readonly Sentence[] = [];
  let kernel: KernelPlace | undefined;
  let results: DumpResults | undefined;
  /** What opening the file had to say, before any analysis. */
  let openedInfo: DumpInfo | undefined;
  let snapshot: SessionSnapshot = {
    session: id,
    path,
    progress: { stage: 'open', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 },
    timings: [],
    finished: false,
  };

  const inspection = new Inspection(path, () => snapshot, onEvent);
  const pinned = new PinnedFields();
  const choice = new KernelChoice();

  const announce: Announce = (news) => {
    const changes = pinned.apply(news, kernel);
    snapshot = { ...snapshot, ...changes };
    if (changes.table !== undefined || changes.shape !== undefined) inspection.tasksChanged();
    onEvent({ type: 'changed', session: id, changes });
  };
  const newProgress = (): ProgressReporter =>
    new ProgressReporter(
      (report) => {
        snapshot = { ...snapshot, progress: report };
        onEvent({ type: 'progress', session: id, progress: report });
      },
      () => dump?.memory.bytesTouched() ?? 0,
    );
  let progress = newProgress();

  async function open(): Promise<void> {
    const unpacked = await openUnpacked(options.path, pace.signal, (done, total) => {
      progress.update(done, total);
    });
    file?.close();
    file = unpacked.file;
    unpackNotices = unpacked.notices;
    if (options.results !== undefined) results = new DumpResults(options.results, options.path, file, log);
    asOpened = openDump(file);
    const recalled = await results?.recall(asOpened);
    if (recalled === undefined) announce({ info: use(file, asOpened) });
    else show(recalled, use(file, recalled.dump));
  }

  /** From now on the dump is read as `laid`. */
  function use(source: DumpFile, laid: OpenedDump): DumpInfo {
    dump = laid;
    inspection.inspect({ file: source, memory: laid.memory, map: new AddressMap(source, laid.memory) });
    openedInfo = describeDump(path, source, laid, unpackNotices);
    return openedInfo;
  }

  /** From now on addresses are those of this kernel. */
  function readBy(place: KernelPlace): void {
    kernel = place;
    inspection.setKernel(place);
  }

  /** Where no dump can be made of a file, its own bytes can be looked at all the same, if it can be read. */
  function showFileItself(): void {
    if (dump !== undefined) return;
    const bare = bareFile(options.path, file);
    if (bare !== undefined) {
      file = bare.file;
      inspection.inspect(bare);
    }
    if (unpackNotices.length > 0) announce({ notices: unpackNotices });
  }

  /** An earlier result in the place of an analysis. `kernels`: those that are known by now. */
  function show({ result, kernel: place }: Recalled, info: DumpInfo, kernels = result.kernels): void {
    readBy(place);
    progress.tasksFound(result.table.count);
    progress.enter('done');
    announce(earlierNews(result, info, kernels, progress.timings));
  }

  /** The texts that the search begins with, once they were looked for. */
  let places: NamePlaces | undefined;

  /** Where another kernel than the best is asked for, the dump is read as it is laid out by now. */
  async function analyseOpened(wanted?: KernelCandidate): Promise<void> {
    const source = file;
    if (snapshot.finished || source === undefined || asOpened === undefined) return;
    await analyse({
      ...(wanted !== undefined && {
        wanted,
        kernels: snapshot.kernels ?? [],
        places: places && placesAround(wanted, places),
      }),
      path,
      ...laidOut(source, asOpened, wanted !== undefined),
      onRelaid: (laid) => {
        const info = use(source, laid);
        announce({ info });
        return info;
      },
      onLocated: (found) => {
        places = wanted === undefined ? found : places;
      },
      pace,
      progress,
      announce,
      log,
      onKernel: readBy,
    });
    announce({ timings: [...progress.timings], finished: true });
  }

  /** The dump to be analysed: as its format has it, or as it is shown now. */
  function laidOut(
    source: DumpFile,
    plain: OpenedDump,
    asNow: boolean,
  ): { dump: OpenedDump; info: DumpInfo } {
    if (!asNow || dump === undefined) return { dump: plain, info: use(source, plain) };
    // Without `relay`: it was settled how this dump is laid out when its kernels were found.
    const { format, detail, memory, notices, notes, laidBy } = dump;
    const settled = { format, detail, memory, notices, notes, ...(laidBy !== undefined && { laidBy }) };
    return { dump: settled, info: use(source, settled) };
  }

  /** Works towards a finished snapshot; expected failures become its problem. */
  async function finish(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const problem = problemOf(thrown);
      progress.fail();
      showFileItself();
      announce({ problem: { ...problem, file: path }, timings: [...progress.timings], finished: true });
      if (!(thrown instanceof TaskshapeError)) throw thrown;
    }
  }

  const run = (): Promise<void> =>
    finish(async () => {
      await open();
      await analyseOpened();
    });

  function restart(): void {
    if (!snapshot.finished) throw failure('bad-request', say('failure.analysing'), { file: path });
    if (options.cancelFlag !== undefined) Atomics.store(options.cancelFlag, 0, 0);
    pace = new Pace(options.cancelFlag);
    progress = newProgress();
    snapshot = startedAnew(snapshot);
    onEvent({ type: 'restarted', session: id });
  }

  function selectKernel(number: number): Promise<void> {
    const wanted = pickKernel(snapshot.kernels ?? [], number, path);
    if (wanted.current && snapshot.finished) return Promise.resolve();
    restart();
    choice.choose(wanted, snapshot.kernels ?? []);
    return finish(async () => {
      const recalled = asOpened && (await results?.recall(asOpened, wanted));
      if (recalled === undefined || file === undefined) await analyseOpened(wanted);
      // Their numbers are those that the user has seen, whatever they were then.
      else show(recalled, use(file, recalled.dump), withCurrent(snapshot.kernels ?? [], wanted));
    });
  }

  function analyseAgain(): Promise<void> {
    restart();
    return asOpened === undefined ? run() : finish(() => analyseOpened(choice.again()));
  }

  async function keep(): Promise<void> {
    const { info, kernels = [], initSearch, timings, finished, problem, earlier } = snapshot;
    if (!finished || problem !== undefined || earlier !== undefined || results === undefined) return;
    if (dump === undefined || kernel === undefined || openedInfo === undefined) return;
    const { found } = pinned;
    if (info === undefined || found === undefined) return;
    const warnings = info.notices.slice(openedInfo.notices.length);
    // What the search found, not what the user says.
    await results.keep(
      dump,
      { info, kernel, kernels, initSearch, ...found, timings, warnings },
      choice.chosen,
    );
  }

  return {
    run,
    analyseAgain,
    selectKernel,
    keep,
    cancel: () => {
      pace.cancel();
    },
    snapshot: () => snapshot,
    read: inspection.read,
    locate: inspection.locate,
    segments: inspection.segments,
    describeTask: inspection.describeTask,
    search: inspection.search,
    cancelSearch: inspection.cancelSearch,
    fingerprint: inspection.fingerprint,
    pinField: (name, offset) => {
      announce(pinned.pin(name, offset, path));
    },
    close: () => {
      inspection.close();
      pace.cancel();
      results = undefined;
      file?.close();
      asOpened?.close?.();
    },
  };
}
