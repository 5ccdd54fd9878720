import type { SessionEvent } from '../../src/shared/api.ts';
import { openSession } from '../../src/main/engine/session/open-session.ts';
import type { Session } from '../../src/main/engine/session/session.ts';

/** Runs the whole analysis of a file in this thread. The caller closes the session. */
export async function analyseFile(
  path: string,
  onEvent: (event: SessionEvent) => void = () => undefined,
): Promise<Session> {
  const session = openSession({ id: 'test', path, onEvent });
  await session.run();
  return session;
}
