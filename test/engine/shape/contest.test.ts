import { describe, expect, test } from 'vitest';
import { Contest } from '../../../src/main/engine/shape/contest.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { findField, unsoughtFields } from '../../../src/shared/shape.ts';
import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { BUSY_MACHINE, SMALL_MACHINE } from '../../support/engine/drawings.ts';

const draw = (drawing = BUSY_MACHINE, options: GuestOptions = {}): Guest =>
  buildGuest(drawing, { ramSize: 4 << 20, ...options });

/** Any four, told apart. */
const FEW = say('lost.children.few');
const FIRST = say('lost.noPointer');
const SECOND = say('lost.later');
const AGAIN = say('lost.noText');

describe('a contest', () => {
  test('counts in full what was given up early, and keeps those that came closest', () => {
    const contest = new Contest();
    for (let offset = 0; offset < 100; offset++)
      expect(contest.mostly(offset, 1000, 0.75, (row) => row % 100 < offset, FEW)).toBe(offset >= 75);
    expect(contest.losers.map(({ offset }) => offset)).toEqual([74, 73, 72, 71, 70, 69, 68, 67]);
    expect(contest.losers[0]).toEqual({ offset: 74, satisfied: 740, tested: 1000, reason: FEW });
  });

  test('puts a place that passed more tests before one that did better in the first', () => {
    const contest = new Contest();
    contest.lost(8, { satisfied: 99, tested: 100 }, FIRST);
    contest.lost(16, { satisfied: 1, tested: 100 }, SECOND, 1);
    contest.lost(8, { satisfied: 5, tested: 100 }, AGAIN);
    expect(contest.losers.map(({ offset, reason }) => [offset, reason])).toEqual([
      [16, SECOND],
      [8, FIRST],
    ]);
  });

  test('decides as the share of rows says that a relation concerns', () => {
    const contest = new Contest();
    const holds = (row: number) => (row < 8 ? undefined : row < 18);
    expect(contest.mostly(0, 20, 0.8, holds, FEW)).toBe(true);
    expect(contest.mostly(8, 20, 0.9, holds, FEW)).toBe(false);
    expect(contest.losers).toEqual([{ offset: 8, satisfied: 10, tested: 12, reason: FEW }]);
  });
});

describe('the places that were considered for a field', () => {
  test.each(['2.6.18', '3.10', '4.19', '6.12'] as const)('say why each lost: %s', async (release) => {
    const { shape } = await understand(draw(BUSY_MACHINE, { model: KERNEL_MODELS[release] }));
    for (const { name, offset, evidence } of shape.fields) {
      const offsets = evidence.runnersUp.map((loser) => loser.offset);
      expect([name, offsets]).not.toContain(offset);
      expect(new Set(offsets).size).toBe(offsets.length);
      expect(offsets.length).toBeLessThanOrEqual(8);
      for (const { satisfied, tested, reason } of evidence.runnersUp) {
        expect(satisfied).toBeLessThanOrEqual(tested);
        expect(english(reason)).toMatch(/\w+ \w+/);
      }
    }
    const considered = shape.fields.filter(({ evidence }) => evidence.runnersUp.length > 0);
    expect(considered.length).toBeGreaterThan(shape.fields.length * 0.75);
  });

  test('are the ones that are true of the drawn machine', async () => {
    const guest = draw();
    const { shape } = await understand(guest);
    const losers = (name: Parameters<typeof findField>[1]) =>
      new Map(findField(shape, name)?.evidence.runnersUp.map((one) => [one.offset, one]));
    const others = guest.truth.filter(({ pid, tgid }) => pid === tgid).length - 1;
    // A leader's group_leader is the task itself, and not one of the parents of anybody but init_task.
    expect(losers('real_parent').get(guest.offsetOf('group_leader'))).toMatchObject({
      satisfied: 0,
      tested: others,
    });
    expect(losers('group_leader').get(guest.offsetOf('real_parent'))).toMatchObject({ satisfied: 0 });
    // init_task has two children: a list of three with it.
    expect(losers('tasks').get(guest.offsetOf('children'))).toMatchObject({ satisfied: 3, tested: 4 });
    expect(losers('cred').get(guest.offsetOf('real_cred'))?.reason).toEqual(say('lost.cred.real'));
  });
});

test('tasks that break a relation are named by their rows: one whose signal is another’s', async () => {
  const guest = draw();
  guest.task(240).object.set('signal', guest.task(230).object.address);
  const { shape, table } = await understand(guest);
  const { satisfied, tested, exceptions } = findField(shape, 'signal')?.evidence ?? {
    satisfied: 0,
    tested: 0,
    exceptions: [],
  };
  expect(exceptions.map((row) => table.pid[row])).toEqual([240]);
  expect(tested - satisfied).toBe(1);
});

test('what is not found says which relation was lacking; what is not searched for is told apart', async () => {
  const { shape } = await understand(draw(SMALL_MACHINE.replace('zombie', '')));
  const missing = new Map(shape.missing.map(({ name, reason }) => [name, reason]));
  expect(missing.get('exit_state')).toEqual(say('absent.exit_state'));
  for (const name of unsoughtFields(shape)) {
    expect(missing.has(name)).toBe(false);
    expect(findField(shape, name)).toBeUndefined();
  }
  expect(unsoughtFields(shape)).toContain('mm.pgd');
});
