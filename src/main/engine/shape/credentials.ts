import { say } from '../../../shared/i18n/sentence.ts';
import { Columns } from '../kernel/columns.ts';
import { sampleRows } from '../kernel/sample-rows.ts';
import { holdsAllCapabilities } from './capabilities.ts';
import { inlineIds, moved, recordInlineIds, showsPeople } from './inline-ids.ts';
import { intactOnly } from './intact.ts';
import { judge, share, type Verdict } from './choice.ts';
import { Contest, runnerUp } from './contest.ts';
import type { Population } from './population.ts';
import { CRED_SPAN, scatteredIds, type Ids } from './scattered-ids.ts';
import type { Search } from './search.ts';

/** Tasks that are asked which of four ids is which: few programs act for another user. */
const MAX_ASKED = 4096;
/** Kernel threads whose credentials are looked through before a whole column of them is read: many lie on one page. */
const PROBED = 32;

/** Offsets in struct cred. */
export interface CredShape {
  /** Offset in task_struct of real_cred; undefined where the ids stand in the task itself (before 2.6.29). */
  readonly pointer: number | undefined;
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
  readonly egid: number;
}

/** Where pid and tgid, side by side in all headers, are not, members are shuffled: no kernel that has ids in its tasks. */
const isShuffled = ({ builder }: Search): boolean =>
  builder.offset('tgid') !== (builder.offset('pid') ?? NaN) + 4;

/**
 * real_cred and cred: two pointers with the same value (but for a task that overrides its own) to a struct in which
 * the kernel's threads hold all capabilities and only zero ids.
 */
