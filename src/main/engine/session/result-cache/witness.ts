import { createHash } from 'node:crypto';
import type { FieldShape, TaskShape } from '../../../../shared/shape.ts';
import type { TaskTable } from '../../../../shared/task-table.ts';
import { physAddr } from '../../../../shared/units.ts';
import type { OpenedDump } from '../../format/dump-format.ts';
import type { AddressSpace } from '../../kernel/address-space.ts';
import { sampleRows } from '../../kernel/sample-rows.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { pointerTo, TASK_STRUCTS, type TaskStruct } from '../struct-bases.ts';

/** Tasks of which every byte counts. Counters of the scheduler lie among them: no two moments of a machine are alike. */
const WHOLE_TASKS = 128;
/** Tasks of which the fields count where each page has to be decoded first. */
const ENCODED_TASKS = 512;
/** Fields that lie no farther apart than this are read in one go, in bytes. */
const NEIGHBOURS = 128;
/** Pages of memory, evenly spread. */
const PAGES = 64;
const PAGE_BYTES = 4096;

type Span = Pick<FieldShape, 'offset' | 'width'>;

/**
 * A digest of the bytes that a result rests on: every recovered field of every task, in the task itself and in the
 * structs it leads to, whole structs of some tasks, and pages spread over the memory. The fields hold the links of all
 * lists, so a task that came, went or moved shows in the bytes of its neighbours. Where the digest is what it was, the
 * tree is what these bytes say.
 *
 * Where pages are stored packed, the fields of 512 tasks stand for all: there nothing changes without changing the file
 * from that place on.
 */
export function witnessOf(
  dump: Pick<OpenedDump, 'format' | 'detail' | 'memory'>,
  space: AddressSpace,
  shape: TaskShape,
  table: TaskTable,
): string {
  const { memory } = dump;
  const hash = createHash('sha256').update(`${dump.format} ${JSON.stringify(dump.detail)} ${shape.extent}\n`);
  for (const { start, length, file } of memory.runs) hash.update(`${start} ${length} ${file ?? ''}\n`);
  const isEncoded = memory.runs.some((run) => run.file === undefined);
  const tasks = isEncoded ? pick(table.physical, ENCODED_TASKS) : table.physical;
  for (const struct of ['task_struct', ...TASK_STRUCTS] as const) {
    const spans = spansOf(shape.fields.filter((field) => field.struct === struct));
    if (spans.length === 0) continue;
    const bases = struct === 'task_struct' ? tasks : follow(space, shape, tasks, struct);
    for (const span of spans) hash.update(bytesOf(memory, bases, span));
  }
  hash.update(bytesOf(memory, pick(tasks, WHOLE_TASKS), { offset: 0, width: shape.extent }));
  hash.update(bytesOf(memory, spreadPages(memory), { offset: 0, width: PAGE_BYTES }));
  return hash.digest('hex');
}

const pick = (tasks: Float64Array, count: number): Float64Array =>
  Float64Array.from(sampleRows(tasks.length, count), (row) => tasks[row] ?? NaN);

/** The bytes that fields cover; what lies between two neighbours counts as well, since one copy costs less than two. */
function spansOf(fields: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const { offset, width } of fields.toSorted((one, other) => one.offset - other.offset)) {
    const last = spans.at(-1);
    if (last === undefined || offset > last.offset + last.width + NEIGHBOURS) spans.push({ offset, width });
    else
      spans[spans.length - 1] = {
        offset: last.offset,
        width: Math.max(last.width, offset + width - last.offset),
      };
  }
  return spans;
}

function bytesOf(memory: PhysicalMemory, bases: Float64Array, { offset, width }: Span): Uint8Array {
  const bytes = new Uint8Array(bases.length * width);
  memory.gather(
    bases.map((base) => base + offset),
    width,
    bytes,
  );
  return bytes;
}

function follow(
  space: AddressSpace,
  shape: TaskShape,
  tasks: Float64Array,
  struct: TaskStruct,
): Float64Array {
  const offset = pointerTo(shape, struct);
  if (offset === undefined) return new Float64Array(0);
  return space.physicalColumn(space.gatherWords(tasks.map((base) => base + offset)));
}

/** Pages at even distances through all that the dump holds. */
function spreadPages(memory: PhysicalMemory): Float64Array {
  const step = memory.size / PAGES;
  const pages: number[] = [];
  let before = 0;
  for (const { start, length } of memory.runs) {
    for (; pages.length < PAGES && pages.length * step < before + length;) {
      pages.push(physAddr(start + Math.floor(pages.length * step) - before));
    }
    before += length;
  }
  return Float64Array.from(pages);
}
