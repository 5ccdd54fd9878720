import type { SessionSnapshot, Stage } from '../../../shared/api.ts';
import type { DumpInfo, KernelCandidate } from '../../../shared/dump-info.ts';
import type { InitSearch } from '../../../shared/init-search.ts';
import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { OpenedDump } from '../format/dump-format.ts';
import { doubtsLayout } from '../kernel/layout/doubts.ts';
import {
  KernelLocator,
  type LocatedKernel,
  type Location,
  type NamePlaces,
} from '../kernel/locate-kernel.ts';
import { LeaderScan } from '../kernel/leader-scan.ts';
import type { Pace } from '../kernel/pace.ts';
import { explainTrials } from '../kernel/explain-trials.ts';
import { otherKernels } from '../kernel/other-kernels.ts';
import { kernelNames, type KernelNames } from '../kernel/uts.ts';
import { learnShape, taskShape, type LearnedShape } from '../shape/learn-shape.ts';
import { findNsproxy } from '../shape/nsproxy.ts';
import { buildTable, rowOrder } from '../tasks/build-table.ts';
import { admitByPid } from '../tasks/admit-tasks.ts';
import { carve } from '../tasks/carve.ts';
import { carveThreads } from '../tasks/carve-threads.ts';
import { crossView } from '../tasks/cross-view.ts';
import { withCurrent } from './pick-kernel.ts';
import { asCandidates, isClearlyBetter, rankKernels } from './rank-kernels.ts';
import { notFound } from './not-found.ts';
import { settleLayout } from './settle-layout.ts';
import { warnings } from './warnings.ts';
import type { ProgressReporter } from './progress-reporter.ts';

/** A dump that was scanned and understood in this time is scanned again in less. */
const QUICK_MS = 1500;

/** What changes in the snapshot of a session. */
export type News = Partial<Omit<SessionSnapshot, 'session' | 'path' | 'progress'>>;

/** What one dump's analysis announces as it goes. */
export type Announce = (news: News) => void;

export interface AnalysisOptions {
  readonly path: string;
  readonly dump: OpenedDump;
  readonly info: DumpInfo;
  readonly pace: Pace;
  readonly progress: ProgressReporter;
  readonly announce: Announce;
  readonly log: (line: string) => void;
  /** From here on kernel addresses can be read. */
  readonly onKernel: (kernel: LocatedKernel) => void;
  /** The dump was laid out anew by what its content says; answers how it is described from then on. */
  readonly onRelaid?: (dump: OpenedDump) => DumpInfo;
  /** Where the search begins, if an earlier one told; and where it found texts of kernels, once it has. */
  readonly places?: NamePlaces | undefined;
  readonly onLocated?: (places: NamePlaces) => void;
  /** The kernel, if it was found in this layout already. */
  readonly location?: Location;
  /** The kernels that the dump is known to hold, and which of them is to be shown. */
  readonly kernels?: readonly KernelCandidate[];
  readonly wanted?: KernelCandidate;
}

/**
 * All stages on one dump. The scan that locates the kernel goes on while the shape is learned: the first table is
 * announced as soon as the tasks of the list can be told apart. Throws `TaskshapeError` when a stage fails; what was
 * announced before stays.
 */
