import { parentPort, workerData } from 'node:worker_threads';
import { exercise } from './exercise.ts';
import { mutate, randomBehind } from './mutate.ts';
import { SEEDS } from './seeds.ts';

export interface FuzzSetup {
  readonly seed: string;
  readonly first: number;
  /** [0]: the input under way; [1]: inputs done; [2]: 1 when it shall end; [3]: 1 once it began. */
  readonly state: Int32Array;
  readonly maxRss: number;
}

/** The input with a number: mutations, and every eighth random bytes behind a real beginning. */
export function inputOf(seed: string, number: number): Uint8Array {
  const original = SEEDS.get(seed);
  if (original === undefined) throw new Error(`there is no seed ${seed}`);
  return number % 8 === 7 ? randomBehind(original, number) : mutate(original, number);
}

async function run(setup: FuzzSetup): Promise<void> {
  const ends = new Map<string, number>();
  Atomics.store(setup.state, 3, 1);
  for (let number = setup.first; Atomics.load(setup.state, 2) === 0; number++) {
    Atomics.store(setup.state, 0, number);
    try {
      const end = await exercise(inputOf(setup.seed, number));
      ends.set(end, (ends.get(end) ?? 0) + 1);
      if (process.memoryUsage().rss > setup.maxRss) throw new Error('memory above the limit');
    } catch (error) {
      parentPort?.postMessage({
        find: number,
        why: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    Atomics.add(setup.state, 1, 1);
  }
  parentPort?.postMessage({ ends });
}

// Our own main thread wrote these data.
if (parentPort !== null) await run(workerData as FuzzSetup);
