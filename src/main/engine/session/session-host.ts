import { Worker } from 'node:worker_threads';
import { startedAnew, type SessionEvent, type SessionId, type SessionSnapshot } from '../../../shared/api.ts';
import type { ResultsOptions } from './result-cache/dump-results.ts';
import { failure, TaskshapeError, type Problem } from '../../../shared/errors.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type {
  WorkerAnswer,
  WorkerArgs,
  WorkerMessage,
  WorkerMethod,
  WorkerSetup,
} from './session-protocol.ts';

export interface HostedSessionOptions {
  readonly id: SessionId;
  readonly path: string;
  readonly displayPath?: string;
  readonly onEvent: (event: SessionEvent) => void;
  /** Where results of earlier analyses are kept; absent: nowhere. */
  readonly results?: ResultsOptions;
  /** The worker's entry; tests give one of their own. */
  readonly worker?: URL;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How long a session may take to close its file before its thread is ended. */
const CLOSE_MS = 2000;

/** The entry lies beside this module, as source and as bundle (chunks are flat). */
const workerEntry = (): URL =>
  new URL(`./session-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/**
 * One session in its worker thread, as the main thread holds it. Keeps what the session announced, so that
 * `snapshot` answers at once while the worker computes. A worker that dies becomes a problem of this session alone.
 */
export class SessionHost {
  readonly #worker: Worker;
  readonly #onEvent: (event: SessionEvent) => void;
  readonly #cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  readonly #pending = new Map<number, Pending>();
  #snapshot: SessionSnapshot;
  #lastId = 0;
  #gone: Problem | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: HostedSessionOptions) {
    const { id, path, displayPath, results } = options;
    this.#onEvent = options.onEvent;
    this.#snapshot = {
      session: id,
      path: displayPath ?? path,
      progress: { stage: 'open', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 },
      timings: [],
      finished: false,
    };
    const setup: WorkerSetup = {
      id,
      path,
      ...(displayPath === undefined ? {} : { displayPath }),
      ...(results === undefined ? {} : { results }),
      cancelFlag: this.#cancelFlag,
    };
    // No flags of the process (inspector, loaders of a test runner) reach the thread.
    this.#worker = new Worker(options.worker ?? workerEntry(), { workerData: setup, execArgv: [] });
    this.#worker.on('message', (message: WorkerMessage) => {
      this.#receive(message);
    });
    this.#worker.on('error', (error) => {
      this.#fail(
        say('failure.sessionEnded', { why: error instanceof Error ? error.message : String(error) }),
      );
    });
    this.#worker.on('exit', (code) => {
      this.#fail(say('failure.sessionThread', { code }));
    });
  }

  get id(): SessionId {
    return this.#snapshot.session;
  }

  /** All that the session announced so far. */
  snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** Asks the worker. Rejects with its problem, or with the one that ended the session. */
  ask<K extends WorkerMethod>(method: K, args: WorkerArgs<K>): Promise<WorkerAnswer<K>> {
    if (this.#gone !== undefined) return Promise.reject(new TaskshapeError(this.#gone));
    const id = ++this.#lastId;
    return new Promise<WorkerAnswer<K>>((resolve, reject) => {
      // The worker answers `method` with what WorkerMethods says: session-service.ts is checked against it.
      this.#pending.set(id, {
        resolve: (value) => {
          resolve(value as WorkerAnswer<K>);
        },
        reject,
      });
      this.#worker.postMessage({ id, method, args });
    });
  }

  /** Stops the analysis, also while the worker computes and reads no messages. */
  async cancel(): Promise<void> {
    Atomics.store(this.#cancelFlag, 0, 1);
    Atomics.notify(this.#cancelFlag, 0);
    if (!this.#snapshot.finished) await this.ask('cancel', {});
  }

  /** Lets the session close its file, then ends the thread. Never rejects; safe to call again. */
  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    Atomics.store(this.#cancelFlag, 0, 1);
    const patience = Promise.withResolvers<undefined>();
    const timer = setTimeout(patience.resolve, CLOSE_MS, undefined);
    const closed = this.ask('close', {}).catch(() => undefined); // Gone already: there is nothing left to close.
    await Promise.race([closed, patience.promise]);
    clearTimeout(timer);
    this.#end(failure('session-gone', say('failure.dumpClosed'), { file: this.#snapshot.path }).problem);
    await this.#worker.terminate();
  }

  #receive(message: WorkerMessage): void {
    switch (message.type) {
      case 'answer': {
        const pending = this.#pending.get(message.id);
        this.#pending.delete(message.id);
        if (message.result.ok) pending?.resolve(message.result.value);
        else pending?.reject(new TaskshapeError(message.result.problem));
        return;
      }
      case 'event':
        this.#announce(message.event);
        return;
      case 'failed':
        this.#report(internal(message.message, this.#snapshot.path));
    }
  }

  #announce(event: SessionEvent): void {
    if (this.#closing !== undefined) return;
    if (event.type === 'progress') this.#snapshot = { ...this.#snapshot, progress: event.progress };
    else if (event.type === 'changed') this.#snapshot = { ...this.#snapshot, ...event.changes };
    else if (event.type === 'restarted') this.#snapshot = startedAnew(this.#snapshot);
    this.#onEvent(event);
  }

  #report(problem: Problem): void {
    this.#announce({ type: 'changed', session: this.id, changes: { problem, finished: true } });
  }

  #fail(message: Sentence): void {
    if (this.#gone !== undefined || this.#closing !== undefined) return;
    const problem = internal(message, this.#snapshot.path);
    this.#end(problem);
    this.#report(problem);
  }

  #end(problem: Problem): void {
    this.#gone ??= problem;
    for (const pending of this.#pending.values()) pending.reject(new TaskshapeError(this.#gone));
    this.#pending.clear();
  }
}

const internal = (message: Sentence, file: string): Problem => ({
  code: 'internal',
  message,
  file,
  remedy: say('remedy.closeAndOpen'),
});
