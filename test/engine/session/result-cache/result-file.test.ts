import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseResult, resultBytes } from '../../../../src/main/engine/session/result-cache/result-file.ts';
import type { StoredResult } from '../../../../src/main/engine/session/result-cache/stored-result.ts';
import type { Evidence } from '../../../../src/shared/shape.ts';
import type { TaskTable } from '../../../../src/shared/task-table.ts';
import { buildGuest } from '../../../support/dump-builder/build-guest.ts';
import { Random } from '../../../support/dump-builder/random.ts';
import { differences } from '../../../support/engine/compare-with-drawing.ts';
import { dumpFileOf } from '../../../support/engine/dump-file-of.ts';
import { temporary } from '../../../support/temporary.ts';
import { openWith } from './opening.ts';

const GUEST = buildGuest(
  `
  swapper/0 0
    init 1
      bash 300 uid=1000 gid=1000 threads=worker:301
        vim 305
      cron 320
    kthreadd 2 kthread
      kworker/0:0 3
  `,
  { ramSize: 4 << 20 },
);

/** A dump, and the file that the analysis of it left. */
async function stored(): Promise<{ dump: string; folder: string; path: string; bytes: Buffer }> {
  const dump = dumpFileOf(GUEST);
  const folder = temporary();
  await openWith(dump, folder);
  const path = join(folder, readdirSync(folder)[0] ?? '');
  return { dump, folder, path, bytes: readFileSync(path) };
}

function parsed(bytes: Uint8Array): StoredResult {
  const result = parseResult(bytes);
  if ('unusable' in result) throw new Error(result.unusable);
  return result;
}

const isUnusable = (bytes: Uint8Array): boolean => 'unusable' in parseResult(bytes);

/** The file with its checksum made right again, as somebody who means harm would. */
function sealed(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  createHash('sha256').update(file.subarray(44)).digest().copy(file, 12);
  return file;
}

describe('a result file', () => {
  test('holds the result as it was', async () => {
    const { bytes } = await stored();
    const result = parsed(bytes);
    expect(parsed(resultBytes(result))).toEqual(result);
    expect(differences(GUEST, result.table)).toEqual([]);
  });

  test('is refused when it was cut off anywhere', async () => {
    const { bytes } = await stored();
    for (let length = 0; length < bytes.length; length++) {
      if (!isUnusable(bytes.subarray(0, length))) throw new Error(`${length} bytes were taken for the whole`);
    }
  });

  test('is refused when any of its bits has flipped', async () => {
    const { bytes } = await stored();
    const random = new Random(7);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      if (!isUnusable(flipped)) throw new Error(`byte ${at} may be anything`);
    }
  });

  test('never does harm, also where the checksum is right', { timeout: 60_000 }, async () => {
    const { bytes } = await stored();
    const random = new Random(8);
    for (let round = 0; round < 3000; round++) {
      const changed = Buffer.from(bytes);
      for (let i = random.below(4); i >= 0; i--)
        changed[44 + random.below(changed.length - 44)] = random.below(256);
      const result = parseResult(sealed(changed));
      if ('unusable' in result) continue;
      // What was taken keeps its promises: every column has its length, every link leads to a row.
      expect(result.table.comm.length).toBe(16 * result.table.count);
      expect([...result.table.firstChild].every((row) => row >= -1 && row < result.table.count)).toBe(true);
    }
  });

  const withTable = (result: StoredResult, change: Partial<TaskTable>): StoredResult => ({
    ...result,
    table: { ...result.table, ...change },
  });

  const withEvidence = (
    result: StoredResult,
    change: (evidence: Evidence) => Partial<Evidence>,
  ): StoredResult => ({
    ...result,
    shape: {
      ...result.shape,
      fields: result.shape.fields.map((field) => ({
        ...field,
        evidence: { ...field.evidence, ...change(field.evidence) },
      })),
    },
  });

  test.each<[string, (result: StoredResult) => StoredResult]>([
    ['a column that is too short', (result) => withTable(result, { pid: result.table.pid.slice(1) })],
    ['a column of another kind', (result) => withTable(result, { uid: Float64Array.of() })],
    ['names that are too short', (result) => withTable(result, { comm: result.table.comm.slice(1) })],
    ['a parent outside', (result) => withTable(result, { parent: result.table.parent.map(() => 99) })],
    [
      'a circle of siblings',
      (result) => withTable(result, { nextSibling: result.table.nextSibling.map((_, i) => i) }),
    ],
    ['a circle of parents', (result) => withTable(result, { parent: result.table.parent.map((_, i) => i) })],
    [
      'a task below memory',
      (result) => withTable(result, { physical: result.table.physical.with(1, -4096) }),
    ],
    ['a task between bytes', (result) => withTable(result, { physical: result.table.physical.with(0, 0.5) })],
    [
      'init_task between bytes',
      (result) => ({ ...result, kernel: { ...result.kernel, initTaskPhysical: 0.5 } }),
    ],
    [
      'a state without a letter',
      (result) => withTable(result, { stateLetter: result.table.stateLetter.with(0, 7) }),
    ],
    ['a field behind its struct', (result) => ({ ...result, shape: { ...result.shape, extent: 64 } })],
    ['two rows of one task', (result) => withTable(result, { physical: result.table.physical.fill(4096) })],
    ['a leader outside', (result) => withTable(result, { leader: result.table.leader.map(() => -2) })],
    [
      'namespaces that go backwards',
      (result) => withTable(result, { namespaceStart: result.table.namespaceStart.toReversed() }),
    ],
    ['more tasks than rows', (result) => withTable(result, { count: 1e9 })],
    ['no tasks', (result) => withTable(result, { count: 0 })],
    ['a struct of a gigabyte', (result) => ({ ...result, shape: { ...result.shape, extent: 2 ** 30 } })],
    ['another word size', (result) => ({ ...result, shape: { ...result.shape, wordSize: 4 } })],
    ['an address beyond 64 bits', (result) => ({ ...result, kernel: { ...result.kernel, imageDelta: -1n } })],
    ['a date that is none', (result) => ({ ...result, endedMs: 1e300 })],
    [
      'a field that is wide',
      (result) => ({
        ...result,
        shape: {
          ...result.shape,
          fields: result.shape.fields.map((field) => ({ ...field, width: 2 ** 31 })),
        },
      }),
    ],
    [
      'a sentence that lacks its values',
      (result) => ({ ...result, kernel: { ...result.kernel, evidence: [{ key: 'kernel.list' }] } }),
    ],
    [
      'exceptions that are no tasks',
      (result) => withEvidence(result, () => ({ exceptions: [result.table.count] })),
    ],
    [
      'a relation held by more than it was tested on',
      (result) => withEvidence(result, ({ tested }) => ({ satisfied: tested + 1 })),
    ],
  ])('is refused with %s', async (_, change) => {
    const { bytes } = await stored();
    expect(isUnusable(resultBytes(change(parsed(bytes))))).toBe(true);
  });

  test('with a tree that the dump does not hold is not believed', async () => {
    const { dump, folder, path, bytes } = await stored();
    const result = parsed(bytes);
    writeFileSync(
      path,
      resultBytes(withTable(result, { physical: result.table.physical.map((at) => at + 4096) })),
    );
    const again = await openWith(dump, folder);
    expect(again.earlier).toBe(false);
    expect(differences(GUEST, again.table)).toEqual([]);
  });
});
