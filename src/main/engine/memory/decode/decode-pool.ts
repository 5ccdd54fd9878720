import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { failure } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { ScanQuery } from '../../file/dump-file.ts';
import type { JobResult, ScanJob } from './scan-job.ts';

export type WorkerTask =
  | { readonly kind: 'query'; readonly query: number; readonly definition: ScanQuery }
  | { readonly kind: 'forget'; readonly query: number }
  | {
      readonly kind: 'job';
      readonly id: number;
      readonly query: number;
      readonly job: ScanJob;
      readonly maxHits: number;
    };

export interface WorkerReply {
  readonly id: number;
  readonly result: JobResult;
  /** The job’s bytes, handed back. */
  readonly stored: Uint8Array;
}

/** What became of a job, and its bytes to be used again. */
export interface DoneJob extends JobResult {
  readonly stored: Uint8Array;
}

interface Pending {
  readonly resolve: (done: DoneJob) => void;
  readonly reject: (error: Error) => void;
}

interface Hand {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
  /** Queries it knows. */
  readonly known: Set<number>;
}

const MAX_WORKERS = 8;
/** Jobs waiting at each worker, so that it never waits for the thread that reads. */
const DEPTH = 2;
/** How long idle workers stay for the next search. */
const IDLE_MS = 3000;

/** The entry lies beside this module, as source and as bundle (chunks are flat). */
const ENTRY = new URL(`./decode-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Threads that decode and search. They start with the first job and end a while after the last one. */
export class DecodePool {
  readonly size: number;
  #hands: Hand[] = [];
  #jobs = 0;
  #searches = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(size = Math.min(MAX_WORKERS, availableParallelism())) {
    this.size = size;
  }

  /** False where the threads' program is missing: then the caller does the jobs itself. */
  static isPossible(): boolean {
    return existsSync(ENTRY);
  }

  /** Jobs that may be under way at once. */
  get lanes(): number {
    return this.size * DEPTH;
  }

  /** Starts a search; its jobs are handed to `run`. */
  open(query: ScanQuery): {
    readonly run: (job: ScanJob, maxHits: number) => Promise<DoneJob>;
    readonly close: () => void;
  } {
    clearTimeout(this.#idle);
    const number = ++this.#jobs;
    this.#searches++;
    return {
      run: (job, maxHits) => this.#run(number, query, job, maxHits),
      close: () => {
        for (const hand of this.#hands) {
          if (hand.known.delete(number)) this.#send(hand, { kind: 'forget', query: number });
        }
        if (--this.#searches === 0) this.#restSoon();
      },
    };
  }

  /** Ends the threads; jobs under way fail with `cancelled`. */
  dispose(): void {
    clearTimeout(this.#idle);
    for (const hand of this.#hands) {
      this.#drop(hand, failure('cancelled', say('failure.searchCancelled')));
      void hand.worker.terminate();
    }
    this.#hands = [];
  }

  #run(query: number, definition: ScanQuery, job: ScanJob, maxHits: number): Promise<DoneJob> {
    const hand = this.#leastBusy();
    if (!hand.known.has(query)) {
      hand.known.add(query);
      this.#send(hand, { kind: 'query', query, definition });
    }
    const id = ++this.#jobs;
    const { promise, resolve, reject } = Promise.withResolvers<DoneJob>();
    hand.pending.set(id, { resolve, reject });
    hand.worker.ref();
    const buffer = job.stored.buffer;
    const task: WorkerTask = { kind: 'job', id, query, job, maxHits };
    hand.worker.postMessage(task, buffer instanceof ArrayBuffer ? [buffer] : []);
    return promise;
  }

  #send(hand: Hand, task: WorkerTask): void {
    hand.worker.postMessage(task);
  }

  #leastBusy(): Hand {
    const idle = this.#hands.find((hand) => hand.pending.size === 0);
    if (idle !== undefined) return idle;
    if (this.#hands.length < this.size) return this.#start();
    return this.#hands.reduce((best, hand) => (hand.pending.size < best.pending.size ? hand : best));
  }

  #start(): Hand {
    // No flags of the process (inspector, loaders of a test runner) reach the thread. The unpackers make garbage for
    // every page: a small nursery keeps it from piling up.
    const worker = new Worker(ENTRY, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } });
    const hand: Hand = { worker, pending: new Map(), known: new Set() };
    worker.on('message', (reply: WorkerReply) => {
      const pending = hand.pending.get(reply.id);
      hand.pending.delete(reply.id);
      // A thread without work must not keep the process alive.
      if (hand.pending.size === 0) worker.unref();
      pending?.resolve({ ...reply.result, stored: reply.stored });
    });
    const onGone = (error: unknown): void => {
      this.#hands = this.#hands.filter((other) => other !== hand);
      const why = error instanceof Error ? error.message : say('failure.threadCode', { code: String(error) });
      this.#drop(hand, failure('internal', say('failure.thread', { why })));
    };
    worker.on('error', onGone);
    worker.on('exit', onGone);
    this.#hands.push(hand);
    return hand;
  }

  #drop(hand: Hand, error: Error): void {
    for (const pending of hand.pending.values()) pending.reject(error);
    hand.pending.clear();
  }

  #restSoon(): void {
    this.#idle = setTimeout(() => {
      this.dispose();
    }, IDLE_MS);
    this.#idle.unref();
  }
}
