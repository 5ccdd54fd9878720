import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { hex } from '../../../shared/units.ts';
import type { FileRun } from '../memory/normalise-runs.ts';
import type { ElfSegment } from './elf-segments.ts';

/** No architecture has physical addresses beyond 52 bits. */
const PHYSICAL_LIMIT = 1n << 52n;
const GIB = 1n << 30n;
/** The direct map of a kernel is within this of its largest piece. */
const REACH = 1n << 46n;

export interface PlacedSegments {
  readonly runs: readonly FileRun[];
  readonly notices: readonly Sentence[];
}

/** Bytes of memory the file holds for a segment: the rest up to its memory size is a hole. */
const heldBytes = (segment: ElfSegment): number =>
  segment.memorySize === 0 ? segment.fileSize : Math.min(segment.fileSize, segment.memorySize);

const runAt = (segment: ElfSegment, address: bigint): FileRun => ({
  start: Number(address),
  length: heldBytes(segment),
  file: segment.offset,
});

/**
 * Without segments that are a second mapping of what another one holds: /proc/vmcore lists the kernel's image by
 * itself, and again in the memory that it lies in. Where the file is cut off before the other's bytes, it is the only
 * one.
 */
function withoutAliases(segments: readonly ElfSegment[], fileSize: number): ElfSegment[] {
  const endOf = (segment: ElfSegment): number => Number(segment.physical) + heldBytes(segment);
  const sorted = [...segments].sort((a, b) => Number(a.physical - b.physical) || heldBytes(b) - heldBytes(a));
  const aliases = new Set<ElfSegment>();
  let cover: ElfSegment | undefined;
  for (const segment of sorted) {
    if (cover !== undefined && endOf(segment) <= endOf(cover)) {
      const stored = cover.offset + endOf(segment) - Number(cover.physical);
      if (cover.virtual !== segment.virtual && stored <= fileSize) aliases.add(segment);
    } else cover = segment;
  }
  return segments.filter((segment) => !aliases.has(segment));
}

/**
 * Places the PT_LOAD segments in physical memory by p_paddr. `fileSize` in bytes.
 *
 * Writers that know no physical addresses leave them all 0 or all −1 (kcore of old kernels, some converters). Then
 * p_vaddr serves: as it is when it looks physical, otherwise counted from the gigabyte the largest segment begins in,
 * which is where its direct map begins as far as anyone can tell. That base need not be right: the deltas that are
 * found later absorb it.
 */
export function placeSegments(
  loads: readonly ElfSegment[],
  allOnes: bigint,
  fileSize: number,
): PlacedSegments {
  const held = loads.filter((segment) => heldBytes(segment) > 0);
  const isMeaningless = (segment: ElfSegment): boolean =>
    segment.physical === 0n || segment.physical === allOnes;
  if (held.length > 1 && held.every(isMeaningless)) return placeByVirtual(held);

  const usable = held.filter((segment) => segment.physical < PHYSICAL_LIMIT);
  const ignored = held.length - usable.length;
  return {
    runs: withoutAliases(usable, fileSize).map((segment) => runAt(segment, segment.physical)),
    notices: ignored > 0 ? [say('notice.elf.ignored', { segments: ignored })] : [],
  };
}

function placeByVirtual(held: readonly ElfSegment[]): PlacedSegments {
  if (held.every((segment) => segment.virtual < PHYSICAL_LIMIT)) {
    return {
      runs: held.map((segment) => runAt(segment, segment.virtual)),
      notices: [say('notice.elf.virtual')],
    };
  }
  const largest = held.reduce((best, segment) => (heldBytes(segment) > heldBytes(best) ? segment : best));
  const near = held.filter((segment) => {
    const distance = segment.virtual - largest.virtual;
    return distance < REACH && distance > -REACH;
  });
  const lowest = near.reduce(
    (low, segment) => (segment.virtual < low ? segment.virtual : low),
    largest.virtual,
  );
  const base = lowest - (lowest % GIB);
  return {
    runs: near.map((segment) => runAt(segment, segment.virtual - base)),
    notices: [say('notice.elf.counted', { base: hex(base) })],
  };
}
