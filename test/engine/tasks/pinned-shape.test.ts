import { beforeAll, describe, expect, test } from 'vitest';
import type { FieldName } from '../../../src/shared/fields.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { findField } from '../../../src/shared/shape.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import { commText } from '../../../src/shared/text.ts';
import { checkPin, readPinned, type Reading } from '../../../src/main/engine/tasks/pinned-shape.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { Random } from '../../support/dump-builder/random.ts';
import { understand, type FullAnalysis } from '../../support/engine/analyse-guest.ts';
import { BUSY_MACHINE, QUIET_MACHINE } from '../../support/engine/drawings.ts';
import { problemIn } from '../../support/problem-of.ts';

const MACHINES = [
  { name: 'a 64-bit 6.1', guest: buildGuest(BUSY_MACHINE, { ramSize: 4 << 20 }) },
  {
    name: 'a 32-bit big-endian 2.6.18, with its ids in the task',
    guest: buildGuest(BUSY_MACHINE, {
      model: KERNEL_MODELS['2.6.18'],
      wordSize: 4,
      byteOrder: 'big',
      ramSize: 4 << 20,
    }),
  },
  {
    name: 'a 3.10, with pairs for times',
    guest: buildGuest(BUSY_MACHINE, { model: KERNEL_MODELS['3.10'], ramSize: 4 << 20 }),
  },
];

describe.each(MACHINES)('fields of $name that the user moves', ({ guest }) => {
  let analysis: FullAnalysis;
  beforeAll(async () => {
    analysis = await understand(guest);
  });
  const offsetOf = (name: FieldName): number => findField(analysis.shape, name)?.offset ?? NaN;
  const pin = (...pins: (readonly [FieldName, number])[]): Reading =>
    readPinned(analysis.kernel, analysis, new Map(pins));

  test('put where the search found them, say what the search said', () => {
    const every = analysis.shape.fields
      .filter(({ name }) => name !== 'tasks')
      .map(({ name, offset }) => [name, offset] as const);
    const { table, shape } = pin(...every);
    expect(table).toEqual(analysis.table);
    for (const { name, evidence, pinned } of shape.fields.filter((field) => field.name !== 'tasks')) {
      expect(pinned, name).toEqual({ found: offsetOf(name) });
      // Nothing that is in its place breaks the relation it is held against.
      if (evidence.tested > 0) expect(evidence.satisfied / evidence.tested, name).toBeGreaterThan(0.85);
    }
  });

  test('change what is read by them, and nothing else', () => {
    const { table, shape } = pin(['tgid', offsetOf('pid')]);
    const thread = analysis.table.pid.indexOf(402);
    expect(analysis.table.tgid[thread]).toBe(400);
    expect(table.tgid[thread]).toBe(402);
    expect(table.pid).toEqual(analysis.table.pid);
    expect(table.comm).toEqual(analysis.table.comm);
    const tgid = findField(shape, 'tgid');
    expect(tgid?.evidence.relation.key).toBe('pinned.relation');
    expect(tgid?.evidence.exceptions).toContain(thread);
    expect(findField(shape, 'pid')?.pinned).toBeUndefined();
  });

  test('keep the other places in view, the one of the search first', () => {
    const moved = findField(pin(['comm', offsetOf('pid')]).shape, 'comm');
    expect(moved?.evidence.runnersUp[0]).toMatchObject({
      offset: offsetOf('comm'),
      reason: say('lost.found'),
    });
    const other = findField(analysis.shape, 'real_parent')?.evidence.runnersUp[0]?.offset ?? NaN;
    const parent = findField(pin(['real_parent', other]).shape, 'real_parent');
    expect(parent?.evidence.runnersUp.map(({ offset }) => offset)).not.toContain(other);
  });

  test('show what their place breaks', () => {
    const wrong = pin(['comm', offsetOf('pid')], ['real_parent', offsetOf('comm')]);
    const share = (name: FieldName): number => {
      const { satisfied = 1, tested = 1 } = findField(wrong.shape, name)?.evidence ?? {};
      return satisfied / tested;
    };
    expect(share('real_parent')).toBe(0);
    expect(commText(wrong.table, analysis.table.pid.indexOf(300))).not.toBe('bash');
    expect(wrong.table.parent.subarray(1).every((parent, i) => parent < 0 || parent !== i + 1)).toBe(true);
  });

  test('may be ones that were not found', () => {
    const { fields, missing } = analysis.shape;
    const without: Reading = {
      ...analysis,
      shape: {
        ...analysis.shape,
        fields: fields.filter(({ name }) => name !== 'exit_state'),
        missing: [...missing, { name: 'exit_state', reason: say('absent.exit_state'), runnersUp: [] }],
      },
    };
    const { shape, table } = readPinned(
      analysis.kernel,
      without,
      new Map([['exit_state', offsetOf('exit_state')]]),
    );
    expect(findField(shape, 'exit_state')?.pinned).toEqual({});
    expect(shape.missing.some(({ name }) => name === 'exit_state')).toBe(false);
    expect(table.exitState).toEqual(analysis.table.exitState);
  });
});

test('no pins: the very reading of the search', async () => {
  const analysis = await understand(MACHINES[0]?.guest ?? buildGuest(BUSY_MACHINE, {}));
  expect(readPinned(analysis.kernel, analysis, new Map())).toBe(analysis);
});

test('a place where a field cannot be is refused', () => {
  for (const offset of [-4, 1.5, NaN, 1 << 20]) {
    const refused = problemIn(() => {
      checkPin('pid', offset);
    });
    expect(refused.code).toBe('bad-request');
  }
  const list = problemIn(() => {
    checkPin('tasks', 8);
  });
  expect(list.message).toEqual(say('failure.pinTasks'));
  expect(() => {
    checkPin('pid', 0x970);
  }).not.toThrow();
});

describe('where pages are lost', () => {
  test.each(['zero', 'noise'] as const)(
    '%s: fields in their place say what the search said',
    async (kind) => {
      const guest = buildGuest(QUIET_MACHINE, { ramSize: 4 << 20 });
      const random = new Random(3);
      for (const pid of [60, 104, 130]) {
        // One page of the task, and the page of another's credentials: the rest of both is read as before.
        const task = guest.task(pid).object.physical;
        const cred = guest.task(pid + 10).cred?.physical ?? NaN;
        for (const place of [task + guest.structs.task_struct.size - 1, cred]) {
          const page = guest.memory.at(Math.floor(place / 4096) * 4096, 4096);
          page.forEach((_, i) => {
            page[i] = kind === 'zero' ? 0 : random.below(256);
          });
        }
      }
      const analysis = await understand(guest);
      const { shape, table, kernel } = analysis;
      const unknown = (read: TaskTable): number => read.uid.filter((uid) => Number.isNaN(uid)).length;
      expect(unknown(table)).toBeGreaterThan(0);
      const every = shape.fields
        .filter(({ name }) => name !== 'tasks')
        .map(({ name, offset }) => [name, offset] as const);
      expect(readPinned(kernel, analysis, new Map(every)).table).toEqual(table);
      const pinned = readPinned(
        kernel,
        analysis,
        new Map([['comm', findField(shape, 'comm')?.offset ?? NaN]]),
      );
      expect(unknown(pinned.table)).toBe(unknown(table));
    },
  );
});
