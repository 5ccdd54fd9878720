import { describe, expect, test } from 'vitest';
import { findField } from '../../../src/shared/shape.ts';
import { FOUND_BY } from '../../../src/shared/task-table.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { writeWild } from '../../support/dump-builder/damage.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { understand } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE, SMALL_MACHINE } from '../../support/engine/drawings.ts';

const draw = (release: keyof typeof KERNEL_MODELS, drawing = BUSY_MACHINE) =>
  buildGuest(drawing, { model: KERNEL_MODELS[release], ramSize: 4 << 20 });

describe('threads', () => {
  test.each([
    { release: '3.10', lists: ['thread_group'] },
    { release: '6.1', lists: ['thread_group', 'thread_node'] },
    { release: '6.12', lists: ['thread_node'] },
  ] as const)('hang on $lists in $release: all are found by either', async ({ release, lists }) => {
    const guest = draw(release);
    const { table, shape } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
    for (const name of ['thread_group', 'thread_node'] as const) {
      const isKept = (lists as readonly string[]).includes(name);
      expect(findField(shape, name)?.offset).toBe(isKept ? guest.offsetOf(name) : undefined);
      expect(shape.missing.some((missing) => missing.name === name)).toBe(!isKept);
    }
  });

  test('are rows of their own under their leader, and only they are found by their list alone', async () => {
    const guest = draw('6.1');
    const { table } = await understand(guest);
    for (const { truth } of guest.tasks) {
      const row = table.pid.indexOf(truth.pid);
      const isThread = truth.pid !== truth.tgid;
      expect(((table.foundBy[row] ?? 0) & FOUND_BY.list) === 0).toBe(isThread);
      expect(table.pid[table.leader[row] ?? -1]).toBe(truth.tgid);
      expect(table.threads[row]).toBe(truth.threads);
    }
  });

  test('are found when one of their two lists is cut', async () => {
    for (const member of ['thread_group', 'thread_node']) {
      const guest = draw('6.1');
      writeWild(guest, 402, member, 0xdead_beef_0000_0000n);
      writeWild(guest, 402, member, 0xdead_beef_0000_0000n, 1);
      const { table } = await understand(guest);
      expect(differences(guest, table)).toEqual([]);
    }
  });

  test('need not exist: a machine where every process has one is understood all the same', async () => {
    const alone = SMALL_MACHINE.replace('threads=web:81,web:82', '');
    for (const release of ['3.10', '6.1', '6.12'] as const) {
      const guest = draw(release, alone);
      const { table, shape } = await understand(guest);
      expect(differences(guest, table)).toEqual([]);
      expect(findField(shape, 'group_leader')?.offset).toBe(guest.offsetOf('group_leader'));
      expect(findField(shape, 'group_leader')?.evidence.relation).toEqual(say('relation.group_leaderAlone'));
    }
  });

  test('of one group may be hundreds', async () => {
    const many = Array.from({ length: 300 }, (_, i) => `t:${1000 + i}`).join(',');
    const guest = draw('6.1', SMALL_MACHINE.replace('web:81,web:82', many));
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });

  test('lead to signal_struct: where the head of their ring lies', async () => {
    const guest = draw('6.12');
    const { shape } = await understand(guest);
    expect(findField(shape, 'signal')?.offset).toBe(guest.offsetOf('signal'));
    expect(findField(shape, 'signal.thread_head')?.offset).toBe(
      guest.structs.signal_struct.offsetOf('thread_head'),
    );
  });
});
