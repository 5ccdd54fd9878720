import { expect, test } from 'vitest';
import type { ApiEvent } from '../../../src/shared/api.ts';
import { decodeMessage } from '../../../src/shared/wire.ts';
import { EventSender } from '../../../src/main/browser/event-sender.ts';

/** A connection whose other end reads when told to. */
class SlowSocket {
  bufferedAmount = 0;
  closed: number | undefined;
  readonly sent: unknown[] = [];
  readonly #done: (() => void)[] = [];
  send = (data: unknown, done?: unknown): void => {
    this.sent.push(decodeMessage(data as Uint8Array));
    if (typeof done === 'function') this.#done.push(done as () => void);
  };
  close = (code?: number): void => {
    this.closed = code;
  };
  drain(): void {
    this.bufferedAmount = 0;
    for (const done of this.#done.splice(0)) done();
  }
}

const progress = (done: number, session = 's'): ApiEvent => ({
  type: 'progress',
  session,
  progress: { stage: 'shape', done, total: 100, bytesPerSecond: 0, tasks: 0 },
});
const dones = (socket: SlowSocket): unknown[] =>
  socket.sent.map((message) => (message as { event: { progress?: { done: number } } }).event.progress?.done);

test('a tab that keeps up hears every event', () => {
  const socket = new SlowSocket();
  const sender = new EventSender(socket);
  for (const done of [1, 2, 3]) sender.event(progress(done));
  expect(dones(socket)).toEqual([1, 2, 3]);
});

test('a slow tab hears the latest progress of each session once it reads again', () => {
  const socket = new SlowSocket();
  const sender = new EventSender(socket);
  sender.event(progress(1));
  socket.bufferedAmount = 2 ** 21;
  for (const done of [2, 3, 4]) sender.event(progress(done));
  sender.event(progress(9, 't'));
  expect(dones(socket)).toEqual([1]);
  socket.drain();
  socket.drain();
  expect(dones(socket)).toEqual([1, 4, 9]);
});

test('what changes a session is never held back, nor overtaken by older progress', () => {
  const socket = new SlowSocket();
  const sender = new EventSender(socket);
  sender.event(progress(1));
  socket.bufferedAmount = 2 ** 21;
  sender.event(progress(2));
  sender.event({ type: 'changed', session: 's', changes: { finished: true } });
  socket.drain();
  socket.drain();
  expect(socket.sent.map((message) => (message as { event: ApiEvent }).event.type)).toEqual([
    'progress',
    'changed',
  ]);
});

test('a tab that never reads is disconnected', () => {
  const socket = new SlowSocket();
  socket.bufferedAmount = 2 ** 30;
  new EventSender(socket).send({ id: 1, result: { ok: true, value: 1 } });
  expect(socket.closed).toBe(1013);
  expect(socket.sent).toEqual([]);
});
