import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerSetup } from '../../src/main/engine/session/session-protocol.ts';
import { serveSession } from '../../src/main/engine/session/session-service.ts';
import { openStubSession } from './stub-session.ts';

if (parentPort === null) throw new Error('runs as a worker thread only');
serveSession(parentPort, workerData as WorkerSetup, openStubSession);
