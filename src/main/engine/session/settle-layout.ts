import { physAddr } from '../../../shared/units.ts';
import { english } from '../../../shared/i18n/english.ts';
import type { OpenedDump } from '../format/dump-format.ts';
import { anchorOf, findAnchor } from '../kernel/layout/anchor.ts';
import { BASE_MARKS, type BaseMark } from '../kernel/layout/physical-base.ts';
import { rawLayout } from '../kernel/layout/raw-layout.ts';
import {
  KernelLocator,
  type LocatedKernel,
  type Location,
  type NamePlaces,
} from '../kernel/locate-kernel.ts';
import type { Pace } from '../kernel/pace.ts';
import { kernelNames } from '../kernel/uts.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

export interface Settled {
  readonly dump: OpenedDump;
  /** What the search finds in the new layout. */
  readonly location: Location;
}

/**
 * Lays out anew a file that does not say where its bytes belong, by what its content says. The new layout is taken
 * when the list of tasks is at least as long and whole in it as before; undefined otherwise.
 */
export async function settleLayout(
  dump: OpenedDump,
  location: Location,
  pace: Pace,
  log: (line: string) => void,
): Promise<Settled | undefined> {
  const { relay } = dump;
  if (relay === undefined) return undefined;
  // All that follows counts from the start of what the file holds.
  const flat = relay.lay([{ start: 0, length: relay.size, file: 0 }]).memory;
  const isFlat = dump.memory.end === flat.end;
  const inFile = isFlat
    ? location
    : await relocate(flat, movePlaces(location.places, dump.memory, flat), pace, log);
  // A list that does not close may have been found from kthreadd, which says little of where init_task is.
  const { kernel } = inFile;
  const sure = kernel?.accepted.closed === true ? kernel : undefined;
  const placed = kernel !== undefined && kernel.initPhysical >= 0 ? anchorOf(kernel) : undefined;
  const anchor =
    sure === undefined
      ? ((await findAnchor(flat, inFile.failed, inFile.places.names, pace)) ?? placed)
      : anchorOf(sure);
  if (anchor === undefined) return undefined;
  const { banners, uts } = inFile.places;
  const { machine } = kernelNames(flat, anchor.initTask, banners, uts);
  const { runs, notices } = await rawLayout(flat, {
    anchor,
    machine,
    marks: await findMarks(flat, pace),
    pace,
  });
  for (const notice of notices) log(`  ${english(notice)}`);
  const laid = relay.lay(runs);
  const told = { laidBy: runs, notices: [...notices, ...laid.notices] };
  // As it was laid out already: what was found there stands, and need not be searched for again.
  if (isLaidSo(dump.memory, laid.memory))
    return location.kernel && { dump: { ...laid, memory: dump.memory, ...told }, location };
  const places = movePlaces(inFile.places, flat, laid.memory);
  const found = await relocate(laid.memory, places, pace, log);
  if (!isBetter(found.kernel, location.kernel)) return undefined;
  return { dump: { ...laid, ...told }, location: found };
}

/** Whether both hold the same bytes of the file at the same addresses. */
const isLaidSo = (one: PhysicalMemory, other: PhysicalMemory): boolean =>
  one.runs.length === other.runs.length &&
  one.runs.every(({ start, length, file }, i) => {
    const run = other.runs[i];
    return run?.start === start && run.length === length && run.file === file;
  });

const relocate = (
  memory: PhysicalMemory,
  places: NamePlaces,
  pace: Pace,
  log: (line: string) => void,
): Promise<Location> =>
  new KernelLocator(memory, {
    pace,
    log,
    places,
    onProgress: () => undefined,
    onKernel: () => undefined,
  }).run();

function isBetter(found: LocatedKernel | undefined, before: LocatedKernel | undefined): boolean {
  if (found === undefined) return false;
  if (before === undefined) return true;
  return (
    found.accepted.tasks.length >= before.accepted.tasks.length &&
    (found.accepted.closed || !before.accepted.closed)
  );
}

async function findMarks(memory: PhysicalMemory, pace: Pace): Promise<BaseMark[]> {
  const { hits } = await memory.scan({
    query: { kind: 'patterns', patterns: BASE_MARKS },
    signal: pace.signal,
  });
  return Array.from(hits.offsets, (at, i) => ({ at, which: hits.which[i] ?? 0 }));
}

function movePlaces(places: NamePlaces, from: PhysicalMemory, to: PhysicalMemory): NamePlaces {
  const move = (addresses: readonly number[]): number[] =>
    addresses.flatMap((address) => {
      const offset = from.fileOffsetOf(physAddr(address));
      return (offset === undefined ? undefined : to.addressOf(offset)) ?? [];
    });
  return { names: move(places.names), banners: move(places.banners), uts: move(places.uts) };
}
