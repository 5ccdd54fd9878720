import { COMM_LENGTH } from '../../../shared/task-table.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { acceptRing } from './accept.ts';
import { AddressSpace } from './address-space.ts';
import { initWords, ringStarts } from './direct-map.ts';
import { FULL_SPAN, initCandidates, type InitCandidate } from './init-candidates.ts';
import type { LocatedKernel } from './locate-kernel.ts';
import { nameWindow } from './names.ts';
import type { Pace } from './pace.ts';
import { taskSpan } from './task-span.ts';
import { joinHalves } from './word-view.ts';

/** The parent of all kernel threads, pid 2 since 2.6.22 (kernel/kthread.c). */
const KTHREADD = Uint8Array.from('kthreadd\0', (character) => character.charCodeAt(0));
/** More names than this are decoys. */
const MAX_NAMES = 1000;

/**
 * Finds the kernel when the page with init_task's name is lost: kthreadd is as easy to recognise. It lies in the
 * direct map, so its empty lists give away that mapping at once, and the list of tasks runs through it too. init_task
 * itself is then whatever the list lacks: the one place that names the first task as its next.
 */
export async function locateByKthreadd(
  memory: PhysicalMemory,
  pace: Pace,
  log: (line: string) => void,
): Promise<LocatedKernel | undefined> {
  const { hits } = await memory.scan({
    query: { kind: 'patterns', patterns: [KTHREADD] },
    maxHits: MAX_NAMES,
    signal: pace.signal,
  });
  log(`init_task was not found; ${hits.offsets.length} places bear kthreadd’s name`);
  for (const name of hits.offsets) {
    for (const candidate of initCandidates(nameWindow(memory, name), 'kthreadd')) {
      await pace.breathe();
      const words = initWords(memory, candidate);
      for (const { offset } of ringStarts(memory, candidate, words, [candidate.delta], { coarse: false })) {
        const found = await judge(memory, candidate, offset, pace, log);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

async function judge(
  memory: PhysicalMemory,
  candidate: InitCandidate,
  offset: number,
  pace: Pace,
  log: (line: string) => void,
): Promise<LocatedKernel | undefined> {
  const direct = new AddressSpace(memory, candidate.format, candidate.delta, candidate.delta);
  const accepted = acceptRing(direct, candidate, offset);
  if ('rejected' in accepted) return undefined;
  log(
    `  kthreadd at physical 0x${candidate.physical.toString(16)}: ${accepted.tasks.length} tasks, accepted`,
  );
  const init = await findInit(direct, candidate, accepted.tasks, offset, pace);
  const space = new AddressSpace(memory, candidate.format, init.delta, candidate.delta);
  return {
    space,
    initTask: init.address,
    initPhysical: init.physical,
    commOffset: candidate.commOffset,
    tasksOffset: offset,
    accepted: { ...accepted, tasks: [init.physical, ...accepted.tasks], closed: false },
    span: taskSpan(accepted.tasks, FULL_SPAN, candidate.commOffset + COMM_LENGTH),
    evidence: [
      'The page with init_task’s name is not in the dump; kthreadd, the parent of the kernel’s threads, was found instead.',
      `${candidate.emptyLists} empty lists around its name agree on virtual minus physical = 0x${candidate.delta.toString(16)} for the direct map, as ${candidate.format.wordSize * 8}-bit ${candidate.format.byteOrder}-endian words.`,
      `The list at +0x${offset.toString(16)} runs through ${accepted.tasks.length} tasks.`,
      Number.isNaN(init.physical)
        ? 'init_task itself could not be placed: its links are lost as well.'
        : `init_task is what names the first of them as its next, at physical 0x${init.physical.toString(16)}.`,
    ],
  };
}

/**
 * init_task by its neighbour: the task whose `prev` leads nowhere in the direct map is the first after it, and the
 * word that names this task, outside of all known ones, is init_task's `next`.
 */
async function findInit(
  space: AddressSpace,
  candidate: InitCandidate,
  tasks: readonly number[],
  offset: number,
  pace: Pace,
): Promise<{ physical: number; address: bigint; delta: bigint }> {
  const { wordSize, byteOrder } = candidate.format;
  const bits = wordSize * 8;
  for (const first of tasks) {
    const links = space.pair(first + offset);
    if (links === undefined || !Number.isNaN(space.physical(links.secondHi, links.secondLo))) continue;
    const node = joinHalves(links.secondHi, links.secondLo);
    const address = BigInt.asUintN(bits, node - BigInt(offset));
    const { hits } = await space.memory.scan({
      query: {
        kind: 'values',
        values: BigUint64Array.of(space.toVirtual(first + offset)),
        wordSize,
        bigEndian: byteOrder === 'big',
      },
      signal: pace.signal,
    });
    for (const hit of hits.offsets) {
      const delta = BigInt.asUintN(bits, node - BigInt(hit));
      if (delta % 4096n === 0n && !tasks.includes(hit - offset))
        return { physical: hit - offset, address, delta };
    }
    return { physical: NaN, address, delta: space.directMap };
  }
  return { physical: NaN, address: 0n, delta: space.directMap };
}
