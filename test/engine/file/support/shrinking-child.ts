/**
 * Runs in a process of its own, because what it provokes would kill it if it were not caught: opens a file, makes it
 * shorter at the moment that its argument names, and prints as JSON what each call came to.
 */
import { closeSync, ftruncateSync, openSync, truncateSync } from 'node:fs';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

import { openDumpFile } from '../../../../src/main/engine/file/open-file.ts';
import { problemOf } from '../../../../src/shared/errors.ts';
import { fileOffset } from '../../../../src/shared/units.ts';

const SIZE = 2 ** 28;
const LEFT = 2 ** 20 + 100;
const ZEROS = { kind: 'patterns', patterns: [new TextEncoder().encode('nothing like this')] } as const;

const outcome = (call: () => number): unknown => {
  try {
    return call();
  } catch (error) {
    return problemOf(error);
  }
};

async function shrinkBeforeReads(path: string): Promise<unknown> {
  const file = openDumpFile(path);
  const intact = outcome(() => file.read(fileOffset(SIZE - 8), new Uint8Array(8)));
  truncateSync(path, LEFT);
  const read = outcome(() => file.read(fileOffset(SIZE - 8), new Uint8Array(8)));
  const gather = outcome(() => file.gather(Float64Array.of(0, SIZE - 8), 8, new Uint8Array(16)));
  const scan = await scanAll(path, file, () => undefined);
  file.close();
  return { access: file.access, intact, read, gather, scan };
}

async function shrinkDuringScan(path: string): Promise<unknown> {
  const file = openDumpFile(path);
  const scan = await scanAll(path, file, () => {
    truncateSync(path, LEFT);
  });
  file.close();
  return { access: file.access, scan };
}

function scanAll(path: string, file: ReturnType<typeof openDumpFile>, onFirst: () => void): Promise<unknown> {
  let first = true;
  const ranges = Array.from({ length: 20 }, () => ({ start: fileOffset(0), length: SIZE, address: 0 }));
  const onProgress = (): void => {
    if (first) onFirst();
    first = false;
  };
  return file
    .scan({ ranges, query: ZEROS, threads: 2, onProgress })
    .then(() => `found nothing in ${path}`, problemOf);
}

function makeFile(path: string): void {
  const descriptor = openSync(path, 'w');
  ftruncateSync(descriptor, SIZE);
  closeSync(descriptor);
}

const CASES = { reads: shrinkBeforeReads, scan: shrinkDuringScan };

async function run(): Promise<void> {
  const [path = '', what = '', where = ''] = isMainThread ? process.argv.slice(2) : (workerData as string[]);
  if (isMainThread) makeFile(path);
  if (isMainThread && where === 'worker') {
    new Worker(new URL(import.meta.url), { workerData: [path, what, where] }).on('message', (result) => {
      console.log(JSON.stringify(result));
    });
    return;
  }
  const result = await CASES[what === 'scan' ? 'scan' : 'reads'](path);
  if (isMainThread) console.log(JSON.stringify(result));
  else parentPort?.postMessage(result);
}

await run();
