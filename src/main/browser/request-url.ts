import type { IncomingMessage } from 'node:http';

/** The path and query asked for; what is no path becomes one that leads nowhere. */
export const urlOf = (request: Pick<IncomingMessage, 'url'>): URL =>
  URL.parse(`http://127.0.0.1${request.url ?? ''}`) ?? new URL('http://127.0.0.1/nowhere');

const VIEW_NAME = /^[\w-]{8,64}$/;

/** The tab a request belongs to, if it names one. */
export function viewName(url: URL): string | undefined {
  const name = url.searchParams.get('view') ?? '';
  return VIEW_NAME.test(name) ? name : undefined;
}
