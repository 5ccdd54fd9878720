import { parentPort, workerData } from 'node:worker_threads';
import { openSession } from './open-session.ts';
import type { WorkerSetup } from './session-protocol.ts';
import { serveSession } from './session-service.ts';

if (parentPort === null) throw new Error('session-worker runs as a worker thread only');
// Our own host wrote these data: see session-host.ts.
serveSession(parentPort, workerData as WorkerSetup, openSession);