export function findCredentials(
  search: Search,
  columns: Columns,
  isKernel: readonly boolean[],
  tasks: Population,
  kernel: ReadonlySet<number>,
): CredShape | undefined {
  const { builder, space } = search;
  const kernelRows = Array.from(isKernel.keys()).filter((row) => isKernel[row]);
  const probedRows = sampleRows(kernelRows.length, PROBED).map((i) => kernelRows[i] ?? 0);
  const contest = new Contest();
  const found: {
    pointer: number;
    ids: Ids;
    verdict: Verdict;
    misses: number;
    distinct: number;
    adjacent: boolean;
  }[] = [];
  for (const pointer of columns.offsets()) {
    if (builder.isTaken(pointer, space.wordSize)) continue;
    // A page of credentials may be lost where the list of tasks has lost nothing: it counts where pointers lead.
    const places = columns.places(pointer);
    const leads = (row: number): boolean => !Number.isNaN(places[row]);
    if (!contest.mostly(pointer, columns.rows, search.quorum, leads, say('lost.noPointer'))) continue;
    const targets = columns.targets(pointer);
    const probed = new Columns(
      space,
      Float64Array.from(probedRows, (row) => targets[row] ?? NaN),
      CRED_SPAN,
    );
    if (!probedRows.some((_, i) => holdsAllCapabilities(probed, i))) {
      const none = { satisfied: 0, tested: probedRows.length };
      contest.lost(pointer, none, say('lost.cred.incapable'), 1);
      continue;
    }
    if (isOneForAll(kernelRows.map((row) => places[row] ?? NaN))) {
      const none = { satisfied: 1, tested: kernelRows.length };
      contest.lost(pointer, none, say('lost.cred.same'), 1);
      continue;
    }
    const pointees = new Columns(space, intactOnly(space, targets, CRED_SPAN), CRED_SPAN);
    const capable = judge(columns.rows, (row) =>
      isKernel[row] === true && !pointees.isBlank(row) ? holdsAllCapabilities(pointees, row) : undefined,
    );
    if (share(capable) < search.quorum) {
      contest.lost(pointer, capable, say('lost.cred.few'), 2);
      continue;
    }
    const everybody = (): Columns =>
      new Columns(space, tasks.targets(pointer).subarray(0, MAX_ASKED), CRED_SPAN);
    const ids = findIdsIn(search, pointees, isKernel, everybody);
    if (ids === undefined) {
      contest.lost(pointer, capable, say('lost.cred.noIds'), 3);
      continue;
    }
    const uids = pointees.numbers(ids.uid);
    const verdict = judge(columns.rows, (row) => (isKernel[row] === true ? uids[row] === 0 : undefined));
    const twin = pointer + space.wordSize;
    const adjacent =
      twin + space.wordSize <= columns.length &&
      judge(columns.rows, (row) => columns.targets(twin)[row] === targets[row]).satisfied >=
        columns.rows * search.quorum;
    const misses = places.reduce((count, place) => count + Number(Number.isNaN(place)), 0);
    found.push({ pointer, ids, verdict, misses, distinct: new Set(uids).size, adjacent });
  }
  // Somebody shows; every task has some, which it has of the next task's in the slab only by luck.
  found.sort(
    (a, b) =>
      Number(b.distinct > 1) - Number(a.distinct > 1) ||
      a.misses - b.misses ||
      b.distinct - a.distinct ||
      Number(b.adjacent) - Number(a.adjacent) ||
      a.pointer - b.pointer,
  );
  const [best, ...rest] = found;
  // Where nobody shows behind the pointer, ids that the task itself shows are better.
  const isBetterInline = (best === undefined || best.distinct === 1) && !isShuffled(search);
  const inline = isBetterInline ? inlineIds(search, columns, isKernel) : undefined;
  if (best === undefined || inline !== undefined) {
    for (const name of ['real_cred', 'cred', 'cred.uid', 'cred.gid', 'cred.euid', 'cred.egid'] as const) {
      builder.absent(name, say('absent.real_cred'), name.includes('.') ? [] : contest.losers);
    }
    return inline === undefined ? undefined : recordInlineIds(search, inline, tasks, kernel);
  }
  const verdict = verify(tasks, best.pointer);
  const runnersUp = [
    ...rest.map(({ pointer, verdict: other, distinct }) =>
      runnerUp(
        pointer,
        other,
        distinct < best.distinct ? say('lost.cred.fewerUsers') : say('lost.cred.fewer'),
      ),
    ),
    ...contest.losers,
  ];
  builder.found('real_cred', best.pointer, say('relation.real_cred'), verdict, runnersUp);
  const [second] = rest;
  if (second === undefined) builder.absent('cred', say('absent.cred'), contest.losers);
  else
    builder.found('cred', second.pointer, say('relation.cred'), verify(tasks, second.pointer), [
      runnerUp(best.pointer, best.verdict, say('lost.cred.real')),
      ...runnersUp.slice(1),
    ]);
  const { uid, gid, euid, egid } = best.ids;
  const all = new Columns(space, tasks.targets(best.pointer), CRED_SPAN);
  const idsVerdict = best.ids.consecutive
    ? judge(
        tasks.size,
        readsInPairs(all, uid, (row) => kernel.has(row)),
      )
    : judge(tasks.size, (row) => (kernel.has(row) ? all.numbers(uid)[row] === 0 : undefined));
  for (const [name, offset] of [
    ['cred.uid', uid],
    ['cred.gid', gid],
    ['cred.euid', euid],
    ['cred.egid', egid],
  ] as const) {
    builder.found(name, offset, best.ids.relation, idsVerdict, best.ids.runnersUp(offset));
  }
  return { pointer: best.pointer, uid, gid, euid, egid };
}

/**
 * A process is given credentials of its own (copy_creds, kernel/cred.c). What all of the kernel's threads share lies in
 * the kernel image, where init_cred may stand just behind.
 */
function isOneForAll(places: readonly number[]): boolean {
  const held = places.filter((place) => !Number.isNaN(place));
  return held.length > 2 && new Set(held).size === 1;
}

function verify(tasks: Population, pointer: number): Verdict {
  const targets = tasks.targets(pointer);
  return judge(tasks.size, (row) => !Number.isNaN(targets[row]));
}

/** Eight zeros in a row, which root alone leaves, are the last resort: in a shuffled struct they may be anything. */
function findIdsIn(
  search: Search,
  pointees: Columns,
  isKernel: readonly boolean[],
  everybody: () => Columns,
): Ids | undefined {
  const consecutive = consecutiveIds(search, pointees, isKernel);
  const showsSomebody = consecutive !== undefined && pointees.numbers(consecutive.uid).some((id) => id !== 0);
  return showsSomebody ? consecutive : (scatteredIds(search, pointees, isKernel, everybody) ?? consecutive);
}

