import type { FieldKind, FieldName } from '../../../shared/fields.ts';
import type { TaskShape } from '../../../shared/shape.ts';
import { FOUND_BY } from '../../../shared/task-table.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { bearsComm } from '../kernel/comm.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import type { LeaderScan } from '../kernel/leader-scan.ts';
import { listMembers, lostLinks } from '../kernel/mend-list.ts';
import { orderList } from '../kernel/order-list.ts';
import { otherLists, otherTexts } from './anchors.ts';
import { judge, ShapeBuilder } from './choice.ts';
import { findCredentials, type CredShape } from './credentials.ts';
import { kernelDescent } from './descent.ts';
import { findFamily, type FamilyShape } from './family.ts';
import { findHidden } from './hidden.ts';
import { findIds, type IdShape } from './ids.ts';
import { findWounds } from './intact.ts';
import { addLostCredentials } from './lost-credentials.ts';
import { addLostPids } from './lost-pids.ts';
import { findFlags } from './kernel-threads.ts';
import { findMm } from './mm.ts';
import { findPidStruct, type PidStructShape } from './pid-struct.ts';
import type { PidTable } from './pid-table.ts';
import { Population } from './population.ts';
import { strictness, type Search } from './search.ts';
import { findExitState, findState } from './state.ts';
import { findThreads } from './threads.ts';
import { findTimes } from './times.ts';
import { withoutMemory } from './unmarked.ts';

/** Everything the search decided, and the tasks it was decided on. */
export interface LearnedShape {
  readonly builder: ShapeBuilder;
  /** True when pages of the dump are visibly lost: zeros are then looked at twice. */
  readonly lossy: boolean;
  /** Numbers of the 4 KiB pages that are not what they were, as far as tasks and what belongs to them tell. */
  readonly lostPages: ReadonlySet<number>;
  /** Share of the links between members of the list that lead nowhere, and members that have lost a page. */
  readonly damage: { readonly lostLinks: number; readonly tasks: number } | undefined;
  /** How many of the first tasks are members of the list. */
  readonly listed: number;
  /** All tasks: leaders in list order, then threads, then hidden ones. */
  readonly tasks: Population;
  /** By which ways each was reached, and by which it should have been: bits of `FOUND_BY`. */
  readonly foundBy: Uint8Array;
  readonly missing: Uint8Array;
  /** Every task that some ring of children names. */
  readonly inTree: ReadonlySet<number>;
  /** What the kernel's table of pids leads to, once it was looked for and found. */
  readonly pidTable?: PidTable;
  /** Threads that are not leaders, each with its leader. */
  readonly leaderOf: ReadonlyMap<number, number>;
  readonly leaderOffset: number;
  readonly family: FamilyShape | undefined;
  readonly ids: IdShape | undefined;
  readonly pid: PidStructShape | undefined;
  readonly cred: CredShape | undefined;
  readonly time: { readonly offset: number; readonly kind: FieldKind } | undefined;
  /** The exit_state most dead tasks show. */
  readonly zombieCode: number | undefined;
}

/** What is looked for once kernel threads and their pids are known. */
const TOLD_BY_PIDS = [
  'mm',
  'active_mm',
  'flags',
  'state',
  'exit_state',
  'start_time',
  'start_boottime',
  'real_cred',
  'cred',
  'cred.uid',
  'cred.gid',
  'cred.euid',
  'cred.egid',
  'thread_pid',
  'pid.numbers',
  'pid.level',
] as const satisfies readonly FieldName[];

/** Told when the parts that a first table needs are known, before the rest is. */
export type OnFirstShape = (learned: LearnedShape) => void;

