import type { FieldKind, FieldName, StructName } from './fields.ts';
import type { ByteOrder, WordSize } from './units.ts';

/** A place that was tried for a field and lost. */
export interface RunnerUp {
  /** Bytes from the start of the struct. */
  readonly offset: number;
  readonly satisfied: number;
  readonly tested: number;
  /** Why another place was preferred. */
  readonly reason: string;
}

/** Why a field is believed to be where it is. */
export interface Evidence {
  /** The relation that chose this place, as a sentence about every task. */
  readonly relation: string;
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
  /** Fields that were looked for and not found, with the reason. */
  readonly missing: readonly { readonly name: FieldName; readonly reason: string }[];
}

export const findField = (shape: TaskShape, name: FieldName): FieldShape | undefined =>
  shape.fields.find((field) => field.name === name);
