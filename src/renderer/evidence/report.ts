import type { StageTiming } from '../../shared/api.ts';
import type { DumpInfo, KernelCandidate } from '../../shared/dump-info.ts';
import type { Problem } from '../../shared/errors.ts';
import { english, isSentence } from '../../shared/i18n/english.ts';
import { initSearchJson, type InitSearch } from '../../shared/init-search.ts';
import { taskFirst, unsoughtFields, type TaskShape } from '../../shared/shape.ts';
import { givenAway, waysOf, type WayId } from '../../shared/cross-view.ts';
import { isDisputed, isHidden } from '../../shared/task-table.ts';
import { hex } from '../../shared/units.ts';
import type { TreeModel } from '../tree/tree-model.ts';

/** All that is needed to say how a dump was understood; of one that was not, shape and tree are lacking. */
export interface ReportSource {
  readonly info: DumpInfo;
  readonly timings: readonly StageTiming[];
  readonly initSearch?: InitSearch | undefined;
  /** Why the analysis ended early, if it did. */
  readonly problem?: Problem | undefined;
  readonly kernels?: readonly KernelCandidate[] | undefined;
  readonly shape?: TaskShape | undefined;
  readonly tree?: TreeModel | undefined;
  /** Of the file, where it has been computed. */
  readonly sha256?: string | undefined;
  readonly version: string;
  readonly writtenAt: Date;
}

/** A task that not every way leads to that should. */
export interface Disagreement {
  readonly row: number;
  readonly foundBy: readonly WayId[];
  readonly missingFrom: readonly WayId[];
}

const MOST = 1000;

/** The hidden and the disputed tasks, in table order. */
export function disagreements({ table }: TreeModel): readonly Disagreement[] {
  const found: Disagreement[] = [];
  for (let row = 0; row < table.count && found.length < MOST; row++) {
    if (!isHidden(table, row) && !isDisputed(table, row)) continue;
    found.push({ row, foundBy: waysOf(table, row, 'yes'), missingFrom: waysOf(table, row, 'no') });
  }
  return found;
}

const task = ({ tree }: ReportSource, row: number) => ({
  comm: tree?.names[row] ?? '?',
  pid: tree?.table.pid[row] ?? null,
  address: hex(tree?.table.address[row] ?? 0n),
});

/** The report as plain data; addresses are strings, which no number type cuts off. */
export const reportData = (source: ReportSource) => ({
  program: `Taskshape ${source.version}`,
  writtenAt: source.writtenAt.toISOString(),
  dump: {
    path: source.info.path,
    sizeBytes: source.info.sizeBytes,
    sha256: source.sha256 ?? null,
    format: source.info.formatDetail,
    memoryBytes: source.info.memoryBytes,
    notices: source.info.notices,
  },
  kernel:
    source.info.kernel === undefined
      ? null
      : {
          architecture: source.info.kernel.architecture ?? null,
          release: source.info.kernel.release ?? null,
          hostname: source.info.kernel.hostname ?? null,
          banner: source.info.kernel.banner ?? null,
          wordSize: source.info.kernel.wordSize,
          byteOrder: source.info.kernel.byteOrder,
          initTask: hex(source.info.kernel.initTask),
          imageDelta: hex(source.info.kernel.imageDelta),
          directMapDelta: hex(source.info.kernel.directMapDelta),
          evidence: source.info.kernel.evidence,
        },
  problem: source.problem ?? null,
  kernels: (source.kernels ?? []).map(({ initTask, initTaskPhysical, ...known }) => ({
    ...known,
    initTask: hex(initTask),
    initTaskPhysical: Number.isNaN(initTaskPhysical) ? null : hex(initTaskPhysical),
  })),
  /** What was tried as init_task, the one that was taken first. */
  initTask: source.initSearch === undefined ? null : initSearchJson(source.initSearch, source.info.kernel),
  stages: source.timings,
  counts:
    source.tree === undefined
      ? null
      : { processes: source.tree.processes, threads: source.tree.threads, hidden: source.tree.hidden },
  disagreements: source.tree === undefined ? [] : disagreementsData(source, source.tree),
  fields: taskFirst(source.shape?.fields ?? []).map(({ name, struct, offset, width, evidence, pinned }) => ({
    name,
    struct,
    offset: hex(offset),
    width,
    /** Where the user, not the search, has put it. */
    pinned: pinned !== undefined,
    relation: evidence.relation,
    satisfied: evidence.satisfied,
    tested: evidence.tested,
    exceptions: evidence.exceptions.map((row) => task(source, row)),
    runnersUp: evidence.runnersUp.map((loser) => ({ ...loser, offset: hex(loser.offset) })),
  })),
  missing: (source.shape?.missing ?? []).map(({ name, reason, runnersUp }) => ({
    name,
    reason,
    runnersUp: runnersUp.map((loser) => ({ ...loser, offset: hex(loser.offset) })),
  })),
  notSearchedFor: source.shape === undefined ? [] : unsoughtFields(source.shape),
});

const disagreementsData = (source: ReportSource, tree: TreeModel) =>
  disagreements(tree).map(({ row, ...ways }) => ({
    ...task(source, row),
    ...ways,
    sentence: givenAway(tree.table, row),
  }));

export const reportJson = (source: ReportSource): string =>
  `${JSON.stringify(reportData(source), withText, 2)}\n`;

/** Sentences are told by their key and values, and in English. */
const withText = (_: string, value: unknown): unknown =>
  isSentence(value) ? { text: english(value), ...value } : value;