/** Infers the layout of task_struct from the tasks of the list, stage by stage; what fails is left out and said. */
export async function learnShape(
  base: Pick<Search, 'space' | 'kernel' | 'pace'>,
  scan: Pick<LeaderScan, 'objects'>,
  log: (line: string) => void,
  onFirst: OnFirstShape,
): Promise<LearnedShape> {
  const builder = new ShapeBuilder(base.space.wordSize, log);
  const { kernel, pace } = base;
  let members = await allMembers(kernel, scan, log);
  const unlike = damagedTasks(kernel, members);
  // Pages may be lost on which no link, no name and no leader stands: nothing else speaks of them.
  const isHurt = !kernel.accepted.closed || unlike.size > 0;
  await pace.breathe();
  const wounds = findWounds(base.space, members, kernel.span, isHurt);
  await pace.breathe();
  const damaged = new Set([...unlike, ...wounds.damaged]);
  const lossy = isHurt || damaged.size > 0;
  // What is left of a damaged init_task would be taken for its values, on which much depends: rather none at all.
  if (damaged.has(kernel.initPhysical)) members = [NaN, ...members.slice(1)];
  const lostPages = new Set(wounds.pages);
  const loss = kernel.accepted.closed
    ? 0
    : lostLinks(base.space, Float64Array.from(members), kernel.tasksOffset);
  if (lossy) log(`  ${damaged.size} of ${members.length} members have lost a page`);
  const search: Search = {
    ...base,
    builder,
    lossy,
    ...strictness(Math.max(loss, damaged.size / members.length)),
  };
  const leaders = new Population(search.space, members, kernel.span, damaged);
  recordAnchors(search, leaders);

  const family = await findFamily(search, leaders);
  const threads = await findThreads(search, leaders);
  const hidden = findHidden(search, leaders, family, threads);
  const tasks = leaders
    .with([...threads.threads.keys()].filter((thread) => !leaders.has(thread)))
    .with(hidden.tasks);
  const leaderOf = new Map([...threads.threads, ...hidden.leaderOf]);
  const foundBy = Uint8Array.from(tasks.bases, (base, row) => {
    if (row < leaders.size) return FOUND_BY.list | (hidden.inTree.has(base) ? FOUND_BY.tree : 0);
    if (threads.threads.has(base)) return FOUND_BY.threads;
    return hidden.inTree.has(base) ? FOUND_BY.tree : FOUND_BY.named;
  });
  await pace.breathe();

  const parents =
    family === undefined
      ? new Float64Array(tasks.size).fill(NaN)
      : tasks.places(family.realParent, kernel.initTask);
  const ids = findIds(search, tasks, leaderOf, parents);
  const first: LearnedShape = {
    builder,
    lossy,
    lostPages,
    damage: lossy ? { lostLinks: loss, tasks: damaged.size } : undefined,
    listed: leaders.size,
    tasks,
    foundBy,
    missing: new Uint8Array(tasks.size),
    inTree: hidden.inTree,
    leaderOf,
    leaderOffset: threads.leaderOffset,
    family,
    ids,
    pid: undefined,
    cred: undefined,
    time: undefined,
    zombieCode: undefined,
  };
  onFirst(first);
  await pace.breathe();
  if (ids === undefined) {
    for (const name of TOLD_BY_PIDS) builder.absent(name, say('absent.byPid'));
    return first;
  }

  const pids = tasks.numbers(ids.pid);
  const { rows, columns } = tasks.learned;
  const nobody = tasks.sample([], tasks.span);
  const descent = kernelDescent(tasks, pids, processParents(tasks, parents, leaderOf), kernel.accepted.lost);
  const among = (kernel: ReadonlySet<number>) => rows.map((row) => kernel.has(row));
  findMm(search, columns, among(descent), tasks, descent, leaderOf);
  const byDescent = descent.size > 1;
  if (!byDescent) findState(search, nobody, columns, tasks);
  const kernelRows = byDescent ? descent : withoutMemory(search, tasks, leaderOf);
  const isKernel = among(kernelRows);
  findFlags(search, columns, isKernel, tasks, kernelRows);
  await pace.breathe();
  const cred = findCredentials(search, columns, isKernel, tasks, kernelRows);
  await pace.breathe();
  const pid = findPidStruct(search, tasks, ids.pid);
  await pace.breathe();
  const time = findTimes(search, tasks, kernel.accepted.tasks.length, pids, parents);
  await pace.breathe();

  const deadRows = findDead(search, tasks, kernelRows, leaderOf, pid?.pointer);
  const deadSet = new Set(deadRows);
  const livingRows = rows.filter((row) => !deadSet.has(row));
  const dead = tasks.sample(deadRows.slice(0, 256), tasks.span);
  const living = tasks.sample(livingRows, tasks.span);
  const zombieCode = findExitState(search, dead, living, tasks);
  findState(search, dead, living, tasks);
  addLostCredentials(lostPages, search.space, tasks.bases, cred?.pointer);
  if (lossy) addLostPids(lostPages, search.space, tasks.bases, pid);
  return { ...first, pid, cred, time, zombieCode };
}

