import type { Server } from 'node:http';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';

/** Listens on the loopback interface alone; answers the port. Rejects with `bad-request` when it cannot be had. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        failure('bad-request', say('failure.port', { port, why: error.message }), {
          remedy: say('remedy.anyPort'),
        }),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
}
