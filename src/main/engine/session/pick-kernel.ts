import type { KernelCandidate } from '../../../shared/dump-info.ts';
import { failure } from '../../../shared/errors.ts';
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
  throw failure('bad-request', `There is no kernel ${number} in this dump.`, {
    file,
    expected:
      kernels.length === 0 ? 'a dump whose kernels are known' : `a number from 1 to ${kernels.length}`,
    remedy: 'List them with: taskshape info',
  });
}

/** The places around one kernel: the others need not be tried again. */
export function placesAround({ initTaskPhysical }: KernelCandidate, places: NamePlaces): NamePlaces {
  const names = places.names.filter(
    (name) => name >= initTaskPhysical && name < initTaskPhysical + FULL_SPAN,
  );
  return { ...places, names };
}
