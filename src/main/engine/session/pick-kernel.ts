import type { KernelCandidate } from '../../../shared/dump-info.ts';
import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { FULL_SPAN } from '../kernel/init-candidates.ts';
import type { NamePlaces } from '../kernel/locate-kernel.ts';

/** The kernel of that number. Throws `bad-request` where the dump has none. */
export function pickKernel(
  kernels: readonly KernelCandidate[],
  number: number,
  file: string,
): KernelCandidate {
  const wanted = kernels.find((candidate) => candidate.id === number);
  if (wanted !== undefined) return wanted;
  throw failure('bad-request', say('failure.noKernel', { number }), {
    file,
    expected:
      kernels.length === 0 ? say('expected.knownKernels') : say('expected.kernel', { most: kernels.length }),
    remedy: say('remedy.kernels'),
  });
}

/** What tells the kernels of one dump apart: NaN for the one, if any, whose init_task is lost. */
export type WhichKernel = Pick<KernelCandidate, 'initTaskPhysical'>;

export const isSameKernel = (one: WhichKernel, other: WhichKernel): boolean =>
  Object.is(one.initTaskPhysical, other.initTaskPhysical);

/** The kernels with that one as the one that is shown. */
export const withCurrent = (
  kernels: readonly KernelCandidate[],
  shown: WhichKernel,
): readonly KernelCandidate[] =>
  kernels.map((candidate) => ({ ...candidate, current: isSameKernel(candidate, shown) }));

/** The places around one kernel: the others need not be tried again. */
export function placesAround({ initTaskPhysical }: KernelCandidate, places: NamePlaces): NamePlaces {
  const names = places.names.filter(
    (name) => name >= initTaskPhysical && name < initTaskPhysical + FULL_SPAN,
  );
  return { ...places, names };
}

/** Which kernel the user chose in place of the one that is shown by itself. */
export class KernelChoice {
  #byItself: KernelCandidate | undefined;
  #chosen: KernelCandidate | undefined;

  /** Its result is kept apart: the next opening shows the other again. */
  get chosen(): KernelCandidate | undefined {
    return this.#chosen;
  }

  /** `kernels`: those of the dump, the shown one among them. */
  choose(wanted: KernelCandidate, kernels: readonly KernelCandidate[]): void {
    this.#byItself ??= kernels.find(({ current }) => current);
    this.#chosen = this.#byItself && isSameKernel(wanted, this.#byItself) ? undefined : wanted;
  }

  /** The dump is analysed again: the chosen kernel, which stays; or all of it, and who knows which is shown then. */
  again(): KernelCandidate | undefined {
    if (this.#chosen === undefined) this.#byItself = undefined;
    return this.#chosen;
  }
}
