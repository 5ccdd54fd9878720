import type { FieldValue, TaskDetail } from '../../shared/api.ts';
import { FIELDS, type FieldFamily, type FieldName } from '../../shared/fields.ts';
import type { FieldShape, TaskShape } from '../../shared/shape.ts';

/** In the order in which they are shown. */
export const FAMILIES: readonly FieldFamily[] = [
  'identity',
  'family',
  'list',
  'state',
  'time',
  'credentials',
  'memory',
  'other',
];

/** One line of the field list: where a field lies, and what the selected task holds there. */
export interface FieldEntry {
  readonly name: FieldName;
  readonly shape: FieldShape;
  readonly value?: FieldValue;
}

export interface FieldGroup {
  readonly family: FieldFamily;
  readonly entries: readonly FieldEntry[];
}

/** The recovered fields by family; a group's fields in the order in which they lie in memory. */
export function groupFields(shape: TaskShape, detail: TaskDetail | undefined): readonly FieldGroup[] {
  const values = new Map(detail?.fields.map((field) => [field.name, field]));
  const entries = shape.fields.map((field): FieldEntry => {
    const value = values.get(field.name);
    return { name: field.name, shape: field, ...(value === undefined ? {} : { value }) };
  });
  entries.sort((a, b) =>
    a.shape.struct === b.shape.struct
      ? a.shape.offset - b.shape.offset
      : a.shape.struct === 'task_struct'
        ? -1
        : b.shape.struct === 'task_struct'
          ? 1
          : a.shape.struct.localeCompare(b.shape.struct),
  );
  return FAMILIES.map((family) => ({
    family,
    entries: entries.filter((entry) => FIELDS[entry.name].family === family),
  })).filter((group) => group.entries.length > 0);
}
