import { COMM_LENGTH, type TaskTable } from '../../shared/task-table.ts';
import { commText } from '../../shared/text.ts';

/** The names of all rows, safe to show. Plain ASCII, which nearly all names are, takes a short way. */
export function taskNames(table: TaskTable): readonly string[] {
  const names = new Array<string>(table.count);
  for (let row = 0; row < table.count; row++) {
    const at = row * COMM_LENGTH;
    let length = 0;
    let plain = true;
    for (; length < COMM_LENGTH; length++) {
      const byte = table.comm[at + length] ?? 0;
      if (byte === 0) break;
      if (byte < 0x20 || byte > 0x7e) {
        plain = false;
        break;
      }
    }
    names[row] = plain ? String.fromCharCode(...table.comm.subarray(at, at + length)) : commText(table, row);
  }
  return names;
}
