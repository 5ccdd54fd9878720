import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { rendererFolder } from '../api/resources.ts';
import { SECURITY_HEADERS } from '../api/security-headers.ts';
import { HOST, SCHEME } from './origin.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.json': 'application/json',
};

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page, and nothing outside its folder. */
export function setupProtocol(): void {
  protocol.handle(SCHEME, (request) => serveFile(rendererFolder, request));
}

/** Answers one request out of `folder`. */
export async function serveFile(folder: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  const file = request.method === 'GET' ? fileOf(folder, request.url) : undefined;
  const type = TYPES[extname(file ?? '')];
  if (file === undefined || type === undefined) return notFound();
  try {
    return new Response(new Uint8Array(await readFile(file)), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': type },
    });
  } catch {
    return notFound(); // Not there, or not a file: the page is told no more.
  }
}

const notFound = (): Response => new Response('not found', { status: 404, headers: SECURITY_HEADERS });

/** The file a URL names, if it lies in `folder`. */
function fileOf(folder: string, address: string): string | undefined {
  const url = URL.parse(address);
  if (url?.protocol !== `${SCHEME}:` || url.host !== HOST) return undefined;
  const path = decoded(url.pathname);
  if (path === undefined || path.includes('\0')) return undefined;
  const file = normalize(join(folder, path));
  return file.startsWith(folder + sep) ? file : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // A lone percent sign: names no file.
  }
}
