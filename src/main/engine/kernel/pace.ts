import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';

/** Computing this long without a break would keep hex reads waiting. */
const SLICE_MS = 12;

/**
 * Lets a long computation share its thread: `breathe` hands over to waiting requests now and then, and both calls
 * end the computation with `cancelled` once the user asked for that. The flag is shared memory, so that it is seen
 * between two breaths as well.
 */
export class Pace {
  readonly #flag: Int32Array | undefined;
  readonly #abort = new AbortController();
  #sliceEnd = performance.now() + SLICE_MS;

  constructor(flag?: Int32Array) {
    this.#flag = flag;
  }

  /** For scans, which run on threads of their own. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** Throws `cancelled` when the user cancelled. Cheap enough for every few microseconds of work. */
  check(): void {
    if (this.#abort.signal.aborted || (this.#flag !== undefined && Atomics.load(this.#flag, 0) !== 0)) {
      this.#abort.abort();
      throw failure('cancelled', say('failure.analysisCancelled'));
    }
  }

  /** `check`, and a turn of the event loop when the time slice is used up. */
  async breathe(): Promise<void> {
    this.check();
    if (performance.now() < this.#sliceEnd) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#sliceEnd = performance.now() + SLICE_MS;
    this.check();
  }
}
