import { failure } from '../../../shared/errors.ts';
import { FIELDS, type FieldKind, type FieldName } from '../../../shared/fields.ts';
import { findField, type FieldShape, type RunnerUp, type TaskShape } from '../../../shared/shape.ts';
import type { TaskTable } from '../../../shared/task-table.ts';
import type { KernelPlace } from '../kernel/locate-kernel.ts';
import { uncertainValues } from '../../../shared/uncertain.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { ShapeBuilder, widthOf } from '../shape/choice.ts';
import { findWounds } from '../shape/intact.ts';
import { addLostCredentials } from '../shape/lost-credentials.ts';
import { addLostPids } from '../shape/lost-pids.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';
import { Population } from '../shape/population.ts';
import { buildTable } from './build-table.ts';
import { judgePin } from './judge-pin.ts';

/** Where the user says that fields lie: bytes from the start of each field's struct. */
export type Pins = ReadonlyMap<FieldName, number>;

/** Members of a struct are not looked for beyond this, in bytes. */
const MAX_OFFSET = 0x4000;

/** What a dump was understood to say: the shape and the tasks read by it. */
export interface Reading {
  readonly shape: TaskShape;
  readonly table: TaskTable;
}

/**
 * Throws `bad-request` for a place where the field cannot be: not a whole number within the struct, or a field that
 * the tasks themselves were found by.
 */
export function checkPin(name: FieldName, offset: number): void {
  if (name === 'tasks') throw failure('bad-request', say('failure.pinTasks'));
  if (!Number.isInteger(offset) || offset < 0 || offset > MAX_OFFSET)
    throw failure('bad-request', say('failure.pinPlace', { field: name }), {
      expected: say('expected.pin', { most: MAX_OFFSET }),
    });
}

/**
 * The same tasks read again with fields where the user put them. Every relation the user's places break shows in
 * their evidence; rows keep their order, so that what is selected stays selected.
 *
 * `found` is what the search found, without any pins.
 */
export function readPinned(kernel: KernelPlace, found: Reading, pins: Pins): Reading {
  if (pins.size === 0) return found;
  const pinned: TaskShape = {
    ...found.shape,
    fields: [
      ...found.shape.fields.filter(({ name }) => !pins.has(name)),
      ...[...pins].map(([name, offset]) => movedField(found.shape, name, offset)),
    ],
    missing: found.shape.missing.filter(({ name }) => !pins.has(name)),
  };
  const learned = learnedFrom(kernel, pinned, found);
  const table = buildTable(kernel, learned, [...found.table.physical.keys()]);
  const fields = pinned.fields
    .map((field) =>
      field.pinned === undefined
        ? field
        : {
            ...field,
            evidence: { ...judgePin(kernel.space, field, table), runnersUp: field.evidence.runnersUp },
          },
    )
    .sort((a, b) => a.struct.localeCompare(b.struct) || a.offset - b.offset);
  const end = Math.max(0, ...fields.filter(inTask).map((field) => field.offset + field.width));
  return { shape: { ...pinned, fields, extent: Math.max(pinned.extent, end) }, table };
}

const inTask = (field: FieldShape): boolean => field.struct === 'task_struct';

function movedField(shape: TaskShape, name: FieldName, offset: number): FieldShape {
  const before = findField(shape, name);
  const kind: FieldKind = before?.kind ?? FIELDS[name].kind;
  return {
    name,
    struct: FIELDS[name].struct,
    kind,
    offset,
    width: before?.width ?? widthOf(kind, shape.wordSize),
    evidence: {
      relation: say('pinned.untested'),
      satisfied: 0,
      tested: 0,
      exceptions: [],
      runnersUp: otherPlaces(shape, name, offset),
    },
    ...(before?.stride !== undefined && { stride: before.stride }),
    pinned: before === undefined ? {} : { found: before.offset },
  };
}

