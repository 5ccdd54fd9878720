import { writeSync, ftruncateSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Counters } from './coverage/counters.ts';
import { Corpus } from './corpus.ts';
import { belowFrom, mutateFile, mutateRecords, type Below } from './mutate.ts';
import { judge, type Target, type Verdict } from './target.ts';

/** What a fuzzing process says now and then. */
export interface Report {
  readonly type: 'report';
  readonly executions: number;
  readonly corpus: number;
  /** Branches of the target's own sources that were taken, of all. */
  readonly reached: number;
  readonly branches: number;
  readonly ends: Readonly<Record<string, number>>;
}

export interface Find {
  readonly type: 'find';
  readonly bytes: Uint8Array;
  readonly key: string;
  readonly why: string;
}

const REPORT_MS = 200;

/**
 * Fuzzes until `isOver`: inputs that reach new branches, or old ones in new numbers, are kept and changed further.
 * Every input is in the file `current` while it runs, so that whoever ends this process knows it.
 */
export async function fuzz(
  target: Target,
  counters: Counters,
  options: {
    readonly seed: number;
    readonly corpus: string;
    readonly current: number;
    readonly isOver: () => boolean;
    readonly say: (message: Report | Find) => void;
  },
): Promise<void> {
  const below = belowFrom(options.seed);
  const corpus = new Corpus(options.corpus);
  const places = counters.placesOf(target.covers);
  const ends: Record<string, number> = {};
  const known = new Set<string>();
  let executions = 0;
  let last = performance.now();

  const report = (): void => {
    options.say({
      type: 'report',
      executions,
      corpus: corpus.size,
      reached: corpus.reached(places),
      branches: places.length,
      ends,
    });
    last = performance.now();
  };
  const tryOut = async (bytes: Uint8Array): Promise<void> => {
    writeSync(options.current, bytes, 0, bytes.length, 0);
    ftruncateSync(options.current, bytes.length);
    counters.all.fill(0, 0, counters.used);
    const start = performance.now();
    const verdict: Verdict = await judge(target, bytes);
    const cost = 1000 * (performance.now() - start);
    executions++;
    corpus.consider(bytes, counters.all, counters.used, cost);
    if (verdict.kind === 'fine') ends[verdict.end] = (ends[verdict.end] ?? 0) + 1;
    else if (!known.has(verdict.key)) {
      known.add(verdict.key);
      options.say({ type: 'find', bytes, key: verdict.key, why: verdict.why });
    }
    if (performance.now() - last < REPORT_MS) return;
    report();
    await nextTurn(); // messages of the supervisor
  };

  for (const seed of target.seeds) if (!options.isOver()) await tryOut(seed);
  for (const bytes of corpus.stored()) if (!options.isOver()) await tryOut(bytes);
  const other = (): Uint8Array => corpus.pick(below);
  while (!options.isOver()) await tryOut(changed(target, other(), below, other));
  report();
}

function changed(target: Target, input: Uint8Array, below: Below, other: () => Uint8Array): Uint8Array {
  if (target.mutate !== undefined) return target.mutate(input, below, other);
  if (target.records !== undefined) return mutateRecords(input, below, other, target.records);
  return mutateFile(input, below, other);
}
