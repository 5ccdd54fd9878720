import { WebSocket } from 'ws';
import type { ApiAnswer, ApiArgs, ApiEvent, ApiMethod } from '../../src/shared/api.ts';
import type { Result } from '../../src/shared/errors.ts';
import type { BrowserServer } from '../../src/main/browser/server.ts';
import {
  decodeMessage,
  encodeMessage,
  TOKEN_PROTOCOL_PREFIX,
  WIRE_PROTOCOL,
  type WireMessage,
} from '../../src/shared/wire.ts';

export interface ClientOptions {
  readonly token?: string;
  readonly origin?: string | undefined;
  readonly host?: string;
  readonly view?: string;
}

/** A tab of browser mode without a browser. Rejects when the server refuses the upgrade. */
export async function connectClient(
  server: BrowserServer,
  options: ClientOptions = {},
): Promise<{
  readonly socket: WebSocket;
  readonly events: ApiEvent[];
  readonly send: (method: string, args: unknown) => Promise<Result<unknown>>;
  readonly call: <K extends ApiMethod>(method: K, args: ApiArgs<K>) => Promise<ApiAnswer<K>>;
}> {
  const here = `127.0.0.1:${server.port}`;
  const origin = 'origin' in options ? options.origin : `http://${here}`;
  const socket = new WebSocket(
    `ws://${here}/api?view=${options.view ?? 'view-of-a-test'}`,
    [WIRE_PROTOCOL, `${TOKEN_PROTOCOL_PREFIX}${options.token ?? server.token}`],
    { headers: { Host: options.host ?? here, ...(origin === undefined ? {} : { Origin: origin }) } },
  );
  const events: ApiEvent[] = [];
  const pending = new Map<number, (result: Result<unknown>) => void>();
  let id = 0;
  socket.on('message', (data) => {
    const message = decodeMessage(data as Buffer) as WireMessage;
    if ('event' in message) events.push(message.event);
    else pending.get(message.id)?.(message.result);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => {
      resolve();
    });
    socket.once('error', reject);
  });
  const send = (method: string, args: unknown): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      pending.set(++id, resolve);
      socket.send(encodeMessage({ id, method, args }));
    });
  return {
    socket,
    events,
    send,
    call: async <K extends ApiMethod>(method: K, args: ApiArgs<K>) => {
      const result = await send(method, args);
      if (!result.ok) throw new Error(JSON.stringify(result.problem));
      return result.value as ApiAnswer<K>;
    },
  };
}
