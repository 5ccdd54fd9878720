import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ScanQuery } from '../../src/main/engine/file/dump-file.ts';
import { openDumpFile } from '../../src/main/engine/file/open-file.ts';
import { fileOffset } from '../../src/shared/units.ts';

const ROUNDS = 3;

const seconds = (from: number): number => (performance.now() - from) / 1000;

/** Reading the file once by the system's own tool. */
export function catSeconds(path: string): number {
  const start = performance.now();
  const { status } = spawnSync('sh', ['-c', 'cat -- "$0" > /dev/null', path]);
  if (status !== 0) throw new Error(`cat failed on ${path}`);
  return seconds(start);
}

/** Copying the file once out of a mapping, on all cores: the best of a few rounds. */
export async function mappedReadSeconds(path: string): Promise<number> {
  const { size } = statSync(path);
  const threads = availableParallelism();
  const workers = Array.from(
    { length: threads },
    () => new Worker(join(import.meta.dirname, 'mapped-reader.ts')),
  );
  const answer = (worker: Worker, message: unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      worker.once('message', () => {
        resolve();
      });
      worker.once('error', reject);
      worker.postMessage(message);
    });
  let best = Infinity;
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    await Promise.all(
      workers.map((worker, i) =>
        answer(worker, {
          path,
          from: Math.floor((size * i) / threads),
          to: Math.floor((size * (i + 1)) / threads),
        }),
      ),
    );
    // The first round loads the workers' code.
    if (round > 0) best = Math.min(best, seconds(start));
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return best;
}

/** The engine's own scans over the whole file, each the best of a few rounds on a mapping of its own. */
export async function scanSeconds(
  path: string,
): Promise<{ readonly patterns: number; readonly values: number }> {
  const text = new TextEncoder();
  return {
    patterns: await scanOnce(path, {
      kind: 'patterns',
      patterns: ['swapper\0', 'swapper/0\0', 'Linux version '].map((pattern) => text.encode(pattern)),
    }),
    values: await scanOnce(path, {
      kind: 'values',
      values: BigUint64Array.from({ length: 256 }, (_, i) => 0xffff_8a7c_0123_4000n + BigInt(i) * 64n),
      wordSize: 8,
      bigEndian: false,
    }),
  };
}

async function scanOnce(path: string, query: ScanQuery): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const file = openDumpFile(path);
    const start = performance.now();
    await file.scan({ ranges: [{ start: fileOffset(0), length: file.size, address: 0 }], query });
    best = Math.min(best, seconds(start));
    file.close();
  }
  return best;
}
