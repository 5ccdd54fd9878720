import type { WebSocket } from 'ws';
import type { ApiEvent } from '../../shared/api.ts';
import { encodeMessage, type WireMessage } from '../../shared/wire.ts';

/** Beyond this much unsent, progress waits: only its latest state matters. */
const SLOW_BYTES = 1024 * 1024;
/** Beyond this much unsent, the tab is not reading: it may connect again and catch up. */
const STUCK_BYTES = 512 * 1024 * 1024;
/** WebSocket close code "try again later". */
const TRY_AGAIN = 1013;

type Socket = Pick<WebSocket, 'send' | 'bufferedAmount' | 'close'>;

/** Sends messages to one tab, merging progress while the connection is slow. */
export class EventSender {
  readonly #socket: Socket;
  readonly #waiting = new Map<string, ApiEvent>();

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  event(event: ApiEvent): void {
    if (event.type === 'progress' && this.#socket.bufferedAmount > SLOW_BYTES) {
      this.#waiting.set(event.session, event);
      return;
    }
    // What changes a session supersedes no progress, but must not be overtaken by an older one.
    if ('session' in event) this.#waiting.delete(event.session);
    this.send({ event });
  }

  send(message: WireMessage): void {
    if (this.#socket.bufferedAmount > STUCK_BYTES) {
      this.#socket.close(TRY_AGAIN, 'not reading');
      return;
    }
    this.#socket.send(encodeMessage(message), () => {
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#waiting.size === 0 || this.#socket.bufferedAmount > SLOW_BYTES) return;
    const [[session, event] = []] = this.#waiting;
    if (session === undefined || event === undefined) return;
    this.#waiting.delete(session);
    this.send({ event });
  }
}
