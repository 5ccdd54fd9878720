import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../../src/shared/fields.ts';
import { findField } from '../../../src/shared/shape.ts';
import { UNKNOWN_TIME } from '../../../src/shared/task-table.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { differences, rowOf } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE, SMALL_MACHINE } from '../../support/engine/drawings.ts';

const draw = (drawing: string, options: GuestOptions = {}): Guest =>
  buildGuest(drawing, { ramSize: 4 << 20, ...options });

describe('parents', () => {
  test('are told from tracers: parent differs from real_parent for traced tasks only', async () => {
    const guest = draw(BUSY_MACHINE);
    const { shape, table } = await understand(guest);
    expect(findField(shape, 'real_parent')?.offset).toBe(guest.offsetOf('real_parent'));
    expect(findField(shape, 'parent')?.offset).toBe(guest.offsetOf('parent'));
    expect(rowOf(table, table.pid.indexOf(521)).ppid).toBe(1);
  });
});

test.each([
  { model: '4.4', wordSize: 8 },
  { model: '6.12', wordSize: 8 },
  { model: '6.12', wordSize: 8, byteOrder: 'big' },
  { model: '6.12', wordSize: 4 },
] as const)('ids are told from other zeros where root is alone ($model, $wordSize)', async (machine) => {
  const { model, ...options } = machine;
  const guest = draw(SMALL_MACHINE.replace(/ [ug]id=\d+/g, ''), {
    ...options,
    model: KERNEL_MODELS[model],
  });
  const { shape } = await understand(guest);
  for (const id of ['uid', 'gid', 'euid', 'egid'] as const)
    expect(findField(shape, `cred.${id}`)?.offset).toBe(guest.structs.cred.offsetOf(id));
});

test('states are found in a machine that was suspended before it was saved', async () => {
  const guest = draw(BUSY_MACHINE, { model: KERNEL_MODELS['6.1'] });
  const TASK_FROZEN = 0x8000;
  const frozen = guest.tasks.filter(
    ({ truth }) => truth.pid > 0 && truth.exitState === 0 && !truth.kernelThread,
  );
  for (const { object } of frozen) object.set('state', TASK_FROZEN);
  const { shape, table } = await understand(guest);
  expect(findField(shape, 'state')?.offset).toBe(guest.offsetOf('state'));
  expect(new Set(frozen.map(({ truth }) => rowOf(table, table.pid.indexOf(truth.pid)).state))).toEqual(
    new Set('D'),
  );
  expect(differences(guest, table).filter((line) => !line.includes(' state: found D'))).toEqual([]);
});

describe('pid namespaces', () => {
  test('number a task once per level, outermost first, with short and long entries', async () => {
    for (const release of ['3.10', '6.1'] as const) {
      const guest = draw(BUSY_MACHINE, { model: KERNEL_MODELS[release] });
      const { table } = await understand(guest);
      expect(rowOf(table, table.pid.indexOf(513)).namespacePids).toEqual([513, 8, 1]);
      expect(rowOf(table, table.pid.indexOf(511)).namespacePids).toEqual([511, 2]);
      expect(rowOf(table, table.pid.indexOf(300)).namespacePids).toEqual([300]);
    }
  });

  test('stand in struct pid, not in what lies before most of them', async () => {
    const guest = draw(BUSY_MACHINE, { model: KERNEL_MODELS['4.4'] });
    // As where the accounts of a task's delays are as large as its struct pid, and allocated with it.
    for (const [i, { object, pid }] of guest.tasks.entries())
      if (i % 16 !== 3) object.set('delays', pid.address - 64n);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });

  test('are said to be unseen where nobody lives in an inner one', async () => {
    const { shape, table } = await understand(draw(SMALL_MACHINE));
    expect(findField(shape, 'pid.level')).toBeUndefined();
    expect(shape.missing.find(({ name }) => name === 'pid.level')?.reason).toEqual(say('absent.pid.level'));
    expect(table.namespacePids).toHaveLength(table.count);
  });
});

describe('start times', () => {
  test('are pairs of seconds and nanoseconds up to 3.16, numbers later', async () => {
    for (const [release, kind] of [
      ['3.16', 'timespec'],
      ['4.4', 'u64'],
    ] as const) {
      for (const wordSize of [4, 8] as const) {
        const guest = draw(SMALL_MACHINE, { model: KERNEL_MODELS[release], wordSize });
        const { shape, table } = await understand(guest);
        const field = findField(shape, 'start_boottime');
        expect([field?.kind, field?.width]).toEqual([kind, kind === 'timespec' ? 2 * wordSize : 8]);
        expect(differences(guest, table)).toEqual([]);
      }
    }
  });

  test('count the time the machine was suspended', async () => {
    const suspended = 7_200_000_000_000n;
    const guest = draw(BUSY_MACHINE, { suspended });
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(
      table.startTime.reduce((most, time) => (time > most && time !== UNKNOWN_TIME ? time : most)),
    ).toBeGreaterThan(suspended);
  });
});

