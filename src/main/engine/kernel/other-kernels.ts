import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { acceptKernel } from './accept-kernel.ts';
import { initWords, ringStarts, ringStartsTogether } from './direct-map.ts';
import { hasKthreadd } from './has-kthreadd.ts';
import { initReadings, type InitCandidate } from './init-candidates.ts';
import { trialOf, withList, type InitTrials } from './init-trials.ts';
import type { LocatedKernel, NamePlaces } from './locate-kernel.ts';
import { nameWindow } from './names.ts';
import type { Pace } from './pace.ts';

/** A dump with thousands of decoys takes no longer than this, in milliseconds of judging. */
const MOST_MS = 800;
/** Of that, for structures in the image of the kernel that was found: they are looked at for the evidence alone. */
const MOST_MS_IN_IMAGE = 100;
/** Kernels that are kept; of more, those with most tasks. */
const MOST_KERNELS = 16;
/** Ways to read the surroundings of one name. */
const MOST_PER_NAME = 6;
/** init_task holds dozens of empty lists; with fewer a structure is not worth a further look. */
const STRONG = 8;
/** Structures for which one more pass over the dump is made. */
const MOST_SCANNED = 8;

/**
 * Every other kernel in the dump that is consistent with itself: a guest in its host's memory, a second dump behind
 * the first, a crash kernel beside the crashed one, or what somebody made to look like one. Names nearest to a text in
 * which a kernel names itself come first, since both lie in its image: among decoys time is not spent on these alone.
 *
 * A guest's memory is found where it lies in one piece; the scattered pages of one cannot be put together without
 * the host's tables.
 */
export async function otherKernels(
  memory: PhysicalMemory,
  first: LocatedKernel,
  places: NamePlaces,
  trials: InitTrials,
  pace: Pace,
  log: (line: string) => void,
): Promise<LocatedKernel[]> {
  const kernels = [first];
  const names = places.names.filter((name) => name !== first.initPhysical + first.commOffset);
  if (names.length === 0) return [];
  const texts = Float64Array.from([...places.uts, ...places.banners]).sort();
  const distances = new Map(names.map((name) => [name, distanceTo(texts, name)]));
  names.sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));

  const strong: InitCandidate[] = [];
  const inTasks = new Set(first.accepted.tasks.map((task) => task + first.commOffset));
  const known = hasKthreadd(first) ? first.space.image : undefined;
  let spent = 0;
  let spentInImage = 0;
  let judged = 0;
  for (const name of names) {
    await pace.breathe();
    if (spent > MOST_MS) break;
    // Idle tasks of other CPUs bear the name as well; they and all others of a known kernel head no list of their own.
    if (inTasks.has(name)) {
      trials.name(name, 'in-task');
      continue;
    }
    const started = performance.now();
    const { candidates, listsAgree } = initReadings(nameWindow(memory, name));
    if (candidates.length === 0) trials.name(name, listsAgree ? 'not-itself' : 'no-lists');
    const isInImage = candidates.some(({ delta }) => delta === known);
    if (!isInImage || spentInImage < MOST_MS_IN_IMAGE) {
      judged++;
      const found = judge(memory, candidates, kernels, strong, trials, log);
      if (found !== undefined) {
        kernels.push(found);
        for (const task of found.accepted.tasks) inTasks.add(task + found.commOffset);
      }
    }
    const took = performance.now() - started;
    spent += took;
    if (isInImage) spentInImage += took;
  }
  log(`${judged} of ${names.length} further names of the idle task were judged`);
  // An image has one init_task: what else looks like one in it is believed only where the kernel found is doubtful.
  const believed = kernels.filter(hasKthreadd);
  const unknown = strong.filter(
    ({ physical, delta }) =>
      !kernels.some((kernel) => kernel.initPhysical === physical) &&
      !believed.some(({ space }) => space.image === delta),
  );
  for (const found of await byOnePass(memory, unknown, kernels, trials, pace, log)) kernels.push(found);
  return kernels
    .slice(1)
    .sort((a, b) => b.accepted.tasks.length - a.accepted.tasks.length)
    .slice(0, MOST_KERNELS);
}

function distanceTo(sorted: Float64Array, place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return Math.min(
    Math.abs((sorted[low] ?? Infinity) - place),
    Math.abs(place - (sorted[low - 1] ?? -Infinity)),
  );
}

/** The kernel that a name is read as, by the direct maps that are known and those that a few words can prove. */
function judge(
  memory: PhysicalMemory,
  candidates: readonly InitCandidate[],
  kernels: readonly LocatedKernel[],
  strong: InitCandidate[],
  trials: InitTrials,
  log: (line: string) => void,
): LocatedKernel | undefined {
  for (const candidate of candidates.slice(0, MOST_PER_NAME)) {
    if (kernels.some((kernel) => kernel.initPhysical === candidate.physical)) continue;
    const isStrong = candidate.emptyLists >= STRONG;
    const maps = kernels
      .filter(({ space }) => space.wordSize === candidate.format.wordSize)
      .map(({ space }) => space.directMap);
    const words = initWords(memory, candidate);
    const starts = ringStarts(memory, candidate, words, [...new Set([candidate.delta, ...maps])], {
      coarse: isStrong,
    });
    let trial = trialOf(candidate);
    let isKnown = false;
    for (const start of starts) {
      const found = acceptKernel(memory, candidate, start, log);
      if ('rejected' in found) {
        trial = withList(trial, start.offset, found);
        continue;
      }
      isKnown = kernels.some((kernel) => isSame(kernel, found));
      trials.kernel(candidate, found, isKnown);
      if (!isKnown) return found;
    }
    if (!isKnown) trials.structure(trial);
    if (isStrong && candidate.adjacentPair && candidate.format.wordSize === 8) strong.push(candidate);
  }
  return undefined;
}

/** Two that name the same tasks are one kernel, read from two of its structures. */
export function isSame(known: LocatedKernel, found: LocatedKernel): boolean {
  const tasks = new Set(known.accepted.tasks);
  const shared = found.accepted.tasks.filter((task) => tasks.has(task)).length;
  return shared * 2 >= found.accepted.tasks.length;
}

/**
 * A dump behind another one is displaced by the length of the first, which no step of the direct map divides: one
 * pass finds who points back at the lists of all that look like an init_task.
 */
async function byOnePass(
  memory: PhysicalMemory,
  strong: readonly InitCandidate[],
  kernels: readonly LocatedKernel[],
  trials: InitTrials,
  pace: Pace,
  log: (line: string) => void,
): Promise<LocatedKernel[]> {
  const ranked = [...strong].sort((a, b) => b.emptyLists - a.emptyLists);
  const chosen: InitCandidate[] = [];
  for (const candidate of ranked) {
    if (chosen.length < MOST_SCANNED && !chosen.some(({ physical }) => physical === candidate.physical))
      chosen.push(candidate);
  }
  if (chosen.length === 0) return [];
  log(`one more pass for ${chosen.length} structures that look like an init_task`);
  const found: LocatedKernel[] = [];
  for (const { candidate, start } of await ringStartsTogether(memory, chosen, pace.signal)) {
    await pace.breathe();
    if (found.some((kernel) => kernel.initPhysical === candidate.physical)) continue;
    const kernel = acceptKernel(memory, candidate, start, log);
    if ('rejected' in kernel) {
      trials.structure(withList(trialOf(candidate), start.offset, kernel));
      continue;
    }
    const isKnown = [...kernels, ...found].some((other) => isSame(other, kernel));
    trials.kernel(candidate, kernel, isKnown);
    if (!isKnown) found.push(kernel);
  }
  return found;
}
