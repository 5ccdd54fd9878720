import { COMM_LENGTH, type TaskTable } from '../../shared/task-table.ts';
import { commText } from '../../shared/text.ts';

/** Characters by code, where they are plain ASCII. */
const PLAIN = Array.from({ length: 127 }, (_, code) => (code < 0x20 ? undefined : String.fromCharCode(code)));

/** A name of plain ASCII; undefined when there is more to it. */
function plainName(comm: Uint8Array, from: number): string | undefined {
  let name = '';
  for (let at = from; at < from + COMM_LENGTH; at++) {
    const byte = comm[at] ?? 0;
    if (byte === 0) break;
    const character = PLAIN[byte];
    if (character === undefined) return undefined;
    name += character;
  }
  return name;
}

/** The names of all rows, safe to show. Plain ASCII, which nearly all names are, takes a short way. */
export function taskNames(table: TaskTable): readonly string[] {
  const names = new Array<string>(table.count);
  for (let row = 0; row < table.count; row++)
    names[row] = plainName(table.comm, row * COMM_LENGTH) ?? commText(table, row);
  return names;
}
