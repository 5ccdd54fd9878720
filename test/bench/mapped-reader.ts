import { parentPort } from 'node:worker_threads';
import { openDumpFile } from '../../src/main/engine/file/open-file.ts';
import { fileOffset } from '../../src/shared/units.ts';

/** Small enough to stay in the processor's cache: what is measured is the reading. */
const block = new Uint8Array(256 * 1024);

parentPort?.on('message', ({ path, from, to }: { path: string; from: number; to: number }) => {
  const file = openDumpFile(path);
  for (let at = from; at < to; at += block.length) {
    file.read(fileOffset(at), block.subarray(0, Math.min(block.length, to - at)));
  }
  file.close();
  parentPort?.postMessage('done');
});
