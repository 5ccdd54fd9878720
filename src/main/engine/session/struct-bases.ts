import type { FieldName, StructName } from '../../../shared/fields.ts';
import type { TaskShape } from '../../../shared/shape.ts';

/** Structs that belong to a task and lie elsewhere. */
export type TaskStruct = Exclude<StructName, 'task_struct'>;

/** Which field of a task leads to each. */
const LEADS_TO: Readonly<Record<TaskStruct, FieldName>> = {
  cred: 'real_cred',
  pid: 'thread_pid',
  signal_struct: 'signal',
  mm_struct: 'mm',
  nsproxy: 'nsproxy',
};

export const TASK_STRUCTS: readonly TaskStruct[] = ['cred', 'pid', 'signal_struct', 'mm_struct', 'nsproxy'];

/** Bytes from the start of a task to the pointer that leads to `struct`; undefined when it was not found. */
export function pointerTo(shape: TaskShape, struct: TaskStruct): number | undefined {
  return shape.fields.find((field) => field.name === LEADS_TO[struct])?.offset;
}
