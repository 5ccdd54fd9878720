import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { SECURITY_HEADERS } from '../api/security-headers.ts';
import { bearerToken, fromHere, sameToken } from './access.ts';
import { urlOf, viewName } from './request-url.ts';
import type { Tabs } from './tabs.ts';
import { receiveUpload } from './upload.ts';

export interface HttpOptions {
  readonly token: string;
  readonly tabs: Tabs;
  /** The folder of the built page. */
  readonly page: string;
  /** Where dropped files are kept. */
  readonly spool: string | undefined;
}

/** Answers every plain HTTP request: the page’s files to all who come from here, uploads to those with the token. */
export function httpRequests(
  options: HttpOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const page = sirv(options.page, { dev: false, etag: true });
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const url = urlOf(request);
    if (!fromHere(request)) {
      refuse(response, 403);
    } else if (url.pathname === '/upload') {
      onUpload(options, request, response, url);
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      page(request, response, () => {
        refuse(response, 404);
      });
    } else {
      refuse(response, 405);
    }
  };
}

function onUpload(options: HttpOptions, request: IncomingMessage, response: ServerResponse, url: URL): void {
  // Every page says where it comes from when it posts; what does not is no page of ours.
  const admitted = request.headers.origin !== undefined && sameToken(bearerToken(request), options.token);
  const name = viewName(url);
  if (!admitted) {
    refuse(response, 401);
    return;
  }
  if (request.method !== 'POST' || name === undefined) {
    refuse(response, 400);
    return;
  }
  const tab = options.tabs.enter(name);
  if (tab === undefined) {
    refuse(response, 503);
    return;
  }
  void receiveUpload(request, response, tab.view, url.searchParams, options.spool).finally(tab.leave);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' });
  response.end(`${status}\n`);
}
