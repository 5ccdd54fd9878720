import type { RunnerUp } from '../../../shared/shape.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { Columns } from '../kernel/columns.ts';
import { holdsMostly } from './choice.ts';
import type { Search } from './search.ts';

/** How far into struct cred its members are looked for. */
export const CRED_SPAN = 0xc0;
/** How far into user_struct its uid is looked for. */
const USER_SPAN = 0x200;

/** Where in struct cred the ids lie, and what says so. */
export interface Ids {
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
  readonly egid: number;
  readonly relation: Sentence;
  /** Whether all eight stand side by side, uid first. */
  readonly consecutive: boolean;
  /** Other places for the id that lies at this one. */
  readonly runnersUp: (offset: number) => RunnerUp[];
}

/**
 * The ids of a shuffled cred: two families of four columns that agree in (almost) every task and are zero for kernel
 * threads. No shape tells users from groups; a pointer does: `user` leads to a struct that holds the uid and that
 * all tasks of one uid share. Which of the four is which only those show who act for another: `everybody` is asked.
 */
export function scatteredIds(
  search: Search,
  pointees: Columns,
  isKernel: readonly boolean[],
  everybody: () => Columns,
): Ids | undefined {
  const families: number[][] = [];
  for (let offset = 0; offset + 4 <= CRED_SPAN; offset += 4) {
    const column = pointees.numbers(offset);
    if (column.every((value) => value === 0) || arePointers(pointees, offset)) continue;
    if (
      !holdsMostly(pointees.rows, search.quorum, (row) =>
        isKernel[row] === true ? column[row] === 0 : undefined,
      )
    )
      continue;
    const family = families.find(([first = 0]) => agree(search, pointees.numbers(first), column));
    if (family === undefined) families.push([offset]);
    else family.push(offset);
  }
  const fours = families.flatMap((family) => split(pointees, family));
  if (fours.length === 0) return undefined;
  const all = everybody();
  const told = fours
    .map((family) => ({ family, user: userOf(search, all, family) }))
    .sort((a, b) => (b.user?.agreement ?? 0) - (a.user?.agreement ?? 0));
  const [users] = told;
  if (users?.user === undefined) return undefined;
  const groups = fours.find((family) => family !== users.family) ?? users.family;
  const [uid, euid] = realAndEffective(all, users.family, users.user.real);
  const [gid, egid] = realAndEffective(all, groups);
  return {
    uid,
    gid,
    euid,
    egid,
    relation: say('relation.idsScattered'),
    consecutive: false,
    runnersUp: (offset) =>
      [users.family, groups]
        .filter((family) => family.includes(offset))
        .flat()
        .filter((other) => other !== offset)
        .map((other) => ({
          offset: other,
          satisfied: all.rows - differ(all, offset, other),
          tested: all.rows,
          reason: say('lost.ids.acting'),
        })),
  };
}

/** Whether the words that these numbers stand in lead somewhere, wherever they are not zero: few tasks have a keyring. */
function arePointers(pointees: Columns, offset: number): boolean {
  const word = offset - (offset % pointees.space.wordSize);
  const targets = pointees.targets(word);
  const { lo, hi } = pointees.words(word);
  // Where memory begins at address zero, ids themselves would lead somewhere: to where nothing is kept.
  const isSet = (row: number): boolean => lo[row] !== 0 || hi[row] !== 0;
  const leads = (row: number): boolean =>
    !Number.isNaN(targets[row]) && ((lo[row] ?? 0) >= 0x1_0000 || hi[row] !== 0);
  return holdsMostly(pointees.rows, 0.5, (row) => (isSet(row) ? leads(row) : undefined));
}

/** Tasks in which two columns of numbers differ. */
function differ(pointees: Columns, one: number, other: number): number {
  const numbers = pointees.numbers(other);
  return pointees.numbers(one).reduce((sum, id, row) => sum + Number(id !== numbers[row]), 0);
}

/** Families of four. Where groups are numbered like users, all eight are in one: the three nearest to one of them are its own. */
function split(pointees: Columns, family: readonly number[]): number[][] {
  const [first = 0, ...others] = family;
  if (family.length === 4) return [[...family]];
  if (family.length !== 8) return [];
  const near = others.sort((a, b) => differ(pointees, first, a) - differ(pointees, first, b) || a - b);
  return [[first, ...near.slice(0, 3)], near.slice(3)];
}

/**
 * The real and the effective id of a family of four. Effective and file system id change together in all programs but
 * the rarest, whatever else a program sets: they are the two that differ least. Of the other two, the real id differs
 * more from them, since a program that acts for another user keeps it while the saved id follows the effective one.
 * `known`: the real id, where something else has told it.
 */
function realAndEffective(
  pointees: Columns,
  family: readonly number[],
  known?: number,
): [real: number, effective: number] {
  const open = family.filter((offset) => offset !== known);
  const pairs = open.flatMap((one, at) => open.slice(at + 1).map((other): [number, number] => [one, other]));
  const [[effective, filesystem] = [0, 0]] = pairs.sort(
    (a, b) => differ(pointees, ...a) - differ(pointees, ...b) || b[0] - a[0],
  );
  const [real = effective] = open
    .filter((offset) => offset !== effective && offset !== filesystem)
    .sort((a, b) => differ(pointees, b, effective) - differ(pointees, a, effective) || a - b);
  return [known ?? real, effective];
}

/** The same number wherever either shows somebody: zeros, which most tasks of most systems have, do not count. */
const agree = (search: Search, one: Uint32Array, other: Uint32Array): boolean =>
  holdsMostly(one.length, search.quorum, (row) =>
    one[row] === 0 && other[row] === 0 ? undefined : one[row] === other[row],
  );

/**
 * How well some pointer of the cred leads to a struct that holds these numbers and is shared by exactly the tasks that
 * have them. It is the real id that the struct is chosen by (set_user, kernel/sys.c): `real` is the one of the family
 * that agrees in more tasks than the others, if one does.
 */
function userOf(
  search: Search,
  pointees: Columns,
  family: readonly number[],
): { agreement: number; real: number | undefined } | undefined {
  const numbers = pointees.numbers(family[0] ?? 0);
  const { wordSize } = search.space;
  let best: { agreement: number; real: number | undefined } | undefined;
  for (let pointer = 0; pointer + wordSize <= CRED_SPAN; pointer += wordSize) {
    const targets = pointees.targets(pointer);
    if (!holdsMostly(pointees.rows, search.quorum, (row) => !Number.isNaN(targets[row]))) continue;
    const users = new Columns(search.space, targets, USER_SPAN);
    for (const offset of users.offsets(4)) {
      const column = users.numbers(offset);
      if (!holdsMostly(pointees.rows, search.quorum, (row) => column[row] === numbers[row])) continue;
      // One struct a user: what belongs to a single task would hold its number as well.
      if (new Set(targets).size > new Set(column).size + 1) continue;
      const agreements = family
        .map((member) => ({ member, agreement: same(pointees.numbers(member), column) }))
        .sort((a, b) => b.agreement - a.agreement);
      const [most, second] = agreements;
      if (most === undefined || most.agreement <= (best?.agreement ?? 0)) continue;
      best = {
        agreement: most.agreement,
        real: most.agreement > (second?.agreement ?? 0) ? most.member : undefined,
      };
    }
  }
  return best;
}

const same = (one: Uint32Array, other: Uint32Array): number =>
  one.reduce((count, id, row) => count + Number(id === other[row]), 0);
