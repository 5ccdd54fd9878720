import * as v from 'valibot';
import { STAGES } from '../../../../shared/api.ts';
import { FIELDS, type FieldName } from '../../../../shared/fields.ts';
import { isSentence } from '../../../../shared/i18n/english.ts';
import { INIT_FATES } from '../../../../shared/init-search.ts';
import { COMM_LENGTH, type TaskTable } from '../../../../shared/task-table.ts';
import type { Sentence } from '../../../../shared/i18n/sentence.ts';
import { treeLinks } from '../../tasks/links.ts';
import type { StoredResult } from './stored-result.ts';

/** What is read from the cache was written by anybody: nothing of it is used before it has passed here. */

/** No struct that holds a task's members is larger. */
const MAX_STRUCT = 64 * 1024;
const MAX_WIDTH = 4096;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.minValue(0));
const offset = v.pipe(count, v.maxValue(MAX_STRUCT));
/** MessagePack has one kind of whole number: small bigints come back as numbers. */
const whole = v.pipe(
  v.union([v.bigint(), v.pipe(v.number(), v.integer())]),
  v.transform((value) => BigInt(value)),
);
const address = v.pipe(whole, v.minValue(0n), v.maxValue(0xffff_ffff_ffff_ffffn));
const text = v.string();
const sentence = v.custom<Sentence>(isSentence);
/** NaN where init_task is not in the dump. */
const physical = v.union([v.nan(), count]);
const fieldName = v.custom<FieldName>((name) => typeof name === 'string' && Object.hasOwn(FIELDS, name));
const wordSize = v.picklist([4, 8]);
const byteOrder = v.picklist(['little', 'big']);

const runnersUp = v.array(v.strictObject({ offset, satisfied: count, tested: count, reason: sentence }));
const evidence = v.pipe(
  v.strictObject({
    relation: sentence,
    satisfied: count,
    tested: count,
    exceptions: v.array(count),
    runnersUp,
  }),
  v.check(
    ({ satisfied, tested }) => satisfied <= tested,
    'A relation is held by more than it was tested on.',
  ),
);

const shape = v.pipe(
  v.strictObject({
    wordSize,
    byteOrder,
    extent: offset,
    fields: v.array(
      v.strictObject({
        name: fieldName,
        struct: v.picklist(['task_struct', 'cred', 'pid', 'signal_struct', 'mm_struct', 'nsproxy']),
        kind: v.picklist(['pointer', 'list-head', 'u32', 's32', 'u64', 'word', 'chars', 'timespec']),
        offset,
        width: v.pipe(count, v.minValue(1), v.maxValue(MAX_WIDTH)),
        evidence,
        stride: v.exactOptional(v.pipe(count, v.maxValue(MAX_WIDTH))),
      }),
    ),
    missing: v.array(v.strictObject({ name: fieldName, reason: sentence, runnersUp })),
  }),
  v.check(({ fields, extent }) => {
    const inTask = fields.filter(({ struct }) => struct === 'task_struct');
    return inTask.every((field) => field.offset + field.width <= extent);
  }, 'A field lies outside of its struct.'),
);

const kernel = v.strictObject({
  wordSize,
  byteOrder,
  architecture: v.exactOptional(text),
  release: v.exactOptional(text),
  hostname: v.exactOptional(text),
  banner: v.exactOptional(text),
  initTask: address,
  initTaskPhysical: physical,
  imageDelta: address,
  directMapDelta: address,
  evidence: v.array(sentence),
});

const kernels = v.array(
  v.strictObject({
    id: count,
    initTask: address,
    initTaskPhysical: physical,
    wordSize: v.picklist([4, 8]),
    byteOrder: v.picklist(['little', 'big']),
    architecture: v.exactOptional(text),
    release: v.exactOptional(text),
    hostname: v.exactOptional(text),
    banner: v.exactOptional(text),
    tasks: count,
    evidence: v.array(sentence),
    current: v.boolean(),
  }),
);

