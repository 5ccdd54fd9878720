import { COMM_LENGTH } from '../../../shared/task-table.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { acceptRing, type RejectedRing } from './accept.ts';
import { AddressSpace } from './address-space.ts';
import type { RingStart } from './direct-map.ts';
import { candidateAddress, candidateText, spanOf, type InitCandidate } from './init-candidates.ts';
import type { LocatedKernel } from './locate-kernel.ts';
import { taskSpan } from './task-span.ts';

/** The kernel whose init_task stands at this candidate and whose tasks hang on this list; why not, otherwise. */
export function acceptKernel(
  memory: PhysicalMemory,
  candidate: InitCandidate,
  { offset, directMap }: RingStart,
  log: (line: string) => void,
): LocatedKernel | RejectedRing {
  const space = new AddressSpace(memory, candidate.format, candidate.delta, directMap);
  const verdict = acceptRing(space, candidate, offset);
  if ('rejected' in verdict) {
    log(`  ring at +0x${offset.toString(16)}: ${verdict.rejected}`);
    return verdict;
  }
  log(`  ${candidateText(candidate)}`);
  log(`  ring at +0x${offset.toString(16)}: ${verdict.tasks.length} tasks, accepted`);
  return {
    space,
    initTask: candidateAddress(candidate),
    initPhysical: candidate.physical,
    commOffset: candidate.commOffset,
    tasksOffset: offset,
    accepted: verdict,
    span: taskSpan(verdict.tasks, spanOf(candidate), candidate.commOffset + COMM_LENGTH),
    evidence: [
      `The idle task's name stands at physical 0x${(candidate.physical + candidate.commOffset).toString(16)}.`,
      `${candidate.emptyLists} empty lists around it agree on virtual minus physical = 0x${candidate.delta.toString(16)} for the kernel image, as ${candidate.format.wordSize * 8}-bit ${candidate.format.byteOrder}-endian words.`,
      `init_task's address 0x${candidateAddress(candidate).toString(16)} is stored ${candidate.references} times around it (it is its own parent and group_leader).`,
      `The list at +0x${offset.toString(16)} closes over ${verdict.tasks.length} tasks under the direct map's 0x${directMap.toString(16)}.`,
    ],
  };
}
