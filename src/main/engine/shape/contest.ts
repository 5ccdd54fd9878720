import type { RunnerUp } from '../../../shared/shape.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';
import { judge, tryMostly, type Verdict } from './choice.ts';

/** Losers that are kept: as many as evidence shows of them. */
const KEPT = 8;

/** A place that failed a test, and how well it did. */
interface Loser {
  readonly offset: number;
  readonly reason: Sentence;
  /** Tests passed before. */
  readonly stage: number;
  /** Rows that held until it was given up. */
  readonly satisfied: number;
  readonly verdict: () => Pick<Verdict, 'satisfied' | 'tested'>;
}

/**
 * The places that are tried for one field. Told of each that fails, it keeps those that came closest, so that the
 * evidence can say what else was considered and why it lost. Counting is left for the few that are kept.
 */
export class Contest {
  readonly #kept: Loser[] = [];

  /**
   * Whether a relation holds for at least this share of the rows it concerns, as `holdsMostly` in choice.ts: given up
   * at the first rows that make it impossible. `stage`: tests the place has passed before; `reason`: why it lost then.
   */
  mostly(
    offset: number,
    count: number,
    quorum: number,
    holds: (row: number) => boolean | undefined,
    reason: Sentence,
    stage = 0,
  ): boolean {
    const { isHeld, satisfied } = tryMostly(count, quorum, holds);
    if (isHeld) return true;
    if (satisfied > 0) this.#note({ offset, reason, stage, satisfied, verdict: () => judge(count, holds) });
    return false;
  }

  /** A place that failed a test which was counted already. */
  lost(offset: number, verdict: Pick<Verdict, 'satisfied' | 'tested'>, reason: Sentence, stage = 0): void {
    this.#note({ offset, reason, stage, satisfied: verdict.satisfied, verdict: () => verdict });
  }

  #note(loser: Loser): void {
    const worst = this.#kept.at(-1);
    if (worst !== undefined && this.#kept.length >= KEPT && order(loser, worst) >= 0) return;
    if (this.#kept.length >= KEPT) this.#kept.pop();
    const at = this.#kept.findIndex((other) => order(loser, other) < 0);
    this.#kept.splice(at < 0 ? this.#kept.length : at, 0, loser);
  }

  /** Those that came closest, best first. */
  get losers(): RunnerUp[] {
    const seen = new Set<number>();
    return this.#kept
      .filter(({ offset }) => !seen.has(offset) && seen.add(offset).size > 0)
      .map((loser) => ({ ...loser, ...counted(loser) }))
      .sort(order)
      .map(({ offset, reason, satisfied, tested }) => ({ offset, satisfied, tested, reason }));
  }
}

/** A verdict on a place that was not chosen, with why. */
export const runnerUp = (
  offset: number,
  { satisfied, tested }: Pick<Verdict, 'satisfied' | 'tested'>,
  reason: Sentence,
): RunnerUp => ({ offset, satisfied, tested, reason });

function counted({ verdict }: Loser): Pick<Verdict, 'satisfied' | 'tested'> {
  const { satisfied, tested } = verdict();
  return { satisfied, tested };
}

const order = (a: Pick<Loser, 'offset' | 'stage' | 'satisfied'>, b: typeof a): number =>
  b.stage - a.stage || b.satisfied - a.satisfied || a.offset - b.offset;
