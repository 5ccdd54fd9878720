import type { ApiAnswer, ApiArgs, ApiEvent, ApiMethod, HostInfo, SessionSnapshot } from '../shared/api.ts';
import { failure } from '../shared/errors.ts';
import { say } from '../shared/i18n/sentence.ts';
import { lostConnection, openConnection, type Connection } from './browser-socket.ts';
import { linkWith, tabIdentity } from './browser-token.ts';
import { uploadFile } from './browser-upload.ts';
import type { Carrier } from './carrier.ts';

/** Waits between attempts to reach the server again. */
const RETRY_MS = [250, 500, 1000, 2000, 4000, 8000] as const;

/**
 * Calls go over a WebSocket to the server this page came from. A lost connection is made again and the sessions are
 * caught up with. Rejects with `forbidden` for a page that was opened without a token.
 */
export async function connectBrowser(): Promise<Carrier> {
  const identity = tabIdentity();
  if (identity === undefined) {
    throw failure('forbidden', say('carrier.noToken'), { remedy: say('carrier.noTokenRemedy') });
  }
  const listeners = new Set<(event: ApiEvent) => void>();
  const announce = (event: ApiEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let connection: Connection | undefined;

  const connect = async (): Promise<Connection> => {
    connection = await openConnection(identity, announce, () => {
      connection = undefined;
      void reconnect();
    });
    return connection;
  };

  const reconnect = async (): Promise<void> => {
    for (const wait of RETRY_MS) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      const again = await connect().catch(() => undefined);
      if (again === undefined) continue; // Not there yet: the next attempt waits longer.
      await catchUp(again, announce);
      return;
    }
    announce({ type: 'problem', problem: lostConnection().problem });
  };

  await connect();
  return {
    call: async <K extends ApiMethod>(method: K, args: ApiArgs<K>): Promise<ApiAnswer<K>> => {
      if (connection === undefined) throw lostConnection();
      // The host answers each method with its own type: its implementation is checked against the contract.
      return (await connection.call(method, args)) as ApiAnswer<K>;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    linkTo: (path) => linkWith(identity.token, path),
    ...(identity.asked === undefined ? {} : { asked: identity.asked }),
    openDropped: (file, onProgress, signal) => uploadFile(identity, file, onProgress, signal),
  };
}

/** Announces what this tab missed while it was away. */
async function catchUp(connection: Connection, announce: (event: ApiEvent) => void): Promise<void> {
  try {
    // Answers of our own host: see `call` above.
    const { sessions } = (await connection.call('describeHost', {})) as HostInfo;
    for (const { session } of sessions) {
      const snapshot = (await connection.call('snapshot', { session })) as SessionSnapshot;
      announce({ type: 'changed', session, changes: snapshot });
      announce({ type: 'progress', session, progress: snapshot.progress });
    }
  } catch {
    announce({ type: 'problem', problem: lostConnection().problem });
  }
}
