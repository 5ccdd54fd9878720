import { closeSync, copyFileSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/main/engine/session/session.ts';
import { FOUND_BY, isHidden, isIdle, type TaskTable } from '../../src/shared/task-table.ts';
import { analyseFile } from '../support/analyse-file.ts';
import { compareWithTruth, readTruth } from '../support/truth.ts';
import { unpackDump } from '../support/unpack-dump.ts';
import { realDumps, UNPACKED } from './real-dumps.ts';

/** What a rootkit does, done to a copy of a real dump: processes are taken out of the kernel's lists. */

const hiddenPids = (table: TaskTable): number[] =>
  Array.from({ length: table.count }, (_, row) => row)
    .filter((row) => isHidden(table, row))
    .map((row) => table.pid[row] ?? NaN);

/** Where a pointer of the dumped kernel leads in the file. */
function fileOffset(session: Session, pointer: bigint): number {
  const { file } = session.locate('virtual', pointer);
  if (file === undefined) throw new Error(`0x${pointer.toString(16)} is not in the file.`);
  return file;
}

/** Takes a list_head out of its ring in the file, as list_del does: the neighbours close up. */
function unlink(session: Session, path: string, row: number, name: string): void {
  const { shape } = session.snapshot();
  const field = session.describeTask(row).fields.find((one) => one.name === name);
  const [next, prev] = field?.pointers ?? [];
  if (shape === undefined || next === undefined || prev === undefined) throw new Error(`No ${name} here.`);
  const { wordSize } = shape;
  const fd = openSync(path, 'r+');
  const node = Buffer.alloc(2 * wordSize);
  try {
    readSync(fd, node, 0, node.length, field?.place.file ?? 0);
    writeSync(fd, node, wordSize, wordSize, fileOffset(session, next.address) + wordSize);
    writeSync(fd, node, 0, wordSize, fileOffset(session, prev.address));
  } finally {
    closeSync(fd);
  }
}

const PLAIN = realDumps().filter(({ name }) => /\.(raw|elf)$/.test(name) && !name.includes('many'));

describe.each(PLAIN)('in $name', ({ packed, truth }) => {
  it.each([
    { rings: ['tasks'] },
    { rings: ['sibling'] },
    { rings: ['tasks', 'sibling'] },
    { rings: ['tasks', 'sibling', 'thread_node'] },
  ])('processes unlinked from $rings are found, and no other is called hidden', async ({ rings }) => {
    const folder = mkdtempSync(join(tmpdir(), 'taskshape-unlinked-'));
    try {
      const path = join(folder, 'dump');
      copyFileSync(await unpackDump(packed, UNPACKED), path);
      const before = await analyseFile(path);
      const { table } = before.snapshot();
      if (table === undefined) throw new Error('The dump was not understood.');
      const users = Array.from({ length: table.count }, (_, row) => row).filter(
        (row) => table.leader[row] === row && table.kernelThread[row] === 0 && (table.pid[row] ?? 0) > 1,
      );
      // Childless and with children, early and late, neighbours of one another or not.
      const chosen = [3, 4, 11, users.length - 2].flatMap((i) => users[i] ?? []);
      const pids = chosen.map((row) => table.pid[row] ?? NaN);
      for (const row of chosen) {
        const plain = await analyseFile(path);
        const now = plain.snapshot().table?.pid.indexOf(table.pid[row] ?? NaN) ?? -1;
        for (const ring of rings) unlink(plain, path, now, ring);
        plain.close();
      }
      before.close();
      const after = await analyseFile(path);
      const found = after.snapshot().table;
      expect(found && hiddenPids(found).toSorted((a, b) => a - b)).toEqual(pids.toSorted((a, b) => a - b));
      const differences = found === undefined ? [] : compareWithTruth(found, readTruth(truth));
      expect(differences.filter(({ what, pid }) => what !== 'hidden' || !pids.includes(pid))).toEqual([]);
      after.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.each(realDumps())('in the real dump $name as it is', ({ packed }) => {
  it('nobody is hidden, and the table of pids leads to every task', async () => {
    const session = await analyseFile(await unpackDump(packed, UNPACKED));
    const { table } = session.snapshot();
    if (table === undefined) throw new Error('The dump was not understood.');
    expect(hiddenPids(table)).toEqual([]);
    for (let row = 0; row < table.count; row++) {
      if (isIdle(table, row)) continue;
      const isLeader = table.leader[row] === row;
      const ways = isLeader ? FOUND_BY.list | FOUND_BY.tree | FOUND_BY.pid | FOUND_BY.carve : FOUND_BY.pid;
      expect((table.foundBy[row] ?? 0) & ways, `pid ${table.pid[row]}`).toBe(ways);
    }
    session.close();
  });
});
