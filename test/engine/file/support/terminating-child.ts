/** Terminates workers in the middle of a scan, in a process of its own; prints what a read in the main thread holds. */
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

import { openDumpFile } from '../../../../src/main/engine/file/open-file.ts';
import { fileOffset } from '../../../../src/shared/units.ts';

const ROUNDS = 5;
const file = openDumpFile(process.execPath);

async function endWorkers(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const worker = new Worker(new URL(import.meta.url));
    await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    await worker.terminate();
  }
  console.log(file.read(fileOffset(0), new Uint8Array(4)));
}

async function scanForLong(): Promise<void> {
  await file.scan({
    ranges: Array.from({ length: 2000 }, () => ({ start: fileOffset(0), length: file.size, address: 0 })),
    query: { kind: 'values', values: BigUint64Array.of(0x123456789n), wordSize: 8, bigEndian: false },
    onProgress: () => parentPort?.postMessage('scanning'),
  });
}

await (isMainThread ? endWorkers() : scanForLong());
