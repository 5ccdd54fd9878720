import type { KernelInfo } from '../../shared/dump-info.ts';
import { hex } from '../../shared/units.ts';
import { taskHolding } from '../hex/pointers.ts';
import { t } from '../kit/i18n.ts';
import type { SessionState } from '../workspace/state.ts';

/**
 * What lies at a guest-physical address, as far as it is known: the task and its field, what the kernel has there, or
 * which range of the dump; empty where there is nothing to be said.
 */
export function hitPlace(session: SessionState, address: number): string {
  const { info } = session.snapshot;
  // A place in a file that is no dump.
  if (info === undefined) return '';
  const inTask = taskPlace(session, BigInt(address));
  if (inTask !== undefined) return inTask;
  const known = info.kernel === undefined ? undefined : kernelPlace(session, info.kernel, address);
  return known ?? rangePlace(session, address);
}

/** `bash (4711) + comm`: also in the middle of a field. */
function taskPlace(session: SessionState, at: bigint): string | undefined {
  const held = taskHolding(session, 'physical', at);
  if (held === undefined) return undefined;
  const { name, offset } = held;
  const part = session.derived.parts?.parts.find(
    (one) => offset >= one.offset && offset < one.offset + one.size,
  );
  return `${name} + ${part === undefined ? hex(offset) : part.name}`;
}

/** By the kernel's own two mappings. How far its image reaches is not known: what is beside it may be other memory. */
function kernelPlace({ hex: view }: SessionState, kernel: KernelInfo, address: number): string | undefined {
  const { imageDelta, directMapDelta, initTaskPhysical, wordSize } = kernel;
  const seenBy = (delta: bigint): bigint => BigInt.asUintN(8 * wordSize, BigInt(address) + delta);
  const isOne = imageDelta === directMapDelta;
  if (!isOne && view.segments.virtual?.labelAt(seenBy(imageDelta)) === 'kernel image') {
    const distance = address - initTaskPhysical;
    const signed = `${distance < 0 ? '−' : '+'} ${hex(Math.abs(distance))}`;
    return t('search.place.image', { distance: signed });
  }
  const seen = seenBy(directMapDelta);
  if (view.segments.virtual?.holds(seen) !== true) return undefined;
  return t(isOne ? 'search.place.kernel' : 'search.place.directMap', { address: hex(seen) });
}

/** Which of the ranges of memory that the dump holds; and that the kernel’s own mapping does not reach there. */
function rangePlace({ snapshot: { info }, hex: view }: SessionState, address: number): string {
  const ranges = info?.ranges ?? [];
  const at = ranges.findIndex(({ start, length }) => address >= start && address < start + length);
  return [
    ...(info?.kernel === undefined || view.segments.virtual === undefined ? [] : [t('search.place.beyond')]),
    ...(at < 0 || ranges.length < 2
      ? []
      : [t('search.place.range', { number: at + 1, count: ranges.length })]),
  ].join(' · ');
}
