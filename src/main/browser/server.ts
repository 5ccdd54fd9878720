import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { MAX_REQUEST_BYTES, WIRE_PROTOCOL } from '../../shared/wire.ts';
import { rendererFolder } from '../api/resources.ts';
import { SECURITY_HEADERS } from '../api/security-headers.ts';
import { Sessions, type OpenOptions } from '../api/sessions.ts';
import { bearerToken, fromHere, newToken, protocolToken, sameToken } from './access.ts';
import { browserApi } from './browser-api.ts';
import { EventSender } from './event-sender.ts';
import { listen } from './listen.ts';
import type { Roots } from './roots.ts';
import { serveSocket } from './socket.ts';
import { Tabs } from './tabs.ts';
import { receiveUpload } from './upload.ts';

export interface ServerOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly roots: Roots;
  /** Where dropped files are kept; default: the system's folder for temporary files. */
  readonly spool?: string;
  /** Dumps every new tab starts with. */
  readonly dumps?: readonly Pick<OpenOptions, 'path' | 'displayPath'>[];
  readonly sessions?: Sessions;
  /** The built page. */
  readonly page?: string;
}

export interface BrowserServer {
  readonly port: number;
  readonly token: string;
  /** What the user opens; holds the token. */
  readonly url: string;
  close(): Promise<void>;
}

const VIEW_NAME = /^[\w-]{8,64}$/;

/** Starts browser mode on 127.0.0.1. Rejects when the port is taken. */
export async function startServer(options: ServerOptions): Promise<BrowserServer> {
  const token = newToken();
  const sessions = options.sessions ?? new Sessions();
  const tabs = new Tabs(sessions, (view) => {
    for (const dump of options.dumps ?? []) view.open(dump);
  });
  const page = sirv(options.page ?? rendererFolder, {
    dev: false,
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    },
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(WIRE_PROTOCOL) ? WIRE_PROTOCOL : false),
  });

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (!fromHere(request)) {
      refuse(response, 403);
      return;
    }
    const url = urlOf(request);
    if (url.pathname === '/upload') {
      onUpload(request, response, url);
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      page(request, response, () => {
        refuse(response, 404);
      });
    } else {
      refuse(response, 405);
    }
  };

  const onUpload = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
    const name = viewName(url);
    const admitted = request.headers.origin !== undefined && sameToken(bearerToken(request), token);
    if (!admitted || name === undefined || request.method !== 'POST') {
      refuse(response, admitted ? 405 : 401);
      return;
    }
    const tab = tabs.enter(name);
    if (tab === undefined) {
      refuse(response, 503);
      return;
    }
    void receiveUpload(request, response, tab.view, url.searchParams, options.spool).finally(tab.leave);
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const url = urlOf(request);
    const name = viewName(url);
    const admitted =
      request.headers.origin !== undefined &&
      fromHere(request) &&
      sameToken(protocolToken(request), token) &&
      url.pathname === '/api' &&
      name !== undefined;
    if (!admitted) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => {
      const sender = new EventSender(connection);
      const tab = tabs.enter(name, (event) => {
        sender.event(event);
      });
      if (tab === undefined) {
        connection.close(1013, 'too many tabs');
        return;
      }
      connection.on('close', tab.leave);
      connection.on('error', () => {
        connection.terminate(); // A broken frame or connection: the close event follows.
      });
      serveSocket(connection, sender, browserApi(tab.view, options.roots));
    });
  };

  const server: Server = createServer(onRequest);
  // A dump of many gigabytes takes longer than Node's default of five minutes.
  server.requestTimeout = 0;
  server.on('upgrade', onUpgrade);
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    token,
    url: `http://127.0.0.1:${port}/#token=${token}`,
    close: async () => {
      for (const connection of sockets.clients) connection.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sessions.closeAll();
    },
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' });
  response.end(`${status}\n`);
}

/** The path and query asked for; what is no path is the unknown path `/?`. */
const urlOf = (request: IncomingMessage): URL =>
  URL.parse(`http://127.0.0.1${request.url ?? ''}`) ?? new URL('http://127.0.0.1/400');

function viewName(url: URL): string | undefined {
  const name = url.searchParams.get('view') ?? '';
  return VIEW_NAME.test(name) ? name : undefined;
}
