import { availableParallelism } from 'node:os';
import type { LocatedKernel } from './locate-kernel.ts';
import type { Pace } from './pace.ts';
import { scanSelves } from './scan-selves.ts';

/**
 * One pass over the dump for everything that may be a thread group leader: every word that holds the address of the
 * object it lies in, where tasks keep group_leader. Started once, whoever asks first; it runs on threads of its own
 * while the shape is being learned.
 */
export class LeaderScan {
  readonly #kernel: LocatedKernel;
  readonly #pace: Pace;
  readonly #onProgress: (doneBytes: number, totalBytes: number) => void;
  #found: Promise<Float64Array> | undefined;

  constructor(
    kernel: LocatedKernel,
    pace: Pace,
    onProgress: (doneBytes: number, totalBytes: number) => void = () => undefined,
  ) {
    this.#kernel = kernel;
    this.#pace = pace;
    this.#onProgress = onProgress;
  }

  /** Physical addresses of the objects, ascending: most of them no tasks. */
  objects(): Promise<Float64Array> {
    this.#found ??= this.#scan();
    return this.#found;
  }

  async #scan(): Promise<Float64Array> {
    const { space, accepted } = this.#kernel;
    const [self = 0] = accepted.selfOffsets;
    const { hits } = await scanSelves(space, self, {
      // The shape is being learned at the same time, and its table is what the reader waits for.
      threads: Math.max(1, availableParallelism() - 1),
      signal: this.#pace.signal,
      onProgress: (done, total) => {
        this.#onProgress(done, total);
      },
    });
    return hits.offsets.map((hit) => hit - self).filter((base) => base >= 0);
  }
}
