import { parentPort } from 'node:worker_threads';
import type { ScanQuery } from '../../file/dump-file.ts';
import type { WorkerReply, WorkerTask } from './decode-pool.ts';
import { runScanJob, type Scratch } from './scan-job.ts';

/** Queries by number; the object is kept, because the addon compiles each object once. */
const queries = new Map<number, ScanQuery>();
const scratch: Scratch = { bytes: new Uint8Array(0) };
const port = parentPort;

port?.on('message', (task: WorkerTask) => {
  if (task.kind === 'query') {
    queries.set(task.query, task.definition);
    return;
  }
  if (task.kind === 'forget') {
    queries.delete(task.query);
    return;
  }
  const query = queries.get(task.query);
  if (query === undefined) throw new Error(`query ${task.query} was never sent`);
  const result = runScanJob(task.job, query, task.maxHits, scratch);
  const { stored } = task.job;
  const reply: WorkerReply = { id: task.id, result, stored };
  port.postMessage(reply, stored.buffer instanceof ArrayBuffer ? [stored.buffer] : []);
});
