/**
 * Structure-aware fuzzing of every format: `npm run fuzz -- [seconds] [part of a seed's name] [first number]`.
 *
 * Each input is a mutation of a valid small file, made from a number, so that every find can be made again. An input
 * may end in an opened dump or in a typed error; a crash, ten seconds without an end, or memory above 1 GiB is a find:
 * its file is kept and the exit code is 1.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { inputOf, type FuzzSetup } from './fuzz-worker.ts';
import { SEEDS } from './seeds.ts';

const LIMIT_MS = 10_000;
const MAX_RSS = 1.5 * 1024 ** 3;
const FOLDER = join(tmpdir(), 'taskshape-fuzz');

const seconds = Number(process.argv[2] ?? 60);
const wanted = process.argv[3] ?? '';
const first = Number(process.argv[4] ?? (Date.now() % 1_000_000) * 1000);
const seeds = [...SEEDS.keys()].filter((name) => name.includes(wanted));
/** A broken seed must not fill the disk. */
const MAX_FINDS = 50;
let finds = 0;
let total = 0;

for (const seed of seeds) await fuzz(seed, (seconds * 1000) / seeds.length);
console.log(`${total} inputs, ${finds} finds`);
process.exitCode = finds > 0 ? 1 : 0;

async function fuzz(seed: string, milliseconds: number): Promise<void> {
  const until = Date.now() + milliseconds;
  for (let start = first; Date.now() < until && finds <= MAX_FINDS;)
    start = await fuzzFrom(seed, start, until);
}

/** Runs a thread until the time is up or an input does not end. Returns the number to go on from. */
async function fuzzFrom(seed: string, start: number, until: number): Promise<number> {
  const state = new Int32Array(new SharedArrayBuffer(16));
  const setup: FuzzSetup = { seed, first: start, state, maxRss: MAX_RSS };
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), { workerData: setup });
  let isOver = false;
  worker.on('message', (message: { find?: number; why?: string; ends?: Map<string, number> }) => {
    if (message.find !== undefined) report(seed, message.find, message.why ?? '');
    if (message.ends !== undefined)
      console.log(`${seed}: ${state[1]} inputs`, Object.fromEntries(message.ends));
  });
  worker.on('error', (error) => {
    report(seed, state[0] ?? 0, String(error));
  });
  worker.on('exit', () => (isOver = true));
  let current = -1;
  let since = Date.now();
  // What the listeners set is not seen by the compiler's narrowing.
  const over = (): boolean => isOver;
  while (!over()) {
    await sleep(100);
    if (Date.now() >= until || finds > MAX_FINDS) Atomics.store(state, 2, 1);
    if (Atomics.load(state, 1) !== current) {
      current = Atomics.load(state, 1);
      since = Date.now();
    } else if (Atomics.load(state, 3) === 1 && Date.now() - since > LIMIT_MS) {
      report(seed, state[0] ?? 0, `no end within ${LIMIT_MS} ms`);
      await worker.terminate();
    }
  }
  total += state[1] ?? 0;
  return (state[0] ?? 0) + 1;
}

function report(seed: string, number: number, why: string): void {
  if (++finds > MAX_FINDS) return;
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${seed.replaceAll(' ', '-')}-${number}`);
  writeFileSync(path, inputOf(seed, number));
  console.log(`FIND ${seed} ${number}: ${why}\n  kept as ${path}`);
}
