import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../../src/shared/api.ts';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';
import { dumpFileOf } from '../../support/engine/dump-file-of.ts';

/** A machine with enough threads that learning takes a while. */
const CROWD = `${BUSY_MACHINE}\n${Array.from({ length: 400 }, (_, i) => `      kthr/${i} ${1000 + i}`).join('\n')}`;
const path = (): string => dumpFileOf(buildGuest(CROWD, { ramSize: 48 << 20 }));

/** Cancels at the first event that `when` accepts; answers how long the end took from there. */
async function cancelAt(
  when: (event: SessionEvent) => boolean,
  how: 'flag' | 'call',
): Promise<{ milliseconds: number; session: ReturnType<typeof openSession> }> {
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  let start = NaN;
  const session = openSession({
    id: 'c',
    path: path(),
    cancelFlag,
    onEvent: (event) => {
      if (!Number.isNaN(start) || !when(event)) return;
      start = performance.now();
      if (how === 'flag') Atomics.store(cancelFlag, 0, 1);
      else session.cancel();
    },
  });
  await session.run();
  return { milliseconds: performance.now() - start, session };
}

const isStage =
  (stage: string) =>
  (event: SessionEvent): boolean =>
    event.type === 'progress' && event.progress.stage === stage;
const hasTable = (event: SessionEvent): boolean =>
  event.type === 'changed' && event.changes.table !== undefined;

describe.each(['flag', 'call'] as const)('cancelling by %s', (how) => {
  test.each([
    { during: 'the first scan', when: isStage('locate') },
    {
      during: 'the search for the shape',
      when: (event: SessionEvent) => event.type === 'changed' && event.changes.info?.kernel !== undefined,
    },
    { during: 'the rest of it, once a table is there', when: hasTable },
    { during: 'the last scan', when: isStage('carve') },
  ])('during $during ends within 100 ms', async ({ when }) => {
    const { milliseconds, session } = await cancelAt(when, how);
    expect(session.snapshot().problem).toMatchObject({ code: 'cancelled' });
    expect(session.snapshot().finished).toBe(true);
    expect(milliseconds).toBeLessThan(100);
    session.close();
  });

  test('keeps what was found and readable', async () => {
    const { session } = await cancelAt(hasTable, how);
    const { table, shape, problem } = session.snapshot();
    expect(problem?.code).toBe('cancelled');
    expect(table?.count).toBeGreaterThan(400);
    expect(shape?.fields.length).toBeGreaterThan(5);
    expect(session.describeTask(1).fields.length).toBeGreaterThan(5);
    expect(session.read('virtual', table?.address[1] ?? 0n, 64).holes).toEqual([]);
    session.close();
  });
});

test('a session cancelled before it begins does no more than open the file', async () => {
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4)).fill(1);
  const session = openSession({ id: 'c', path: path(), cancelFlag, onEvent: () => undefined });
  await session.run();
  expect(session.snapshot().problem?.code).toBe('cancelled');
  expect(session.snapshot().table).toBeUndefined();
  session.close();
});
