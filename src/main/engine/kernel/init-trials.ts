import {
  INIT_FATES,
  type InitFate,
  type InitSearch,
  type InitTrial,
  type LeaderTrial,
} from '../../../shared/init-search.ts';
import type { RejectedRing } from './accept.ts';
import { candidateAddress, type InitCandidate } from './init-candidates.ts';
import type { LocatedKernel } from './locate-kernel.ts';

/** Structures that are kept to be shown; of all others only the number is, whatever a dump is full of. */
const KEPT = 50;

const RANK = new Map(INIT_FATES.map((fate, rank) => [fate, rank]));
const rankOf = (fate: InitFate): number => RANK.get(fate) ?? 0;

/** Best first: by the test that was failed, then by what there is to say for it. */
const compare = (a: InitTrial, b: InitTrial): number =>
  rankOf(b.fate) - rankOf(a.fate) ||
  (b.list?.members ?? 0) - (a.list?.members ?? 0) ||
  (b.emptyLists ?? 0) - (a.emptyLists ?? 0) ||
  (b.references ?? 0) - (a.references ?? 0) ||
  (a.physical ?? a.name ?? 0) - (b.physical ?? b.name ?? 0);

const keyOf = ({ name, address, physical, byteOrder, wordSize }: InitTrial): string =>
  physical === undefined
    ? `name ${name ?? ''}`
    : `${physical} ${address ?? ''} ${byteOrder ?? ''} ${wordSize ?? ''}`;

/** What a candidate shows before any list of it is followed. */
export function trialOf(candidate: InitCandidate): InitTrial {
  const { physical, commOffset, format, emptyLists, references } = candidate;
  const address = candidateAddress(candidate);
  return {
    fate: 'no-way-back',
    name: physical + commOffset,
    physical,
    address,
    ...format,
    emptyLists,
    references,
  };
}

/** The same, with a list of it that failed; the one that came furthest is kept. */
export function withList(trial: InitTrial, offset: number, ring: RejectedRing): InitTrial {
  const { fate, members, satisfied, tested } = ring;
  const failed: InitTrial = { ...trial, fate, list: { offset, members, satisfied, tested } };
  return compare(failed, trial) < 0 ? failed : trial;
}

/** A candidate whose list is one of tasks; `same`: of tasks that another structure led to before. */
function accepted(trial: InitTrial, kernel: LocatedKernel, same = false): InitTrial {
  const members = kernel.accepted.tasks.length;
  return {
    ...trial,
    fate: same ? 'same-tasks' : 'list',
    list: { offset: kernel.tasksOffset, members, satisfied: members, tested: members },
  };
}

/** Hears of every place that is tried as init_task, while it is tried. Its memory is bounded by the number of names. */
export class InitTrials {
  readonly #kept = new Map<string, InitTrial>();
  readonly #names = new Map<number, InitFate>();
  readonly #leaders = new Map<string, LeaderTrial>();
  #judged = 0;

  /** A structure and how far it came. What is heard of it later counts if it came further. */
  structure(trial: InitTrial): void {
    if (!this.#kept.has(keyOf(trial))) this.#judged++;
    this.#note(trial);
  }

  /** A structure that heads a list of tasks. */
  kernel(candidate: InitCandidate, kernel: LocatedKernel, same = false): void {
    this.structure(accepted(trialOf(candidate), kernel, same));
  }

  /** A name around which there is no structure to be tried. */
  name(name: number, fate: InitFate): void {
    this.#note({ fate, name });
  }

  leaders(trial: LeaderTrial): void {
    const { byteOrder, wordSize, delta, selfOffset, listOffset } = trial;
    const key = [byteOrder, wordSize, delta, selfOffset, listOffset].join(' ');
    if (this.#leaders.has(key) || this.#leaders.size < KEPT) this.#leaders.set(key, trial);
  }

  has(candidate: InitCandidate): boolean {
    return this.#kept.has(keyOf(trialOf(candidate)));
  }

  /** Replaces what is kept by what more is known of it. */
  async refine(more: (trial: InitTrial) => Promise<InitTrial> | InitTrial): Promise<void> {
    this.#prune(KEPT);
    for (const [key, trial] of this.#kept) this.#kept.set(key, await more(trial));
  }

  /** `names`: places that bear the name, tried or not; `kernels`: those that were found, however it was done. */
  result(names: readonly number[], kernels: readonly LocatedKernel[]): InitSearch {
    for (const kernel of kernels) this.#found(kernel);
    this.#prune(KEPT);
    const trials = [...this.#kept.values()];
    const listed = new Set(trials.map(({ name }) => name));
    const rest = new Map<InitFate, number>();
    for (const name of new Set(names)) {
      if (listed.has(name)) continue;
      const fate = this.#names.get(name) ?? 'not-judged';
      rest.set(fate, (rest.get(fate) ?? 0) + 1);
    }
    return {
      names: new Set(names).size,
      judged: this.#judged,
      trials,
      rest: [...rest]
        .sort(([a], [b]) => rankOf(b) - rankOf(a))
        .map(([fate, count]) => ({ fate, names: count })),
      leaders: [...this.#leaders.values()].sort(
        (a, b) => Number(b.fate === 'list') - Number(a.fate === 'list') || b.objects - a.objects,
      ),
    };
  }

  /** A kernel may have been found otherwise than by the list of its init_task, which may not be in the dump. */
  #found(kernel: LocatedKernel): void {
    const { initTask: address, initPhysical: physical, space } = kernel;
    const known = [...this.#kept.values()].find(
      (trial) => trial.address === address && Object.is(trial.physical, physical),
    );
    this.#note(accepted(known ?? { fate: 'list', physical, address, ...space.format }, kernel));
  }

  #note(trial: InitTrial): void {
    const { name, fate } = trial;
    const before = name === undefined ? undefined : this.#names.get(name);
    if (name !== undefined && (before === undefined || rankOf(before) < rankOf(fate)))
      this.#names.set(name, fate);
    const key = keyOf(trial);
    const known = this.#kept.get(key);
    if (known !== undefined && compare(known, trial) < 0) return;
    this.#kept.set(key, trial);
    if (this.#kept.size > 4 * KEPT) this.#prune(KEPT);
  }

  #prune(size: number): void {
    const best = [...this.#kept].sort(([, a], [, b]) => compare(a, b)).slice(0, size);
    this.#kept.clear();
    for (const [key, trial] of best) this.#kept.set(key, trial);
  }
}
