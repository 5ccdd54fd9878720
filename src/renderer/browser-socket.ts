import type { ApiEvent } from '../shared/api.ts';
import { failure, TaskshapeError, type Result } from '../shared/errors.ts';
import {
  decodeMessage,
  encodeMessage,
  TOKEN_PROTOCOL_PREFIX,
  WIRE_PROTOCOL,
  type WireMessage,
} from '../shared/wire.ts';
import { say } from '../shared/i18n/sentence.ts';
import type { TabIdentity } from './browser-token.ts';

/** One WebSocket connection to the server, from its opening to its end. */
export interface Connection {
  call(method: string, args: unknown): Promise<unknown>;
}

export const lostConnection = (): TaskshapeError =>
  failure('internal', say('carrier.lost'), { remedy: say('carrier.lostRemedy') });

/** Resolves once the server admitted this tab. `onClosed` is called once, after that, when the connection ends. */
export function openConnection(
  { token, view }: TabIdentity,
  onEvent: (event: ApiEvent) => void,
  onClosed: () => void,
): Promise<Connection> {
  const { promise, resolve, reject } = Promise.withResolvers<Connection>();
  const socket = new WebSocket(`ws://${location.host}/api?view=${encodeURIComponent(view)}`, [
    WIRE_PROTOCOL,
    `${TOKEN_PROTOCOL_PREFIX}${token}`,
  ]);
  socket.binaryType = 'arraybuffer';
  const pending = new Map<number, (result: Result<unknown>) => void>();
  let lastId = 0;

  const call = async (method: string, args: unknown): Promise<unknown> => {
    if (socket.readyState !== WebSocket.OPEN) throw lostConnection();
    const id = ++lastId;
    const result = await new Promise<Result<unknown>>((answer) => {
      pending.set(id, answer);
      socket.send(encodeMessage({ id, method, args }));
    });
    if (!result.ok) throw new TaskshapeError(result.problem);
    return result.value;
  };

  socket.onopen = () => {
    resolve({ call });
  };
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    // Our own server wrote it: event-sender.ts.
    const message = decodeMessage(new Uint8Array(data)) as WireMessage;
    if ('event' in message) {
      onEvent(message.event);
      return;
    }
    const answer = pending.get(message.id);
    pending.delete(message.id);
    answer?.(message.result);
  };
  let opened = false;
  socket.addEventListener('open', () => (opened = true));
  socket.onclose = () => {
    const { problem } = lostConnection();
    for (const answer of pending.values()) answer({ ok: false, problem });
    pending.clear();
    if (opened) onClosed();
    else reject(lostConnection());
  };
  return promise;
}
