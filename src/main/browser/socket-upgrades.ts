import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_REQUEST_BYTES, WIRE_PROTOCOL } from '../../shared/wire.ts';
import { fromHere, protocolToken, sameToken } from './access.ts';
import { browserApi, type Remembered } from './browser-api.ts';
import { EventSender } from './event-sender.ts';
import { urlOf, viewName } from './request-url.ts';
import type { Roots } from './roots.ts';
import { serveSocket } from './socket.ts';
import type { Tabs } from './tabs.ts';

export interface UpgradeOptions {
  readonly token: string;
  readonly tabs: Tabs;
  readonly roots: Roots;
  readonly remembered: Remembered;
}

/** WebSocket close code "try again later". */
const TRY_AGAIN = 1013;

export interface SocketUpgrades {
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends every connection. */
  readonly close: () => void;
}

/** Turns requests of our own page, with the token, into connections of its tab. */
export function socketUpgrades(options: UpgradeOptions): SocketUpgrades {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(WIRE_PROTOCOL) ? WIRE_PROTOCOL : false),
  });
  return {
    accept: (request, socket, head) => {
      const name = admit(request, options.token);
      if (name === undefined) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (connection) => {
        connect(connection, name, options);
      });
    },
    close: () => {
      for (const connection of server.clients) connection.terminate();
    },
  };
}

/** The tab’s name, where the request may become a connection. */
function admit(request: IncomingMessage, token: string): string | undefined {
  const url = urlOf(request);
  const admitted =
    url.pathname === '/api' &&
    request.headers.origin !== undefined &&
    fromHere(request) &&
    sameToken(protocolToken(request), token);
  return admitted ? viewName(url) : undefined;
}

function connect(connection: WebSocket, name: string, { tabs, roots, remembered }: UpgradeOptions): void {
  const sender = new EventSender(connection);
  const tab = tabs.enter(name, (event) => {
    sender.event(event);
  });
  if (tab === undefined) {
    connection.close(TRY_AGAIN, 'too many tabs');
    return;
  }
  connection.on('close', tab.leave);
  connection.on('error', () => {
    connection.terminate(); // A broken frame or connection: the close event follows.
  });
  serveSocket(connection, sender, browserApi(tab.view, roots, remembered));
}
