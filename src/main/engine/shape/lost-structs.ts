import type { AddressSpace } from '../kernel/address-space.ts';
import { asUint32 } from '../kernel/word-view.ts';
import type { CredShape } from './credentials.ts';
import { Intactness, OFTEN_UNLIKE, pageNumbers, pageOf } from './intact.ts';
import type { PidStructShape } from './pid-struct.ts';
import { CRED_SPAN } from './scattered-ids.ts';

/** Where tasks point at the structs that hold more of what is shown of them. */
interface StructPointers {
  /** Offset of the pointer to credentials. */
  readonly cred: number | undefined;
  readonly pid: Pick<PidStructShape, 'pointer' | 'numbers'> | undefined;
}

/** Adds the numbers of the pages on which structs that the tasks point at are lost. `bases`: the tasks. */
export function addLostStructs(
  pages: Set<number>,
  space: AddressSpace,
  bases: Float64Array,
  { cred, pid }: StructPointers,
): void {
  addLost(pages, space, bases, cred, CRED_SPAN);
  addLost(pages, space, bases, pid?.pointer, pid?.numbers ?? 0);
}

/**
 * The same for credentials where no task shows a loss. Nobody's real and effective ids differ for user and group alike,
 * on one page for all, in credentials that have nothing in common with others: that is noise.
 */
export function addNoiseForCredentials(
  pages: Set<number>,
  space: AddressSpace,
  bases: Float64Array,
  cred: CredShape | undefined,
): void {
  const pointer = cred?.pointer;
  if (pointer === undefined) return;
  const structs = space.physicalColumn(space.gatherWords(bases.map((base) => base + pointer)));
  const [uid, gid, euid, egid] = [cred?.uid, cred?.gid, cred?.euid, cred?.egid].map((offset = 0) => {
    const bytes = new Uint8Array(4 * structs.length);
    space.memory.gather(
      structs.map((base) => base + offset),
      4,
      bytes,
    );
    return asUint32(bytes, space.format.byteOrder);
  });
  const differs = Array.from(
    structs.keys(),
    (row) => uid?.[row] !== euid?.[row] && gid?.[row] !== egid?.[row],
  );
  if (!differs.includes(true)) return;
  const ranges = new Intactness(space, structs, CRED_SPAN, OFTEN_UNLIKE).lostRanges(structs);
  const isNoise = new Map<number, boolean>();
  structs.forEach((base, row) => {
    if (Number.isNaN(base)) return;
    const page = pageOf(base);
    const isLost = differs[row] === true && (ranges[row]?.length ?? 0) > 0;
    isNoise.set(page, isLost && isNoise.get(page) !== false);
  });
  for (const [page, is] of isNoise) if (is) pages.add(page);
}

function addLost(
  pages: Set<number>,
  space: AddressSpace,
  bases: Float64Array,
  pointer: number | undefined,
  length: number,
): void {
  if (pointer === undefined) return;
  const structs = space
    .physicalColumn(space.gatherWords(bases.map((base) => base + pointer)))
    .map((target, row) => (pages.has(pageOf((bases[row] ?? NaN) + pointer)) ? NaN : target));
  const size = Math.ceil((length + 2 * space.wordSize) / space.wordSize) * space.wordSize;
  const ranges = new Intactness(space, structs, size, OFTEN_UNLIKE).lostRanges(structs);
  for (const page of pageNumbers(ranges.flat())) pages.add(page);
}
