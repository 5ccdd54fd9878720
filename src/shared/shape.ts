import { fieldNames, type FieldKind, type FieldName, type StructName } from './fields.ts';
import type { Sentence } from './i18n/sentence.ts';
import type { ByteOrder, WordSize } from './units.ts';

/** A place that was tried for a field and lost. */
export interface RunnerUp {
  /** Bytes from the start of the struct. */
  readonly offset: number;
  readonly satisfied: number;
  readonly tested: number;
  /** Why another place was preferred. */
  readonly reason: Sentence;
}

/** Why a field is believed to be where it is. */
export interface Evidence {
  /** The relation that chose this place, as a sentence about every task. */
  readonly relation: Sentence;
  /** Tasks (or structs) for which the relation holds … */
  readonly satisfied: number;
  /** … of this many it was tested on. */
  readonly tested: number;
  /** Table rows that break the relation, at most 100 of them. */
  readonly exceptions: readonly number[];
  /** Other places that came close, best first, at most 8. */
  readonly runnersUp: readonly RunnerUp[];
}

/** One recovered field: where it is and what proves it. */
export interface FieldShape {
  readonly name: FieldName;
  readonly struct: StructName;
  readonly kind: FieldKind;
  /** Bytes from the start of the struct. */
  readonly offset: number;
  /** Bytes the field occupies. */
  readonly width: number;
  readonly evidence: Evidence;
  /** Bytes from one element to the next, where the field is the first of several (`pid.numbers`). */
  readonly stride?: number;
  /** Present when the user put the field here; `found`: where the search had it, absent where it had it nowhere. */
  readonly pinned?: { readonly found?: number };
}

/** Where everything lies in this kernel's structures. */
export interface TaskShape {
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  /** Bytes of task_struct that are shown: up to the end of what is known to belong to it. */
  readonly extent: number;
  readonly fields: readonly FieldShape[];
  readonly missing: readonly MissingField[];
}

/** A field that was not found. */
export interface MissingField {
  readonly name: FieldName;
  /** The relation that was lacking. */
  readonly reason: Sentence;
  /** Places that came closest, best first, at most 8. */
  readonly runnersUp: readonly RunnerUp[];
}

/** Ids stand in the task itself up to 2.6.28 and in struct cred later: in one of the two they are not looked for. */
const IN_TASK: readonly FieldName[] = ['uid', 'gid', 'euid', 'egid'];

/** Fields of the catalogue that no relation is known for. */
export function unsoughtFields(shape: TaskShape): readonly FieldName[] {
  const sought = new Set([...shape.fields, ...shape.missing].map(({ name }) => name));
  return fieldNames.filter((name) => !sought.has(name) && !IN_TASK.includes(name));
}

/** The members of the task before those of the structs it leads to, each in the order they came in. */
export const taskFirst = (fields: readonly FieldShape[]): readonly FieldShape[] => [
  ...fields.filter(({ struct }) => struct === 'task_struct'),
  ...fields.filter(({ struct }) => struct !== 'task_struct'),
];

export const findField = (shape: TaskShape, name: FieldName): FieldShape | undefined =>
  shape.fields.find((field) => field.name === name);