describe('credentials', () => {
  test('of a machine that root has for itself are found too', async () => {
    const guest = draw(SMALL_MACHINE.replaceAll(/ [ug]id=\d+/g, ''));
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });

  test('with ids beyond 31 bits are unsigned', async () => {
    const guest = draw(SMALL_MACHINE.replace('uid=1000 gid=1000', 'uid=4294967294 gid=3000000000'));
    const { table } = await understand(guest);
    expect(rowOf(table, table.pid.indexOf(70))).toMatchObject({ uid: 4_294_967_294, gid: 3_000_000_000 });
  });
});

describe('the dead', () => {
  test('show a Z whichever code their kernel has for zombies', async () => {
    for (const release of ['3.10', '3.16', '6.1'] as const) {
      const guest = draw(BUSY_MACHINE, { model: KERNEL_MODELS[release] });
      const { table } = await understand(guest);
      expect(rowOf(table, table.pid.indexOf(310)).state).toBe('Z');
    }
  });

  test('may lead threads that live on, and hide neither mm nor exit_state', async () => {
    const leaderless = 'leaderless 200 leaderless threads=a:201,b:202,c:203,d:204';
    const guest = draw(SMALL_MACHINE.replace('getty 50', `${leaderless}\n      getty 50`));
    const { table, shape } = await understand(guest);
    expect(findField(shape, 'mm')?.offset).toBe(guest.offsetOf('mm'));
    expect(findField(shape, 'exit_state')).toBeDefined();
    expect(differences(guest, table)).toEqual([]);
  });

  test('are needed to find exit_state: without one it is said to be unknown, and the living are right', async () => {
    const guest = draw(BUSY_MACHINE.replaceAll(' zombie', ''));
    const { table, shape } = await understand(guest);
    expect(findField(shape, 'exit_state')).toBeUndefined();
    expect(shape.missing.map(({ name }) => name)).toContain('exit_state');
    expect(differences(guest, table)).toEqual([]);
  });
});

describe('evidence', () => {
  test('is complete: every field has a relation, counts that add up, and rows that exist', async () => {
    const { shape, table } = await understand(draw(BUSY_MACHINE));
    for (const { name, struct, width, offset, evidence } of shape.fields) {
      expect(struct).toBe(FIELDS[name].struct);
      expect(english(evidence.relation).length).toBeGreaterThan(10);
      expect(evidence.satisfied).toBeLessThanOrEqual(evidence.tested);
      expect(evidence.exceptions.length).toBeLessThanOrEqual(100);
      expect(evidence.exceptions.every((row) => row >= 0 && row < table.count)).toBe(true);
      expect(evidence.runnersUp.length).toBeLessThanOrEqual(8);
      expect(evidence.runnersUp.every((other) => other.offset !== offset)).toBe(true);
      if (struct === 'task_struct') expect(offset + width).toBeLessThanOrEqual(shape.extent);
    }
    expect(new Set(shape.fields.map((field) => field.name)).size).toBe(shape.fields.length);
    const both = shape.missing.filter(({ name }) => findField(shape, name) !== undefined);
    expect(both).toEqual([]);
  });
});

describe('odd machines', () => {
  test('names that are control characters, empty of sense or full length stay as they are', async () => {
    const guest = draw(`${SMALL_MACHINE}
      "\\u001b]0;x\\u0007" 900
      "fifteen-letters" 901
      " " 902
      "schöner Tag" 903`);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    expect(rowOf(table, table.pid.indexOf(900)).comm).toBe('\\x1b]0;x\\x07');
  });

  test('process numbers go up to the largest there is', async () => {
    const guest = draw(SMALL_MACHINE.replace('top 71', 'top 4194303').replace('cgi 83', 'cgi 4100000'));
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });

  test('a chain of two hundred generations is no problem', async () => {
    const chain = Array.from({ length: 200 }, (_, i) => `${' '.repeat(6 + i)}c${i} ${5000 + i}`).join('\n');
    const guest = draw(`${SMALL_MACHINE}\n    deep 4999\n${chain}`, { ramSize: 16 << 20 });
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });
});
