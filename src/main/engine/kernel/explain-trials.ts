import type { InitTrial } from '../../../shared/init-search.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { acceptKernel } from './accept-kernel.ts';
import { countLinks, initWords, ringStarts } from './direct-map.ts';
import { initCandidates, type InitCandidate } from './init-candidates.ts';
import { trialOf, withList, type InitTrials } from './init-trials.ts';
import type { LocatedKernel } from './locate-kernel.ts';
import { nameWindow } from './names.ts';
import { isSame } from './other-kernels.ts';
import type { Pace } from './pace.ts';

/** Structures around init_task's own name that are judged once it is found. */
const MOST_NEIGHBOURS = 40;

/**
 * What the search had no need to ask, and a reader has: why it was not one of the other structures around the same
 * name, and what the lists lead to that nobody answers. Reads a few hundred kilobytes at most.
 */
export async function explainTrials(
  memory: PhysicalMemory,
  kernel: LocatedKernel,
  trials: InitTrials,
  pace: Pace,
): Promise<void> {
  const name = kernel.initPhysical + kernel.commOffset;
  const around = Number.isNaN(name) ? [] : initCandidates(nameWindow(memory, name));
  const others = around.filter((candidate) => !candidate.isWeak && !trials.has(candidate));
  for (const candidate of others.slice(0, MOST_NEIGHBOURS)) {
    await pace.breathe();
    judgeNeighbour(memory, candidate, kernel, trials);
  }
  await trials.refine(async (trial) => {
    const candidate = trial.fate === 'no-way-back' ? structureOf(trial) : undefined;
    if (candidate === undefined) return trial;
    await pace.breathe();
    return { ...trial, links: countLinks(memory, candidate, kernel.space.directMap) };
  });
}

function judgeNeighbour(
  memory: PhysicalMemory,
  candidate: InitCandidate,
  kernel: LocatedKernel,
  trials: InitTrials,
): void {
  const maps = [...new Set([candidate.delta, kernel.space.directMap])];
  let trial = trialOf(candidate);
  for (const start of ringStarts(memory, candidate, initWords(memory, candidate), maps, { coarse: false })) {
    const found = acceptKernel(memory, candidate, start, () => undefined);
    if (!('rejected' in found)) {
      trials.kernel(candidate, found, isSame(kernel, found));
      return;
    }
    trial = withList(trial, start.offset, found);
  }
  trials.structure(trial);
}

function structureOf({
  physical,
  address,
  wordSize,
  byteOrder,
}: InitTrial): Pick<InitCandidate, 'format' | 'physical' | 'delta'> | undefined {
  if (physical === undefined || address === undefined || wordSize === undefined || byteOrder === undefined)
    return undefined;
  const delta = BigInt.asUintN(wordSize * 8, address - BigInt(physical));
  return { format: { wordSize, byteOrder }, physical, delta };
}