/** All members of the list: as it was walked, or, where it is broken, with those beyond the breaks, in its order. */
async function allMembers(
  kernel: LocatedKernel,
  scan: Pick<LeaderScan, 'objects'>,
  log: (line: string) => void,
): Promise<readonly number[]> {
  const { accepted, space, tasksOffset, initPhysical, initTask } = kernel;
  if (accepted.closed) return accepted.tasks;
  const more = listMembers(kernel, await scan.objects());
  if (more.length > 0) log(`  the list is broken; ${more.length} more of its members lie beyond`);
  const known = [...accepted.tasks, ...more].slice(1);
  return orderList(space, tasksOffset, { physical: initPhysical, address: initTask }, known).tasks;
}

/** Members without a name or without themselves as leader: something of theirs is lost. */
function damagedTasks(kernel: LocatedKernel, members: readonly number[]): Set<number> {
  const { space, accepted, commOffset } = kernel;
  const bases = Float64Array.from(members);
  const selves = accepted.selfOffsets.map((offset) =>
    space.physicalColumn(space.gatherWords(bases.map((base) => base + offset))),
  );
  return new Set(
    members.filter(
      (base, i) => !bearsComm(space, base + commOffset) || !selves.some((column) => column[i] === base),
    ),
  );
}

/** What locating the kernel already proved: the list itself, and where names stand. */
function recordAnchors({ builder, kernel }: Search, leaders: Population): void {
  const names = leaders.bytes(kernel.commOffset, 16);
  builder.found(
    'tasks',
    kernel.tasksOffset,
    say('relation.tasks'),
    { satisfied: leaders.size, tested: leaders.size, exceptions: [] },
    otherLists(kernel),
  );
  builder.found(
    'comm',
    kernel.commOffset,
    say('relation.comm'),
    judge(leaders.size, (row) => {
      const comm = names.subarray(row * 16, row * 16 + 16);
      return comm[0] !== 0 && comm.includes(0);
    }),
    otherTexts(leaders.learned.columns, kernel.commOffset),
  );
}

/** Parents by process: a thread's is its leader, so that descent can be followed through threads. */
function processParents(
  tasks: Population,
  parents: Float64Array,
  leaderOf: ReadonlyMap<number, number>,
): Float64Array {
  return parents.map((parent, row) => leaderOf.get(tasks.bases[row] ?? NaN) ?? parent);
}

/** User processes that have given back their memory: zombies, but for one that is just dying. */
function findDead(
  search: Search,
  tasks: Population,
  kernelRows: ReadonlySet<number>,
  leaderOf: ReadonlyMap<number, number>,
  pidPointer: number | undefined,
): number[] {
  const mm = search.builder.offset('mm');
  if (mm === undefined) return [];
  const words = tasks.words(mm);
  const dead = Array.from({ length: tasks.size }, (_, row) => row).filter(
    (row) =>
      words.lo[row] === 0 &&
      words.hi[row] === 0 &&
      !kernelRows.has(row) &&
      !leaderOf.has(tasks.bases[row] ?? NaN),
  );
  // What has been released has no number any more (__change_pid, kernel/pid.c); zombies keep theirs.
  const pids = pidPointer === undefined ? undefined : tasks.words(pidPointer);
  const waiting = dead.filter((row) => pids?.lo[row] !== 0 || pids.hi[row] !== 0);
  return waiting.length > 0 ? waiting : dead;
}

/**
 * The finished shape for the view: everything found, everything missing. `order`: which task each table row shows;
 * evidence names its exceptions by table row.
 */
export function taskShape(
  search: Pick<Search, 'space'>,
  builder: ShapeBuilder,
  order: readonly number[],
): TaskShape {
  const { wordSize, byteOrder } = search.space.format;
  const rowOf = new Map(order.map((task, row) => [task, row]));
  const fields = [...builder.fields.values()]
    .map((field) => ({
      ...field,
      evidence: {
        ...field.evidence,
        exceptions: field.evidence.exceptions.flatMap((task) => rowOf.get(task) ?? []),
      },
    }))
    .sort((a, b) => a.struct.localeCompare(b.struct) || a.offset - b.offset);
  const inTask = fields.filter((field) => field.struct === 'task_struct');
  const end = Math.max(0, ...inTask.map((field) => field.offset + field.width));
  return {
    wordSize,
    byteOrder,
    extent: Math.ceil((end + 16 * wordSize) / 64) * 64,
    fields,
    missing: [...builder.missing.values()],
  };
}
