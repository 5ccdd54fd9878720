import { COMM_LENGTH, type TaskTable } from '../../shared/task-table.ts';
import { commText } from '../../shared/text.ts';

const PLAIN = /^[\x20-\x7e]*$/;

/** The name of a task, safe to print. Plain ASCII, which nearly all names are, takes a short way. */
export function commOf(table: TaskTable, row: number): string {
  const { buffer, byteOffset } = table.comm;
  const field = Buffer.from(buffer, byteOffset + row * COMM_LENGTH, COMM_LENGTH).toString('latin1');
  const end = field.indexOf('\0');
  const name = end < 0 ? field : field.slice(0, end);
  return PLAIN.test(name) ? name : commText(table, row);
}
