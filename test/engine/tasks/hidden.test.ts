import { describe, expect, test } from 'vitest';
import { FOUND_BY, isHidden, type TaskTable } from '../../../src/shared/task-table.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { unlinkFrom, unlinkFromPidTable, writeWild } from '../../support/dump-builder/damage.ts';
import { addExitedTask } from '../../support/dump-builder/decoys.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { Random } from '../../support/dump-builder/random.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';

const { list, tree, threads, pid: pidTable, carve, named } = FOUND_BY;

const draw = (options: Parameters<typeof buildGuest>[1] = {}): Guest =>
  buildGuest(BUSY_MACHINE, { ramSize: 4 << 20, ...options });

const hiddenPids = (table: TaskTable): number[] =>
  Array.from({ length: table.count }, (_, row) => row)
    .filter((row) => isHidden(table, row))
    .map((row) => table.pid[row] ?? NaN);

const foundBy = (table: TaskTable, pid: number): number => table.foundBy[table.pid.indexOf(pid)] ?? 0;
const missing = (table: TaskTable, pid: number): number => table.missing[table.pid.indexOf(pid)] ?? 0;

/** Kernels with each kind of table of pids, each kind of thread list, either word size and either byte order. */
const KERNELS = [
  { model: '2.6.18', wordSize: 8, byteOrder: 'little' },
  { model: '2.6.18', wordSize: 4, byteOrder: 'little' },
  { model: 'RHEL 5', wordSize: 8, byteOrder: 'big' },
  { model: '2.6.26', wordSize: 8, byteOrder: 'little' },
  { model: '2.6.32', wordSize: 8, byteOrder: 'little' },
  { model: '2.6.32', wordSize: 4, byteOrder: 'little' },
  { model: '3.10', wordSize: 8, byteOrder: 'little' },
  { model: '4.4', wordSize: 8, byteOrder: 'big' },
  { model: '4.19', wordSize: 8, byteOrder: 'little' },
  { model: '6.1', wordSize: 8, byteOrder: 'little' },
  { model: '6.1', wordSize: 4, byteOrder: 'big' },
  { model: '6.12', wordSize: 8, byteOrder: 'big' },
] as const;

describe.each(KERNELS)('on a $wordSize-byte $byteOrder-endian $model', ({ model, wordSize, byteOrder }) => {
  const machine = (): Guest => draw({ model: KERNEL_MODELS[model], wordSize, byteOrder });

  test('every way leads to every process of a clean machine, and nobody is hidden', async () => {
    const guest = machine();
    const { table } = await understand(guest);
    expect(hiddenPids(table)).toEqual([]);
    const ways = list | tree | pidTable | carve;
    for (const { truth } of guest.tasks) {
      if (truth.pid === 0) continue;
      const expected = truth.pid === truth.tgid ? ways : threads | pidTable;
      expect(foundBy(table, truth.pid) & expected, truth.comm).toBe(expected);
    }
  });

  test.each([
    { from: 'the list', who: [302, 422, 510], ways: list },
    { from: 'the tree', who: [301, 422], ways: tree },
    { from: 'list and tree', who: [302, 422], ways: list | tree },
    { from: 'the table of pids', who: [301, 422], ways: pidTable },
    { from: 'list, tree and table of pids', who: [301, 422], ways: list | tree | pidTable },
  ])('processes unlinked from $from are found, marked, and right in every value', async ({ who, ways }) => {
    const guest = machine();
    for (const pid of who) {
      if ((ways & list) !== 0) unlinkFrom(guest, pid, 'tasks');
      if ((ways & tree) !== 0) unlinkFrom(guest, pid, 'sibling');
      if ((ways & pidTable) !== 0) unlinkFromPidTable(guest, pid);
    }
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(hiddenPids(table).toSorted()).toEqual(who);
    for (const pid of who) {
      expect(missing(table, pid)).toBe(ways);
      expect(foundBy(table, pid) & ways).toBe(0);
    }
  });

  test('a process with threads, unlinked from list and tree, keeps its threads', async () => {
    const guest = machine();
    unlinkFrom(guest, 400, 'tasks');
    unlinkFrom(guest, 400, 'sibling');
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(hiddenPids(table)).toEqual([400]);
  });

  test('and also where the table of pids lacks it, for they hang on it', async () => {
    const guest = machine();
    unlinkFrom(guest, 400, 'tasks');
    unlinkFrom(guest, 400, 'sibling');
    for (const pid of [400, 401, 402, 403, 404]) unlinkFromPidTable(guest, pid);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(hiddenPids(table).toSorted()).toEqual([400, 401, 402, 403, 404]);
  });

  test('a thread unlinked from its process is found by the table of pids', async () => {
    const guest = machine();
    for (const ring of ['thread_group', 'thread_node'])
      if (guest.structs.task_struct.has(ring)) unlinkFrom(guest, 403, ring);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(hiddenPids(table)).toEqual([403]);
    expect(missing(table, 403)).toBe(threads);
  });
});

