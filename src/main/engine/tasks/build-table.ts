import { PF_KTHREAD } from '../../../shared/task-flags.ts';
import { COMM_LENGTH, UNKNOWN_TIME, type TaskTable } from '../../../shared/task-table.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import type { KernelPlace } from '../kernel/locate-kernel.ts';
import { joinHalves } from '../kernel/word-view.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { MAX_PID } from '../kernel/pids.ts';
import { treeLinks } from './links.ts';
import { LostPages } from './lost-pages.ts';
import { namespacePids } from './namespaces.ts';
import { at, readNumbers, readTargets, readTimes } from './read-columns.ts';
import { bitOfParked, stateLetter } from './state-letter.ts';

/**
 * Reads every field of every task, column by column. What is not known yet, or lost, is NaN. Rows are ordered by
 * thread group, then pid; init_task comes first. `order`: which of the learned tasks each row shows.
 */
export function buildTable(
  kernel: KernelPlace,
  learned: LearnedShape,
  order: readonly number[] = rowOrder(learned),
): TaskTable {
  const { space } = kernel;
  const { builder, cred, time } = learned;
  const offset = (name: Parameters<typeof builder.offset>[0]) => builder.offset(name);
  const found = learned.tasks.bases;
  const bases = Float64Array.from(order, (row) => found[row] ?? NaN);
  const rowOf = new Map<number, number>();
  bases.forEach((base, row) => rowOf.set(base, row));
  const row = (base: number): number => rowOf.get(base) ?? -1;

  const lost = new LostPages(space.memory, learned.lostPages);
  const numbers = (addresses: Float64Array) =>
    readNumbers(space, lost.strike(addresses), learned.lossy ? lost : undefined);
  // Root's ids are zero, and so is a lost page: credentials are looked at twice in any dump; few pages hold them all.
  const ids = (addresses: Float64Array) => readNumbers(space, lost.strike(addresses), lost);
  const pid = processIds(numbers(at(bases, learned.ids?.pid)));
  const tgid = processIds(numbers(at(bases, learned.ids?.tgid)));
  const leader = Int32Array.from(bases, (base) => row(learned.leaderOf.get(base) ?? base));
  const parentRows = readRows(kernel, lost.strike(at(bases, learned.family?.realParent)), row);
  const ppid = Float64Array.from(parentRows, (parent, own) =>
    own === 0 ? 0 : parent < 0 ? NaN : (tgid[parent] ?? NaN),
  );
  const links = treeLinks(
    Int32Array.from(parentRows, (parent, own) => {
      if (own === 0) return -1;
      const group = leader[own] ?? -1;
      if (group >= 0 && group !== own) return group;
      return parent < 0 ? -1 : (leader[parent] ?? -1);
    }),
  );

  const comm = new Uint8Array(bases.length * COMM_LENGTH);
  const names = lost.strike(at(bases, offset('comm') ?? kernel.commOffset), COMM_LENGTH);
  space.memory.gather(names, COMM_LENGTH, comm);
  const state = numbers(at(bases, offset('state')));
  const exitState = numbers(at(bases, offset('exit_state')));
  const flags = numbers(at(bases, offset('flags')));
  const creds =
    cred === undefined || cred.pointer !== undefined
      ? readTargets(space, lost.strike(at(bases, cred?.pointer)))
      : bases;
  const namespaces = namespacePids(space, bases, pid, learned.pid, lost);
  const startTime =
    time === undefined
      ? new BigUint64Array(bases.length).fill(UNKNOWN_TIME)
      : readTimes(space, lost.strike(at(bases, time.offset)), time.kind === 'timespec');

  const parkedBit = bitOfParked(state, exitState);

  return {
    count: bases.length,
    address: BigUint64Array.from(bases, (base, own) => (own === 0 ? kernel.initTask : space.toVirtual(base))),
    physical: bases,
    pid,
    tgid,
    ppid,
    comm,
    state,
    exitState,
    stateLetter: Uint8Array.from(state, (value, own) =>
      stateLetter(value, exitState[own] ?? NaN, learned.zombieCode, parkedBit),
    ),
    flags,
    kernelThread: marksKernelThreads(flags)
      ? Uint8Array.from(flags, (value) => (Number.isNaN(value) ? 255 : Number(isMarked(value))))
      : withoutMemory(space, at(bases, offset('mm')), exitState, leader),
    uid: ids(at(creds, cred?.uid)),
    gid: ids(at(creds, cred?.gid)),
    euid: ids(at(creds, cred?.euid)),
    egid: ids(at(creds, cred?.egid)),
    startTime,
    namespaceStart: namespaces.start,
    namespacePids: namespaces.pids,
    ...links,
    leader,
    threads: groupSizes(leader),
    foundBy: Uint8Array.from(order, (from) => learned.foundBy[from] ?? 0),
    missing: Uint8Array.from(order, (from) => learned.missing[from] ?? 0),
  };
}

