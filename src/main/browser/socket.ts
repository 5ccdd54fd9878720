import type { WebSocket } from 'ws';
import * as v from 'valibot';
import { decodeMessage } from '../../shared/wire.ts';
import { dispatch } from '../api/dispatch.ts';
import type { HostApi } from '../api/host-api.ts';
import type { EventSender } from './event-sender.ts';

const request = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  method: v.unknown(),
  args: v.unknown(),
});

/** WebSocket close code "unsupported data". */
const NO_MESSAGE = 1003;
/** Calls of one tab that may be under way at a time; a page of ours has a handful. */
const MAX_CALLS = 256;

/** Answers the calls of one tab. A message that is no call ends the connection. */
export function serveSocket(socket: WebSocket, sender: EventSender, api: HostApi): void {
  let underWay = 0;
  socket.on('message', (data, binary) => {
    const parsed = v.safeParse(request, binary && data instanceof Buffer ? decoded(data) : undefined);
    if (!parsed.success || underWay >= MAX_CALLS) {
      socket.close(NO_MESSAGE, 'no message of ours');
      return;
    }
    const { id, method, args } = parsed.output;
    underWay++;
    void dispatch(api, method, args).then((result) => {
      underWay--;
      sender.send({ id, result });
    });
  });
}

function decoded(data: Uint8Array): unknown {
  try {
    return decodeMessage(data);
  } catch {
    return undefined; // No MessagePack: the caller ends the connection.
  }
}