describe.each(KERNELS)('tasks without a name on a $wordSize-byte $byteOrder-endian $model', (kernel) => {
  const drawing = BUSY_MACHINE.replace(
    'two words" 530',
    '" 530 threads=:532,:533\n        "" 534 uid=77\n      "" 535',
  );
  const machine = (): Guest =>
    buildGuest(drawing, { ...kernel, model: KERNEL_MODELS[kernel.model], ramSize: 4 << 20 });

  test('are found like all others, their threads too, and are not called hidden', async () => {
    const guest = machine();
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(hiddenPids(table)).toEqual([]);
  });

  test('are found where they are unlinked from list and tree', async () => {
    const guest = machine();
    for (const pid of [530, 535]) {
      unlinkFrom(guest, pid, 'tasks');
      unlinkFrom(guest, pid, 'sibling');
    }
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(hiddenPids(table).toSorted()).toEqual([530, 535]);
  });
});

test('noise where a struct signal was says nothing of the threads whose list began there', async () => {
  const guest = draw({ model: KERNEL_MODELS['6.12'] });
  const random = new Random(5);
  for (const pid of [301, 421, 540]) {
    const { signal } = guest.task(pid);
    const bytes = guest.memory.at(signal.physical, signal.struct.size);
    for (let i = 0; i < bytes.length; i++) bytes[i] = random.below(256);
  }
  const { table } = await understand(guest);
  expect(hiddenPids(table)).toEqual([]);
});

test('threads whose leader is lost are found by the table of pids, and hidden from no list of processes', async () => {
  const guest = draw({ model: KERNEL_MODELS['6.12'] });
  const { object } = guest.task(400);
  guest.memory.at(object.physical, object.struct.size).fill(0);
  // An address that the dump does not hold, as the leader's would be.
  const beyond = object.pointerTo('tasks') + (64n << 20n);
  for (const pid of [401, 402, 403, 404]) writeWild(guest, pid, 'group_leader', beyond);
  const { table } = await understand(guest);
  for (const pid of [401, 402, 403, 404]) expect(foundBy(table, pid) & pidTable).toBe(pidTable);
  expect(hiddenPids(table)).toEqual([]);
});

test('a process without children is told from one whose children name it', async () => {
  const guest = draw();
  for (const pid of [302, 422]) {
    unlinkFrom(guest, pid, 'tasks');
    unlinkFrom(guest, pid, 'sibling');
  }
  const { table } = await understand(guest);
  expect(foundBy(table, 302) & named).toBe(named);
  expect(foundBy(table, 422) & named).toBe(0);
});

describe('what is not hidden', () => {
  test('are tasks that have ended and whose memory nobody has used since: they are not reported', async () => {
    const guest = draw();
    addExitedTask(guest, 'gone-1', 9001, 1);
    addExitedTask(guest, 'gone-2', 9002, 300);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });

  test('is a task that the kernel is releasing: its struct pid goes first, the lists after it', async () => {
    for (const rings of [[], ['tasks'], ['tasks', 'sibling']]) {
      const guest = draw();
      unlinkFromPidTable(guest, 550);
      guest.task(550).pid.set('tasks', 0);
      writeWild(guest, 550, 'thread_pid', 0n);
      for (const ring of rings) unlinkFrom(guest, 550, ring);
      const { table } = await understand(guest);
      expect(hiddenPids(table), rings.join()).toEqual([]);
    }
  });
});
