import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TOKEN_PROTOCOL_PREFIX } from '../../shared/wire.ts';

/**
 * Who may talk to the server.
 *
 * The token stands in the fragment of the printed URL. A fragment is never sent: not in a request line, a log or a
 * Referer; the page keeps it in sessionStorage, which is bound to the origin *with its port*. A cookie, even
 * HttpOnly and SameSite=Strict, is not: 127.0.0.1:7001 and 127.0.0.1:7002 share cookies and count as one site, so on
 * a server with several users any other user's port would be sent ours.
 *
 * Host must be a loopback name: a page whose own name was re-bound to 127.0.0.1 sends its own name. The port is free,
 * since `ssh -L` may change it. Origin, where sent, must be the origin that Host names.
 */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** 256 bits, in letters that need no escaping in a URL or in a subprotocol. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** True for a request that names this machine's loopback and comes from our own page or from no page at all. */
export function fromHere(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { host, origin } = request.headers;
  if (host === undefined || !LOOPBACK.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

/** Compares in a time that tells nothing about where the two differ. */
export function sameToken(given: string | undefined, token: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The token of `Authorization: Bearer …`. */
export function bearerToken(request: Pick<IncomingMessage, 'headers'>): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** The token among the subprotocols a page offers. */
export function protocolToken(request: Pick<IncomingMessage, 'headers'>): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return offered.find((name) => name.startsWith(TOKEN_PROTOCOL_PREFIX))?.slice(TOKEN_PROTOCOL_PREFIX.length);
}
