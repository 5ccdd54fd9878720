import { afterEach, expect, test } from 'vitest';
import type { SessionEvent } from '../../../src/shared/api.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { SessionHost } from '../../../src/main/engine/session/session-host.ts';

const worker = new URL('../../support/stub-worker.ts', import.meta.url);
const open: SessionHost[] = [];

function host(path: string): { host: SessionHost; events: SessionEvent[]; finished: Promise<undefined> } {
  const events: SessionEvent[] = [];
  const { promise: finished, resolve } = Promise.withResolvers<undefined>();
  const started = new SessionHost({
    id: 's',
    path,
    worker,
    onEvent: (event) => {
      events.push(event);
      if (event.type === 'changed' && event.changes.finished === true) resolve(undefined);
    },
  });
  open.push(started);
  return { host: started, events, finished };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

test('answers of the worker keep bigints, bytes and pairs', async () => {
  const { host: session } = host('/dumps/bytes');
  const { bytes, holes } = await session.ask('read', { space: 'virtual', address: 16n, length: 3 });
  expect([...bytes]).toEqual([16, 17, 18]);
  expect(holes).toEqual([[1, 2]]);
  expect(await session.ask('locate', { space: 'file', address: 2n ** 63n })).toMatchObject({
    virtual: 2n ** 63n,
  });
});

test('a read out of a large block carries only its own bytes', async () => {
  const { host: session } = host('/dumps/bytes');
  const { bytes } = await session.ask('read', { space: 'virtual', address: 16n, length: 3 });
  expect(bytes.buffer.byteLength).toBe(3);
});

test('an expected failure keeps code, file, offset, expectation and remedy', async () => {
  const { host: session } = host('/dumps/refuse');
  await expect(session.ask('read', { space: 'file', address: 0n, length: 1 })).rejects.toMatchObject({
    problem: {
      code: 'address-unmapped',
      file: '/dumps/refuse',
      offset: 7,
      expected: say('expected.dump'),
      remedy: say('remedy.info'),
    },
  });
});

test('the snapshot holds what was announced', async () => {
  const { host: session, finished } = host('/dumps/bytes');
  expect(session.snapshot()).toMatchObject({ session: 's', path: '/dumps/bytes', finished: false });
  await finished;
  expect(session.snapshot()).toMatchObject({ finished: true, timings: [{ stage: 'done' }] });
});

test('cancel reaches a worker that computes and reads no messages, within 100 ms', async () => {
  const { host: session, events, finished } = host('/dumps/busy');
  await expect.poll(() => events.length, { interval: 5 }).toBeGreaterThan(0);
  const start = performance.now();
  void session.cancel();
  await finished;
  expect(performance.now() - start).toBeLessThan(100);
});

test('a worker that crashes ends its session with a problem, and nothing else', async () => {
  const { host: session, finished } = host('/dumps/crash');
  await finished;
  expect(session.snapshot().problem).toMatchObject({ code: 'internal', file: '/dumps/crash' });
  await expect(session.ask('segments', { space: 'file' })).rejects.toMatchObject({
    problem: { code: 'internal' },
  });
});

test('questions under way when the worker crashes are answered with its problem', async () => {
  const { host: session } = host('/dumps/crash');
  const questions = Array.from({ length: 50 }, () => session.ask('segments', { space: 'file' }));
  const answers = await Promise.allSettled(questions);
  expect(answers).toHaveLength(50);
});

test('an analysis that rejects is reported and leaves the bytes readable', async () => {
  const { host: session, finished } = host('/dumps/reject');
  await finished;
  expect(session.snapshot().problem?.message).toEqual(
    say('failure.text', { text: 'the stub rejected as asked' }),
  );
  expect(await session.ask('segments', { space: 'file' })).toHaveLength(1);
});

test('a closed session answers session-gone and closes twice without harm', async () => {
  const { host: session } = host('/dumps/bytes');
  await session.close();
  await session.close();
  await expect(session.ask('segments', { space: 'file' })).rejects.toMatchObject({
    problem: { code: 'session-gone' },
  });
});

test('closing does not wait for a computation that never looks', async () => {
  const { host: session, events } = host('/dumps/busy');
  await expect.poll(() => events.length, { interval: 5 }).toBeGreaterThan(0);
  const start = performance.now();
  await session.close();
  expect(performance.now() - start).toBeLessThan(2500);
});