const fate = v.picklist(INIT_FATES);
const initSearch = v.strictObject({
  names: count,
  judged: count,
  trials: v.array(
    v.strictObject({
      fate,
      name: v.exactOptional(count),
      physical: v.exactOptional(physical),
      address: v.exactOptional(address),
      wordSize: v.exactOptional(wordSize),
      byteOrder: v.exactOptional(byteOrder),
      emptyLists: v.exactOptional(count),
      references: v.exactOptional(count),
      list: v.exactOptional(v.strictObject({ offset, members: count, satisfied: count, tested: count })),
      links: v.exactOptional(v.strictObject({ possible: count, held: count })),
    }),
  ),
  rest: v.array(v.strictObject({ fate, names: count })),
  leaders: v.array(
    v.strictObject({
      fate: v.picklist(['unlinked', 'parentless', 'numberless', 'nameless', 'threads', 'list']),
      wordSize,
      byteOrder,
      delta: address,
      selfOffset: v.exactOptional(offset),
      listOffset: v.exactOptional(offset),
      objects: count,
      example: v.exactOptional(amount),
    }),
  ),
});

const numbers = v.instance(Float64Array);
const rows = v.instance(Int32Array);
const bytes = v.instance(Uint8Array);
const words = v.instance(BigUint64Array);
const table = v.pipe(
  v.strictObject({
    count,
    address: words,
    physical: numbers,
    pid: numbers,
    tgid: numbers,
    ppid: numbers,
    comm: bytes,
    state: numbers,
    exitState: numbers,
    stateLetter: bytes,
    flags: numbers,
    kernelThread: bytes,
    uid: numbers,
    gid: numbers,
    euid: numbers,
    egid: numbers,
    startTime: words,
    namespaceStart: v.instance(Uint32Array),
    namespacePids: rows,
    parent: rows,
    firstChild: rows,
    nextSibling: rows,
    leader: rows,
    threads: v.instance(Uint32Array),
    foundBy: bytes,
    missing: bytes,
  }),
  v.check((columns) => isSound(columns), 'The columns do not fit together.'),
);

/** As long as the table says, and no link that leads out of it or round in a circle. */
function isSound(columns: TaskTable): boolean {
  const { count: tasks, comm, namespaceStart, namespacePids, leader } = columns;
  const others = Object.entries(columns).filter(
    ([name]) => !['count', 'comm', 'namespaceStart', 'namespacePids'].includes(name),
  );
  if (tasks === 0 || others.some(([, column]) => !hasLength(column, tasks))) return false;
  if (comm.length !== tasks * COMM_LENGTH || namespaceStart.length !== tasks + 1) return false;
  if (!namespaceStart.every((start, row) => start <= (namespaceStart[row + 1] ?? namespacePids.length)))
    return false;
  if (!columns.parent.every((row) => row >= -1 && row < tasks)) return false;
  if (!leader.every((row) => row >= -1 && row < tasks)) return false;
  if (!columns.stateLetter.every((letter) => letter === 0 || isPrintable(letter))) return false;
  // NaN where a task is not in the dump.
  const places = columns.physical.filter((place) => !Number.isNaN(place));
  if (!places.every((place) => Number.isSafeInteger(place) && place >= 0)) return false;
  if (new Set(places).size !== places.length) return false;
  const links = treeLinks(columns.parent);
  return (['parent', 'firstChild', 'nextSibling'] as const).every((name) =>
    links[name].every((row, own) => row === columns[name][own]),
  );
}

/** An ASCII character that can be seen. */
const isPrintable = (code: number): boolean => code > 0x20 && code < 0x7f;

const hasLength = (column: unknown, length: number): boolean =>
  ArrayBuffer.isView(column) && 'length' in column && column.length === length;

export const RESULT: v.GenericSchema<unknown, StoredResult> = v.pipe(
  v.strictObject({
    witness: text,
    file: v.strictObject({ device: whole, inode: whole, modifiedNs: whole }),
    endedMs: v.pipe(amount, v.maxValue(8.64e15)),
    timings: v.array(v.strictObject({ stage: v.picklist(STAGES), milliseconds: amount, bytesRead: amount })),
    kernel,
    kernels,
    initSearch: v.optional(initSearch),
    commOffset: offset,
    span: offset,
    warnings: v.array(sentence),
    layout: v.optional(
      v.strictObject({
        runs: v.array(v.strictObject({ start: count, length: count, file: count })),
        notices: v.array(sentence),
      }),
    ),
    shape,
    table,
  }),
  v.check(
    (result) =>
      result.shape.wordSize === result.kernel.wordSize && result.shape.byteOrder === result.kernel.byteOrder,
    'Kernel and shape differ in their words.',
  ),
  v.check(
    (result) =>
      result.shape.fields.every(({ evidence: { exceptions } }) =>
        exceptions.every((row) => row < result.table.count),
      ),
    'A field has an exception that is no task.',
  ),
);