/** uid, gid, suid, sgid, euid, egid, fsuid, fsgid one after the other (include/linux/cred.h). */
function consecutiveIds(search: Search, pointees: Columns, isKernel: readonly boolean[]): Ids | undefined {
  const contest = new Contest();
  const found: { offset: number; verdict: Verdict; somebody: boolean; fits: boolean }[] = [];
  let capabilities: number | undefined;
  for (let offset = 0; offset + 32 <= CRED_SPAN; offset += 4) {
    const holds = readsInPairs(pointees, offset, (row) => isKernel[row] === true);
    const reason = say('lost.ids');
    if (!contest.mostly(offset, pointees.rows, search.quorum, holds, reason)) continue;
    // Eight zeros fit everywhere: a place where somebody shows is better, or the one the capabilities follow.
    const ids = Array.from({ length: 8 }, (_, i) => pointees.numbers(offset + 4 * i));
    const isBefore = isBeforeCapabilities(pointees, offset);
    const somebody = isBefore || ids[0]?.some((id) => id !== 0) === true;
    const fits = showsPeople(pointees.rows, ids, holds);
    if (isBefore) capabilities ??= offset + 36;
    found.push({ offset, verdict: judge(pointees.rows, holds), somebody, fits });
  }
  // The next object of the slab reads alike for most tasks, and stands behind the task's own and its capabilities.
  const isBehind = ({ offset }: { offset: number }): boolean => offset > (capabilities ?? Infinity);
  found.sort(
    (a, b) =>
      Number(b.somebody) - Number(a.somebody) ||
      Number(isBehind(a)) - Number(isBehind(b)) ||
      Number(b.fits) - Number(a.fits) ||
      (a.fits ? 0 : share(b.verdict) - share(a.verdict)) ||
      a.offset - b.offset,
  );
  const [best, ...rest] = found;
  if (best === undefined) return undefined;
  const { offset } = best;
  const losers = [
    ...rest.map((other) =>
      runnerUp(other.offset, other.verdict, other.somebody ? say('lost.ids.fewer') : say('lost.ids.zeros')),
    ),
    ...contest.losers,
  ];
  return {
    uid: offset,
    gid: offset + 4,
    euid: offset + 16,
    egid: offset + 20,
    relation: say('relation.ids'),
    consecutive: true,
    runnersUp: (member) => moved(losers, member - offset),
  };
}

/** Eight numbers from `offset` on read u, g, u, g, u, g, u, g, all of them zero for the kernel's threads. */
function readsInPairs(
  pointees: Columns,
  offset: number,
  isKernel: (row: number) => boolean,
): (row: number) => boolean | undefined {
  const ids = Array.from({ length: 8 }, (_, i) => pointees.numbers(offset + 4 * i));
  return (row) => {
    if (pointees.isBlank(row)) return undefined;
    if (isKernel(row)) return ids.every((column) => column[row] === 0);
    return ids.every((column, i) => column[row] === ids[i % 2]?.[row]);
  };
}

/**
 * With root alone in the dump every id is zero: the ids are the last eight numbers but one before the capabilities,
 * none to inherit, then those permitted, the lower half first, but in a number of 64 bits whose bytes stand the other
 * way round. Such a number begins at its own alignment.
 */
function isBeforeCapabilities(pointees: Columns, offset: number): boolean {
  const value = (at: number) => pointees.numbers(at)[0] ?? 0;
  const isBigEndian = pointees.space.format.byteOrder === 'big';
  return [offset + 36, offset + 40].some(
    (at) =>
      at + 16 <= CRED_SPAN &&
      (at === offset + 36 || at % 8 === 0) &&
      value(at) === 0 &&
      value(at + 4) === 0 &&
      (value(at + 8) === 0xffff_ffff || (isBigEndian && value(at + 12) === 0xffff_ffff)),
  );
}
