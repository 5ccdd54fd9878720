import type { Progress, Stage, StageTiming } from '../../../shared/api.ts';

/** At most ten reports a second. */
const INTERVAL_MS = 100;

/** Turns what the stages say into progress reports, and keeps the time each stage took. */
export class ProgressReporter {
  readonly timings: StageTiming[] = [];
  readonly #emit: (progress: Progress) => void;
  readonly #bytesTouched: () => number;
  #stage: Stage = 'open';
  #stageStart = performance.now();
  #stageBytes = 0;
  /** Milliseconds spent on the present stage before it began. */
  #ahead = 0;
  #lastReport = -Infinity;
  #tasks = 0;

  constructor(emit: (progress: Progress) => void, bytesTouched: () => number) {
    this.#emit = emit;
    this.#bytesTouched = bytesTouched;
  }

  /**
   * The next stage begins; reported at once. Of the time of the one before, `ahead` milliseconds were already spent on
   * it, while that one waited for something else.
   */
  enter(stage: Stage, ahead = 0): void {
    const now = this.#leave(ahead);
    this.#stage = stage;
    this.#stageStart = now;
    this.#ahead = ahead;
    this.#stageBytes = this.#bytesTouched();
    this.#lastReport = -Infinity;
    this.update(0, 0);
  }

  /** Nothing follows the stage that goes on: it has failed. */
  fail(): void {
    if (this.#stage !== 'done') this.#leave(0);
  }

  /** Books the time of the present stage; answers when that was. */
  #leave(aheadOfNext: number): number {
    const now = performance.now();
    this.timings.push({
      stage: this.#stage,
      milliseconds: now - this.#stageStart + this.#ahead - aheadOfNext,
      bytesRead: this.#bytesTouched() - this.#stageBytes,
    });
    return now;
  }

  tasksFound(count: number): void {
    this.#tasks = count;
  }

  /** Bytes done of this stage, and to do (0: not known). */
  update(done: number, total: number): void {
    const now = performance.now();
    if (now - this.#lastReport < INTERVAL_MS) return;
    this.#lastReport = now;
    const seconds = (now - this.#stageStart) / 1000;
    this.#emit({
      stage: this.#stage,
      done,
      total,
      bytesPerSecond: seconds > 0 ? done / seconds : 0,
      tasks: this.#tasks,
    });
  }
}
