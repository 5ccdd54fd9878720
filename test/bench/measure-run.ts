import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../corpus/real-dumps.ts';

/** One run of the built command line: seconds and bytes. */
export interface Run {
  readonly wall: number;
  readonly first: number;
  readonly last: number;
  /** Of all threads. */
  readonly cpu: number;
  readonly touched: number;
  /** Peak resident memory without the mapped dump. */
  readonly resident: number;
  readonly tasks: number;
}

/**
 * Runs `taskshape ps DUMP --json` to its end, output to nowhere. `cache` is a folder for earlier results; without it
 * every run analyses. Rejects when it fails.
 */
export async function measureRun(dump: string, cache?: string): Promise<Run> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [
      join(root, 'out', 'main', 'cli.js'),
      'ps',
      dump,
      '--json',
      '--timings',
      ...(cache === undefined ? ['--no-cache'] : []),
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...(cache !== undefined && { TASKSHAPE_CACHE: cache }) },
    },
  );
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const wall = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`taskshape ended with ${String(code)}: ${told}`);
  const number = (pattern: RegExp): number => Number(pattern.exec(told)?.[1] ?? NaN);
  return {
    wall,
    first: number(/first table: ([\d.]+) ms/) / 1000,
    last: number(/last table: ([\d.]+) ms/) / 1000,
    cpu: number(/processor time: ([\d.]+) ms/) / 1000,
    touched: number(/bytes touched: (\d+)/),
    resident: number(/peak resident: (\d+) bytes/),
    tasks: number(/last table: [\d.]+ ms, (\d+)/),
  };
}