export async function analyse(options: AnalysisOptions): Promise<void> {
  const { dump, info, pace, progress, log } = options;
  const started = performance.now();
  enter(options, 'locate');
  let study: Study | undefined;
  const begin = (kernel: LocatedKernel): void => {
    study = beginStudy(options, kernel);
  };
  const locator = new KernelLocator(dump.memory, {
    pace,
    log,
    places: options.places,
    wanted: options.wanted?.initTaskPhysical,
    onProgress: (done, total) => {
      progress.update(done, total);
    },
    onKernel: (kernel) => {
      if (dump.relay === undefined || !doubtsLayout(kernel, dump.relay.beginsKnown)) begin(kernel);
    },
  });
  const location = options.location ?? (await locator.run());
  if (options.location?.kernel !== undefined) begin(options.location.kernel);
  if (dump.relay !== undefined && study === undefined) {
    const settled = await settleLayout(dump, location, pace, log);
    if (settled !== undefined)
      return analyse({ ...options, ...settled, info: options.onRelaid?.(settled.dump) ?? info });
    if (location.kernel !== undefined) begin(location.kernel);
  }
  if (study === undefined) {
    options.announce({ initSearch: location.trials.result(location.places.names, []) });
    throw await notFound({ path: options.path, notices: options.info.notices }, dump.memory, location, pace);
  }
  options.onLocated?.(location.places);
  let shown = await finishStudy(options, study, location.places, started);

  const choice: Choice =
    options.kernels === undefined
      ? await chooseKernel(options, shown, location)
      : {
          kernel: shown.kernel,
          kernels: withCurrent(options.kernels, { initTaskPhysical: shown.kernel.initPhysical }),
          why: 'notice.kernels',
        };
  if (choice.kernel !== shown.kernel) {
    const instead = beginStudy(options, choice.kernel);
    shown = await finishStudy(options, instead, location.places, started);
  }
  announceKernels(options, shown.info, choice);
  if (shown.learned.ids === undefined) {
    throw failure('no-tasks', say('failure.noPids'), {
      file: options.path,
      expected: say('expected.pids'),
      remedy: say('remedy.damaged'),
    });
  }
  enter(options, 'done');
}

function enter({ progress, announce }: AnalysisOptions, stage: Stage, ahead = 0): void {
  progress.enter(stage, ahead);
  announce({ timings: [...progress.timings] });
}

/** One kernel while its tasks are being found. */
interface Study {
  readonly kernel: LocatedKernel;
  readonly scan: LeaderScan;
  readonly learning: Promise<LearnedShape>;
  /** Milliseconds that were spent on learning until now. */
  readonly learningTime: () => number;
}

/** What was found of one kernel. */
interface Studied {
  readonly kernel: LocatedKernel;
  readonly learned: LearnedShape;
  readonly info: DumpInfo;
}

/** Announces a kernel and begins to learn the shape of its tasks. */
function beginStudy(options: AnalysisOptions, kernel: LocatedKernel): Study {
  const { info, pace, progress, announce } = options;
  options.onKernel(kernel);
  progress.tasksFound(kernel.accepted.tasks.length);
  announce({ info: { ...info, kernel: kernelInfo(kernel, {}) } });
  const scan = new LeaderScan(kernel, pace, (done, total) => {
    progress.update(done, total);
  });
  const begun = performance.now();
  let ended: number | undefined;
  const learning = learn(kernel, scan, options).finally(() => {
    ended = performance.now();
  });
  learning.catch(() => undefined); // awaited in `finishStudy`
  return { kernel, scan, learning, learningTime: () => (ended ?? performance.now()) - begun };
}

async function finishStudy(
  options: AnalysisOptions,
  { kernel, scan, learning, learningTime }: Study,
  places: NamePlaces,
  started: number,
): Promise<Studied> {
  const { dump, pace, progress, log } = options;
  // The second pass over the dump begins where the first has ended, while the shape is still being learned.
  scan.objects().catch(() => undefined); // awaited below

  enter(options, 'shape', learningTime());
  let learned = await learning;

  enter(options, 'tasks');
  learned = admitByPid(kernel, learned, log);
  const uts = findNsproxy({ space: kernel.space, builder: learned.builder }, learned.tasks, places.uts);
  const names = kernelNames(
    dump.memory,
    kernel.initPhysical,
    places.banners,
    uts === undefined ? places.uts : [uts],
  );
  // Where the next pass takes no time to speak of, the first table stands in for this one.
  const isQuick = performance.now() - started < QUICK_MS;
  if (!isQuick) announceResult(options, kernel, names, crossView(kernel, learned, undefined));
  progress.tasksFound(learned.tasks.size);

  enter(options, 'carve');
  const objects = await scan.objects();
  pace.check();
  learned = await carveThreads(kernel, carve(kernel, learned, objects, log), pace, log);
  const info = announceResult(options, kernel, names, crossView(kernel, learned, objects));
  return { kernel, learned, info };
}

