import { COMM_LENGTH } from '../../../../shared/task-table.ts';
import { physAddr } from '../../../../shared/units.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { isName } from '../comm.ts';
import { backLinks, initWords } from '../direct-map.ts';
import { initCandidates, spanOf, type InitCandidate } from '../init-candidates.ts';
import type { LocatedKernel } from '../locate-kernel.ts';
import { nameWindow } from '../names.ts';
import type { Pace } from '../pace.ts';
import { offsetsHolding, splitWords, type WordFormat } from '../word-view.ts';

/** One place in a raw file at which the displacements of the kernel image and of the direct map are known. */
export interface Anchor {
  readonly format: WordFormat;
  /** Virtual minus file offset of the kernel image, where init_task stands. */
  readonly image: bigint;
  readonly initTask: number;
  /** Virtual minus file offset of the direct map, at one of the tasks. */
  readonly delta: bigint;
}

/** Candidates that a pass over the dump is spent on. */
const MAX_CANDIDATES = 8;
/** Memory whose pieces begin at odd kilobytes. */
const FINE = 0x400;

export const anchorOf = ({ space, initPhysical }: LocatedKernel): Anchor => ({
  format: space.format,
  image: space.image,
  initTask: initPhysical,
  delta: space.directMap,
});

/**
 * init_task and the task next to it, where the rest of the list cannot be followed: of all words that name a list head
 * of a supposed init_task the one in an object that bears a name where init_task does and holds its own address.
 */
export async function findAnchor(
  memory: PhysicalMemory,
  failed: readonly InitCandidate[],
  names: readonly number[],
  pace: Pace,
): Promise<Anchor | undefined> {
  const candidates =
    failed.length > 0 ? [...failed] : names.flatMap((name) => initCandidates(nameWindow(memory, name), FINE));
  const ranked = candidates
    .filter(({ format }) => format.wordSize === 8)
    .sort((a, b) => Number(b.adjacentPair) - Number(a.adjacentPair) || b.emptyLists - a.emptyLists);
  for (const candidate of ranked.slice(0, MAX_CANDIDATES)) {
    const words = initWords(memory, candidate);
    for (const { offset, node, next } of await backLinks(memory, candidate, words, pace.signal)) {
      await pace.breathe();
      const delta = BigInt.asUintN(candidate.format.wordSize * 8, next - BigInt(node));
      if (delta % BigInt(FINE) !== 0n) continue;
      if (!isTask(memory, candidate, node - offset, next - BigInt(offset))) continue;
      return { format: candidate.format, image: candidate.delta, initTask: candidate.physical, delta };
    }
  }
  return undefined;
}

/** A name where init_task has its own, and the object's own address in one of its words (group_leader). */
function isTask(memory: PhysicalMemory, candidate: InitCandidate, base: number, address: bigint): boolean {
  if (!(base >= 0)) return false;
  const comm = new Uint8Array(COMM_LENGTH);
  if (memory.read(physAddr(base + candidate.commOffset), comm) < COMM_LENGTH || !isName(comm)) return false;
  const bytes = new Uint8Array(spanOf(candidate));
  memory.read(physAddr(base), bytes);
  const { format } = candidate;
  return offsetsHolding(splitWords(bytes, format), address, format.wordSize).length > 0;
}