/** What the search considered for a field, its own choice first. */
function otherPlaces(shape: TaskShape, name: FieldName, pinned: number): readonly RunnerUp[] {
  const found = findField(shape, name);
  const considered =
    found === undefined
      ? (shape.missing.find((missing) => missing.name === name)?.runnersUp ?? [])
      : [
          {
            offset: found.offset,
            satisfied: found.evidence.satisfied,
            tested: found.evidence.tested,
            reason: say('lost.found'),
          },
          ...found.evidence.runnersUp,
        ];
  return considered.filter(({ offset }) => offset !== pinned);
}

/** Pages that the search took for lost: none where it knows all of every task. */
function lostPages({ space, span }: KernelPlace, { shape, table }: Reading): ReadonlySet<number> {
  const rows = [...table.physical.keys()];
  if (rows.every((row) => uncertainValues(table, row).length === 0)) return new Set();
  const leaders = rows.filter((row) => table.leader[row] === row).map((row) => table.physical[row] ?? NaN);
  const pages = new Set(findWounds(space, leaders, span, true).pages);
  addLostCredentials(pages, space, table.physical, findField(shape, 'real_cred')?.offset);
  addLostPids(pages, space, table.physical, pidStruct(shape));
  return pages;
}

/** What the search would have handed on, had it decided this shape for the tasks it found. */
function learnedFrom(kernel: KernelPlace, shape: TaskShape, found: Reading): LearnedShape {
  const { table } = found;
  const builder = new ShapeBuilder(shape.wordSize, () => undefined);
  for (const field of shape.fields) builder.fields.set(field.name, field);
  const offset = (name: FieldName) => builder.offset(name);
  const bases = [...table.physical];
  const leaderOf = new Map<number, number>();
  table.leader.forEach((leader, row) => {
    if (leader >= 0 && leader !== row) leaderOf.set(bases[row] ?? NaN, bases[leader] ?? NaN);
  });
  const pid = offset('pid');
  const tgid = offset('tgid');
  const realParent = offset('real_parent');
  const time = findField(shape, 'start_boottime') ?? findField(shape, 'start_time');
  return {
    builder,
    lostPages: lostPages(kernel, found),
    damage: undefined,
    lossy: true, // zeros are looked at twice: costs little, and is never wrong
    listed: bases.length,
    tasks: new Population(kernel.space, bases, kernel.span),
    foundBy: table.foundBy,
    missing: table.missing,
    inTree: new Set(),
    leaderOf,
    leaderOffset: offset('group_leader') ?? 0,
    family:
      realParent === undefined
        ? undefined
        : {
            selfOffsets: [], // how the family is found, not how it is read
            realParent,
            children: offset('children'),
            sibling: offset('sibling'),
            owner: new Map(),
            walked: new Set(),
          },
    ids: pid === undefined || tgid === undefined ? undefined : { pid, tgid },
    pid: pidStruct(shape),
    cred: credentials(shape),
    time: time && { offset: time.offset, kind: time.kind },
    zombieCode: zombieCode(table),
  };
}

function pidStruct(shape: TaskShape): LearnedShape['pid'] {
  const pointer = findField(shape, 'thread_pid')?.offset;
  const numbers = findField(shape, 'pid.numbers');
  if (pointer === undefined || numbers === undefined) return undefined;
  const level = findField(shape, 'pid.level')?.offset;
  return { pointer, numbers: numbers.offset, stride: numbers.stride, level };
}

function credentials(shape: TaskShape): LearnedShape['cred'] {
  const at = (name: FieldName) => findField(shape, name)?.offset;
  const pointer = at('real_cred');
  const [uid, gid, euid, egid] =
    pointer === undefined
      ? [at('uid'), at('gid'), at('euid'), at('egid')]
      : [at('cred.uid'), at('cred.gid'), at('cred.euid'), at('cred.egid')];
  if (uid === undefined && gid === undefined && euid === undefined && egid === undefined) return undefined;
  return { pointer, uid: uid ?? NaN, gid: gid ?? NaN, euid: euid ?? NaN, egid: egid ?? NaN };
}

const ZOMBIE = 'Z'.charCodeAt(0);

/** What exit_state holds in the tasks that are shown as zombies. */
function zombieCode(table: TaskTable): number | undefined {
  const row = table.stateLetter.indexOf(ZOMBIE);
  return row < 0 ? undefined : table.exitState[row];
}