/** Shape, table and what is to be said about them, at once: no reader sees one without the other. */
function announceResult(
  { announce, info }: AnalysisOptions,
  kernel: LocatedKernel,
  names: KernelNames,
  learned: LearnedShape,
): DumpInfo {
  const table = buildTable(kernel, learned);
  const full: DumpInfo = {
    ...info,
    notices: [...info.notices, ...warnings(kernel, learned, table)],
    kernel: kernelInfo(kernel, names),
  };
  announce({ info: full, shape: taskShape(kernel, learned.builder, rowOrder(learned)), table });
  return full;
}

/** Judges all other kernels the dump may hold; the first one found stays in front unless another is clearly better. */
async function chooseKernel(
  { dump, pace, log }: AnalysisOptions,
  { kernel, learned }: Studied,
  { places, trials }: Location,
): Promise<Choice> {
  const others = await otherKernels(dump.memory, kernel, places, trials, pace, log);
  const ranked = await rankKernels([kernel, ...others], learned, places, pace);
  const [best] = ranked;
  const shown = ranked.find((one) => one.kernel === kernel);
  const change = best !== undefined && shown !== undefined && best !== shown && isClearlyBetter(best, shown);
  const chosen = change ? best.kernel : kernel;
  const kernels = asCandidates(ranked, chosen);
  await explainTrials(dump.memory, chosen, trials, pace);
  const initSearch = trials.result(places.names, [kernel, ...others]);
  const isBest = kernels[0]?.current !== false;
  const why = change ? 'notice.kernelsBetter' : isBest ? 'notice.kernels' : 'notice.kernelsFirst';
  return { kernel: chosen, kernels, initSearch, why };
}

/** Which of the kernels is shown, and the message that says so and why. */
interface Choice {
  readonly kernel: LocatedKernel;
  readonly kernels: readonly KernelCandidate[];
  /** What was tried before, where it was judged now. */
  readonly initSearch?: InitSearch;
  readonly why: 'notice.kernels' | 'notice.kernelsBetter' | 'notice.kernelsFirst';
}

function announceKernels(
  { announce }: AnalysisOptions,
  info: DumpInfo,
  { kernels, initSearch, why }: Choice,
): void {
  const judged = { kernels, ...(initSearch !== undefined && { initSearch }) };
  if (kernels.length < 2) {
    announce(judged);
    return;
  }
  const place = kernels.find((candidate) => candidate.current)?.id ?? 1;
  const notice = say(why, { kernels: kernels.length, place });
  announce({ ...judged, info: { ...info, notices: [...info.notices, notice] } });
}

/** Learns the shape, announcing a first table on the way. */
function learn(
  kernel: LocatedKernel,
  scan: LeaderScan,
  { pace, announce, log, progress }: AnalysisOptions,
): Promise<LearnedShape> {
  return learnShape({ space: kernel.space, kernel, pace }, scan, log, (first) => {
    progress.tasksFound(first.tasks.size);
    announce({ shape: taskShape(kernel, first.builder, rowOrder(first)), table: buildTable(kernel, first) });
  });
}

function kernelInfo(kernel: LocatedKernel, names: KernelNames): NonNullable<DumpInfo['kernel']> {
  return {
    wordSize: kernel.space.format.wordSize,
    byteOrder: kernel.space.format.byteOrder,
    ...(names.machine !== undefined && { architecture: names.machine }),
    ...(names.release !== undefined && { release: names.release }),
    ...(names.hostname !== undefined && { hostname: names.hostname }),
    ...(names.banner !== undefined && { banner: names.banner }),
    initTask: kernel.initTask,
    initTaskPhysical: kernel.initPhysical,
    imageDelta: kernel.space.image,
    directMapDelta: kernel.space.directMap,
    evidence: kernel.evidence,
  };
}
