import { Sessions } from '../../src/main/api/sessions.ts';
import { SessionHost } from '../../src/main/engine/session/session-host.ts';

const worker = new URL('./stub-worker.ts', import.meta.url);

/** Sessions in real worker threads, with the stub in place of the engine. */
export const stubSessions = (): Sessions =>
  new Sessions((options) => new SessionHost({ ...options, worker }));
