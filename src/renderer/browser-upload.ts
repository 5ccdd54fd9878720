import type { SessionId } from '../shared/api.ts';
import { failure, TaskshapeError, type Result } from '../shared/errors.ts';
import { say } from '../shared/i18n/sentence.ts';
import type { TabIdentity } from './browser-token.ts';

/**
 * Sends a dropped file to the server. `XMLHttpRequest` because `fetch` reports no progress of what it sends. Rejects
 * with `TaskshapeError`: `cancelled` when the signal ended it.
 */
export function uploadFile(
  identity: TabIdentity,
  file: File,
  onProgress: (sentBytes: number, totalBytes: number) => void,
  signal: AbortSignal,
): Promise<SessionId> {
  const { promise, resolve, reject } = Promise.withResolvers<SessionId>();
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ view: identity.view, name: file.name });
  request.open('POST', `/upload?${query.toString()}`);
  request.setRequestHeader('Authorization', `Bearer ${identity.token}`);
  request.upload.onprogress = ({ loaded }) => {
    onProgress(Math.min(loaded, file.size), file.size);
  };
  request.onload = () => {
    const result = parseResult(request.responseText);
    if (result.ok) resolve(result.value);
    else reject(new TaskshapeError(result.problem));
  };
  request.onerror = () => {
    reject(
      failure('internal', say('upload.failed'), {
        file: file.name,
        remedy: say('upload.failedRemedy'),
      }),
    );
  };
  request.onabort = () => {
    reject(failure('cancelled', say('upload.cancelled'), { file: file.name }));
  };
  const abort = (): void => {
    request.abort();
  };
  signal.addEventListener('abort', abort);
  request.onloadend = () => {
    signal.removeEventListener('abort', abort);
  };
  request.send(file);
  if (signal.aborted) abort();
  return promise;
}

/** The server answers JSON of `Result<SessionId>`, or plain text where it refused before looking at the file. */
function parseResult(text: string): Result<SessionId> {
  try {
    // Our own server wrote it: upload.ts.
    return JSON.parse(text) as Result<SessionId>;
  } catch {
    return {
      ok: false,
      problem: { code: 'forbidden', message: say('upload.refused', { reason: text.trim() }) },
    };
  }
}
