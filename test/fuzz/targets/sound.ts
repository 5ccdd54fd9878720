import type { SessionSnapshot } from '../../../src/shared/api.ts';
import { COMM_LENGTH, type TaskTable } from '../../../src/shared/task-table.ts';
import { findField, type TaskShape } from '../../../src/shared/shape.ts';
import { english } from '../../../src/shared/i18n/english.ts';

/** Throws where a result contradicts itself, whatever the dump held. `read32` reads physical memory, if it is there. */
export function checkSound(
  { info, table, shape, problem, finished }: SessionSnapshot,
  read32: (address: number, bigEndian: boolean) => number | undefined,
): void {
  if (!finished) throw new Error('the analysis ended and says it has not');
  if (problem?.code === 'internal') throw new Error(`internal: ${english(problem.message)}`);
  if (problem === undefined && table === undefined) throw new Error('neither a table nor a problem');
  const init = info?.kernel?.initTaskPhysical ?? NaN;
  if (!Number.isNaN(init) && !Number.isSafeInteger(init)) throw new Error('init_task lies nowhere');
  if (shape !== undefined) checkShape(shape, table?.count ?? 0);
  if (table === undefined) return;
  checkColumns(table);
  checkTree(table);
  if (shape !== undefined) checkValues(table, shape, read32);
}

function checkShape(shape: TaskShape, rows: number): void {
  const names = new Set<string>();
  for (const { name, struct, offset, width, evidence } of shape.fields) {
    if (names.has(name)) throw new Error(`two places of ${name}`);
    names.add(name);
    if (!(Number.isInteger(offset) && offset >= 0 && width > 0)) throw new Error(`${name} at ${offset}`);
    if (struct === 'task_struct' && offset + width > shape.extent)
      throw new Error(`${name} ends at ${offset + width}, the struct at ${shape.extent}`);
    const { satisfied, tested, exceptions } = evidence;
    if (!(satisfied >= 0 && satisfied <= tested)) throw new Error(`${name}: ${satisfied} of ${tested}`);
    for (const row of exceptions)
      if (!(Number.isInteger(row) && row >= 0 && row < rows))
        throw new Error(`${name}: exception in row ${row} of ${rows}`);
  }
  for (const { name } of shape.missing) if (names.has(name)) throw new Error(`${name} found and missing`);
}

function checkColumns(table: TaskTable): void {
  const { count } = table;
  if (!(count > 0)) throw new Error('a table without tasks');
  const columns = [
    ...[table.address, table.physical, table.pid, table.tgid, table.ppid, table.state, table.exitState],
    ...[table.stateLetter, table.flags, table.kernelThread, table.uid, table.gid, table.euid, table.egid],
    ...[table.startTime, table.parent, table.firstChild, table.nextSibling, table.leader, table.threads],
    table.foundBy,
  ];
  for (const column of columns)
    if (column.length !== count) throw new Error(`a column of ${column.length} in a table of ${count}`);
  if (table.comm.length !== count * COMM_LENGTH) throw new Error('names of another length');
  const { namespaceStart: starts, namespacePids } = table;
  if (starts.length !== count + 1 || starts[count] !== namespacePids.length) throw new Error('namespaces');
  for (let row = 0; row < count; row++) {
    if ((starts[row] ?? 0) > (starts[row + 1] ?? 0)) throw new Error('namespaces run backwards');
    // A task that is lost lies nowhere.
    const place = table.physical[row] ?? -1;
    if (!Number.isNaN(place) && !(Number.isSafeInteger(place) && place >= 0))
      throw new Error(`row ${row} lies at ${place}`);
  }
  const places = table.physical.filter((place) => !Number.isNaN(place));
  if (new Set(places).size !== places.length) throw new Error('two rows are one task');
}

function checkTree(table: TaskTable): void {
  const { count, parent, firstChild, nextSibling, leader } = table;
  for (const column of [parent, firstChild, nextSibling, leader])
    for (const row of column)
      if (!(row >= -1 && row < count)) throw new Error(`a link to row ${row} of ${count}`);
  const walked = new Uint8Array(count);
  let left = count;
  const open = Array.from(parent.keys()).filter((row) => parent[row] === -1);
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    if (walked[row] === 1) throw new Error('the tree runs in a circle');
    walked[row] = 1;
    left--;
    for (let kid = firstChild[row] ?? -1; kid >= 0; kid = nextSibling[kid] ?? -1) {
      if (parent[kid] !== row) throw new Error('a child of another parent');
      if (open.push(kid) > count) throw new Error('the tree runs in a circle');
    }
  }
  if (left !== 0) throw new Error(`${left} rows hang in no tree`);
}

function checkValues(
  table: TaskTable,
  shape: TaskShape,
  read32: (address: number, bigEndian: boolean) => number | undefined,
): void {
  for (const name of ['pid', 'tgid'] as const) {
    const offset = findField(shape, name)?.offset;
    if (offset === undefined) continue;
    table[name].forEach((value, row) => {
      if (row === 0 || Number.isNaN(value)) return;
      const held = read32((table.physical[row] ?? NaN) + offset, shape.byteOrder === 'big');
      if (held !== undefined && held !== value)
        throw new Error(`${name} ${value} of row ${row} is not in the dump`);
    });
  }
}
