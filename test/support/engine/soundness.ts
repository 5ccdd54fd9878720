import { COMM_LENGTH } from '../../../src/shared/task-table.ts';
import { findField } from '../../../src/shared/shape.ts';
import type { Guest } from '../dump-builder/guest.ts';
import type { Analysis } from './analyse-guest.ts';

/**
 * What must hold of any answer, however broken the dump: links that can be walked, and values that are in the bytes.
 * Answers what does not, one line each.
 */
export function unsound(guest: Guest, { table, shape, problem }: Analysis): string[] {
  if (table === undefined || shape === undefined) {
    return problem === undefined ? ['neither a table nor a problem'] : [];
  }
  const lines: string[] = [];
  const { memory } = guest;
  const read32 = (at: number): number | undefined => (inRam(guest, at, 4) ? memory.readU32(at) : undefined);
  const pointer = (at: number): number | undefined =>
    inRam(guest, at, memory.machine.wordSize) ? memory.physicalOf(memory.readWord(at)) : undefined;
  const rows = Array.from({ length: table.count }, (_, row) => row);
  const byPlace = new Map(rows.map((row) => [table.physical[row] ?? NaN, row]));
  if (byPlace.size !== table.count) lines.push('two rows are one task');

  for (const row of rows) {
    const base = table.physical[row] ?? NaN;
    for (const name of ['parent', 'firstChild', 'nextSibling', 'leader'] as const) {
      const other = table[name][row] ?? NaN;
      if (!(other >= -1 && other < table.count)) lines.push(`row ${row}: ${name} leads to row ${other}`);
    }
    const comm = table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH);
    const place = base + (findField(shape, 'comm')?.offset ?? NaN);
    // None at all says that it is not known.
    const isKnown = comm.some((byte) => byte !== 0);
    if (
      isKnown &&
      inRam(guest, place, COMM_LENGTH) &&
      !Buffer.from(memory.at(place, COMM_LENGTH)).equals(comm)
    ) {
      lines.push(`row ${row}: comm is not in the bytes`);
    }
    for (const name of ['pid', 'tgid'] as const) {
      const offset = findField(shape, name)?.offset;
      const value = table[name][row];
      // init_task has number 0 by what it is, whatever its bytes say.
      if (row === 0 || offset === undefined || Number.isNaN(value)) continue;
      if (read32(base + offset) !== value) lines.push(`row ${row}: ${name} is not in the bytes`);
    }
    const parentOffset = findField(shape, 'real_parent')?.offset;
    const ppid = table.ppid[row] ?? NaN;
    if (row > 0 && parentOffset !== undefined && !Number.isNaN(ppid)) {
      const parent = byPlace.get(pointer(base + parentOffset) ?? NaN);
      const expected = parent === 0 ? 0 : table.tgid[parent ?? -1];
      if (expected !== ppid) lines.push(`row ${row}: ppid is not in the bytes`);
    }
  }

  const walked = new Set<number>();
  const open = rows.filter((row) => table.parent[row] === -1);
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    if (walked.has(row)) return [...lines, 'the tree runs in a circle'];
    walked.add(row);
    for (let kid = table.firstChild[row] ?? -1; kid >= 0; kid = table.nextSibling[kid] ?? -1) {
      if (open.length > table.count) return [...lines, 'the tree runs in a circle'];
      open.push(kid);
    }
  }
  if (walked.size !== table.count) lines.push(`${table.count - walked.size} rows hang in no tree`);
  return lines;
}

function inRam(guest: Guest, at: number, length: number): boolean {
  const { ramBase, ramSize } = guest.memory.machine;
  return at >= ramBase && at + length <= ramBase + ramSize;
}
