import type { FieldValue, Place, Target, TaskDetail } from '../../../shared/api.ts';
import type { FieldShape, TaskShape } from '../../../shared/shape.ts';
import { COMM_LENGTH, type TaskTable } from '../../../shared/task-table.ts';
import { flagNames } from '../../../shared/task-flags.ts';
import { commText, safeText } from '../../../shared/text.ts';
import { hex, physAddr } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import { MAX_PID_NS_LEVEL } from '../kernel/pids.ts';
import { asUint32, joinHalves, splitWords } from '../kernel/word-view.ts';
import { classifyWords } from './classify-words.ts';
import type { TargetResolver } from './resolve-target.ts';
import { pointerTo, TASK_STRUCTS } from './struct-bases.ts';

/** Reads and explains every recovered field of one task. What the dump does not hold is said so, field by field. */
export function describeTask(
  space: AddressSpace,
  shape: TaskShape,
  table: TaskTable,
  row: number,
  resolver: TargetResolver,
  place: (physical: number) => Place,
): TaskDetail {
  const base = table.physical[row] ?? NaN;
  const structs = structBases(space, shape, base);
  const fields = shape.fields.flatMap((field): FieldValue[] => {
    const start = structs.get(field.struct);
    if (start === undefined || Number.isNaN(start)) return [];
    const at = start + field.offset;
    const bytes = new Uint8Array(Math.ceil(field.width / 8) * 8);
    const held = space.memory.read(physAddr(at), bytes.subarray(0, field.width)) === field.width;
    const pointers = held ? pointersOf(space, field, bytes, resolver) : [];
    const textOf = (): string | Sentence => {
      if (!held) return say('value.notInDump');
      if (isLost(field, table, row))
        return say(field.pinned === undefined ? 'value.damaged' : 'value.notHere');
      return valueText(space, field, bytes, table, row, pointers);
    };
    return [
      {
        name: field.name,
        struct: field.struct,
        kind: field.kind,
        place: place(at),
        offset: field.offset,
        width: field.width,
        text: textOf(),
        pointers,
      },
    ];
  });
  return { row, fields, unknown: classifyWords(space, shape, base, resolver) };
}

/** The table has nothing for this value, though its bytes are in the dump: they are not what they were. */
function isLost(field: FieldShape, table: TaskTable, row: number): boolean {
  const number = {
    pid: table.pid,
    tgid: table.tgid,
    flags: table.flags,
    'cred.uid': table.uid,
    'cred.gid': table.gid,
    'cred.euid': table.euid,
    'cred.egid': table.egid,
  };
  const column = Object.entries(number).find(([name]) => name === field.name)?.[1];
  if (column !== undefined) return Number.isNaN(column[row]);
  if (field.name === 'pid.level' || field.name === 'pid.numbers') {
    const inner = (table.namespaceStart[row] ?? 0) + 1;
    return table.namespacePids.subarray(inner, table.namespaceStart[row + 1]).includes(-1);
  }
  return field.name === 'comm' && table.comm[row * COMM_LENGTH] === 0;
}

/** Physical addresses of the structs a task leads to. */
function structBases(space: AddressSpace, shape: TaskShape, base: number): Map<string, number> {
  const bases = new Map([['task_struct', base]]);
  for (const struct of TASK_STRUCTS) {
    const offset = pointerTo(shape, struct);
    bases.set(struct, offset === undefined ? NaN : space.follow(base + offset));
  }
  return bases;
}

function pointersOf(
  space: AddressSpace,
  field: FieldShape,
  bytes: Uint8Array,
  resolver: TargetResolver,
): Target[] {
  if (field.kind !== 'pointer' && field.kind !== 'list-head') return [];
  const words = splitWords(bytes, space.format);
  const count = field.kind === 'pointer' ? 1 : 2;
  return Array.from({ length: count }, (_, i) =>
    resolver.resolve(joinHalves(words.hi[i] ?? 0, words.lo[i] ?? 0)),
  );
}

function valueText(
  space: AddressSpace,
  field: FieldShape,
  bytes: Uint8Array,
  table: TaskTable,
  row: number,
  pointers: readonly Target[],
): string | Sentence {
  const number = asUint32(bytes, space.format.byteOrder)[0] ?? 0;
  const [first, second] = pointers;
  switch (field.kind) {
    case 'pointer':
      return say('value.pointer', { address: hex(first?.address ?? 0n), target: first?.text ?? '' });
    case 'list-head':
      return say('value.list', { next: first?.text ?? '', prev: second?.text ?? '' });
    case 'chars':
      return say('value.quoted', {
        text: field.name === 'comm' ? commText(table, row) : safeText(bytes),
      });
    case 'u64':
    case 'timespec':
      return timeText(field, space, bytes);
    case 'word': {
      const words = splitWords(bytes, space.format);
      return hex(joinHalves(words.hi[0] ?? 0, words.lo[0] ?? 0));
    }
    case 'u32':
    case 's32':
      return numberText(field, number, table, row);
  }
}

function numberText(field: FieldShape, number: number, table: TaskTable, row: number): string {
  switch (field.name) {
    case 'state': {
      const letter = table.stateLetter[row] ?? 0;
      return letter === 0 ? hex(number) : `${hex(number)} (${String.fromCharCode(letter)})`;
    }
    case 'flags':
      return `${hex(number)} ${flagNames(number).join(' ')}`.trimEnd();
    case 'exit_state':
      return hex(number);
    case 'pid.numbers': {
      const from = table.namespaceStart[row] ?? 0;
      const to = Math.min(table.namespaceStart[row + 1] ?? from, from + MAX_PID_NS_LEVEL + 1);
      return table.namespacePids.subarray(from, to).join(' / ');
    }
    default:
      return String(number);
  }
}

function timeText(field: FieldShape, space: AddressSpace, bytes: Uint8Array): Sentence {
  const pair = field.kind === 'timespec';
  const words = splitWords(bytes, { ...space.format, wordSize: pair ? space.wordSize : 8 });
  const nanoseconds = pair
    ? BigInt(words.lo[0] ?? 0) * 1_000_000_000n + BigInt(words.lo[1] ?? 0)
    : joinHalves(words.hi[0] ?? 0, words.lo[0] ?? 0);
  const seconds = nanoseconds / 1_000_000_000n;
  const rest = String(nanoseconds % 1_000_000_000n).padStart(9, '0');
  return say('value.time', { seconds: Number(seconds), rest });
}
