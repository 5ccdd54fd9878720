import { FIELDS, type FieldFamily, type FieldKind, type FieldName } from '../../shared/fields.ts';
import type { TaskShape } from '../../shared/shape.ts';
import type { ByteOrder, WordSize } from '../../shared/units.ts';

/** A run of bytes with a name of its own: a field, or one of the words of a field that has two. */
export interface Part {
  /** `pid`, `tasks.next`, `tasks.prev`, … */
  readonly name: string;
  readonly field: FieldName;
  readonly family: FieldFamily;
  /** Bytes from the start of the struct. */
  readonly offset: number;
  readonly size: number;
  readonly kind: PartKind;
}

/** How a part's bytes are read: the kinds of fields without those that consist of two words. */
export type PartKind = Exclude<FieldKind, 'list-head' | 'timespec'>;

const split = (
  field: FieldName,
  offset: number,
  word: WordSize,
  first: string,
  second: string,
  kind: PartKind,
): readonly Part[] => {
  const { family } = FIELDS[field];
  return [
    { name: `${field}.${first}`, field, family, offset, size: word, kind },
    { name: `${field}.${second}`, field, family, offset: offset + word, size: word, kind },
  ];
};

/** The named parts of one field whose bytes start at `offset`. */
export function partsOf(
  name: FieldName,
  kind: FieldKind,
  offset: number,
  width: number,
  word: WordSize,
): readonly Part[] {
  if (kind === 'list-head') return split(name, offset, word, 'next', 'prev', 'pointer');
  if (kind === 'timespec') return split(name, offset, word, 'tv_sec', 'tv_nsec', 'word');
  return [{ name, field: name, family: FIELDS[name].family, offset, size: width, kind }];
}

/** What is needed to draw any task's bytes: the named parts of task_struct by offset. */
export interface PartMap {
  readonly parts: readonly Part[];
  readonly extent: number;
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
}

export function partsOfShape(shape: TaskShape): PartMap {
  const parts = shape.fields
    .filter((field) => field.struct === 'task_struct' && field.width > 0 && field.offset >= 0)
    .flatMap((field) => partsOf(field.name, field.kind, field.offset, field.width, shape.wordSize))
    .sort((a, b) => a.offset - b.offset);
  const end = parts.reduce((most, part) => Math.max(most, part.offset + part.size), 0);
  const { wordSize, byteOrder } = shape;
  return { parts, extent: Math.max(shape.extent, end, 1), wordSize, byteOrder };
}