const isMarked = (flags: number): boolean => (flags & PF_KTHREAD) !== 0;

/** init_task bears the mark in every kernel that has one (since 2.6.27). */
const marksKernelThreads = (flags: Float64Array): boolean =>
  Number.isNaN(flags[0]) ? flags.some(isMarked) : isMarked(flags[0] ?? 0);

/**
 * Who lives without memory of their own: where the kernel does not mark its threads, these are they. `mm`: where the
 * pointers to it lie.
 */
function withoutMemory(
  space: AddressSpace,
  mm: Float64Array,
  exitState: Float64Array,
  leader: Int32Array,
): Uint8Array {
  const { lo, hi } = space.gatherWords(mm);
  return Uint8Array.from(mm, (at, row) => {
    if (row === 0) return 1;
    if (Number.isNaN(at)) return 255;
    return Number(lo[row] === 0 && hi[row] === 0 && !((exitState[row] ?? NaN) > 0) && leader[row] === row);
  });
}

/** Rows of the tasks that pointers at these addresses name; −1 for none of them. init_task may be known by name alone. */
function readRows(
  { space, initTask }: KernelPlace,
  addresses: Float64Array,
  row: (base: number) => number,
): Int32Array {
  const words = space.gatherWords(addresses);
  return Int32Array.from(space.physicalColumn(words), (base, i) =>
    joinHalves(words.hi[i] ?? 0, words.lo[i] ?? 0) === initTask && initTask !== 0n
      ? 0
      : base >= 0
        ? row(base)
        : -1,
  );
}

/** init_task is process 0 by definition, also when it is lost; numbers no kernel gives are not known. */
const processIds = (numbers: Float64Array): Float64Array =>
  numbers.map((number, row) => (row === 0 ? 0 : number > MAX_PID ? NaN : number));

/** init_task, then by thread group and pid; tasks without a readable pid last, as they were found. */
export function rowOrder(learned: LearnedShape): number[] {
  const { tasks, ids } = learned;
  const rows = Array.from({ length: tasks.size }, (_, row) => row);
  if (ids === undefined) return rows;
  const pid = tasks.numbers(ids.pid);
  const tgid = tasks.numbers(ids.tgid);
  const key = (row: number): number =>
    (tgid[row] ?? 0) * 0x1_0000_0000 + (tgid[row] === pid[row] ? 0 : (pid[row] ?? 0));
  const keys = Float64Array.from(rows, (row) => (row === 0 ? -1 : key(row)));
  return rows.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

function groupSizes(leader: Int32Array): Uint32Array {
  const sizes = new Uint32Array(leader.length);
  for (const group of leader) if (group >= 0) sizes[group] = (sizes[group] ?? 0) + 1;
  return Uint32Array.from(leader, (group) => (group >= 0 ? (sizes[group] ?? 0) : 1));
}
