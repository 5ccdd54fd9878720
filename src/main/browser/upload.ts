import type { IncomingMessage, ServerResponse } from 'node:http';
import { failure, problemOf, type Result } from '../../shared/errors.ts';
import type { SessionId } from '../../shared/api.ts';
import { say } from '../../shared/i18n/sentence.ts';
import type { View } from '../api/view.ts';
import { spool } from './spool.ts';

const MAX_NAME = 255;

/** Takes a dropped file: `POST /upload?view=…&name=…` with its bytes as the body. Answers a `Result` as JSON. */
export async function receiveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  view: View,
  query: URLSearchParams,
  spoolFolder: string | undefined,
): Promise<void> {
  const result = await accept(request, view, query, spoolFolder);
  if (response.destroyed) return;
  // What was not read of the body cannot be told from the next request: end the connection.
  response.writeHead(result.ok ? 200 : 422, {
    'Content-Type': 'application/json',
    ...(request.complete ? {} : { Connection: 'close' }),
  });
  response.end(JSON.stringify(result));
}

async function accept(
  request: IncomingMessage,
  view: View,
  query: URLSearchParams,
  spoolFolder: string | undefined,
): Promise<Result<SessionId>> {
  try {
    const name = fileName(query.get('name') ?? '');
    const size = Number(request.headers['content-length'] ?? Number.NaN);
    if (!Number.isSafeInteger(size)) throw failure('bad-request', say('failure.uploadLength'));
    const { path, remove } = await spool(request, size, name, spoolFolder);
    return { ok: true, value: view.open({ path, displayPath: name, onClosed: remove }) };
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown) };
  }
}

/** The last part of the name a page gave, for showing only: it never becomes a path. */
function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  return last === '' ? 'dropped file' : last.slice(0, MAX_NAME);
}
