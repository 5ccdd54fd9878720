import { COMM_LENGTH } from '../../../shared/task-table.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { hex } from '../../../shared/units.ts';
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
      say('kernel.name', { address: hex(candidate.physical + candidate.commOffset) }),
      say('kernel.lists', {
        lists: candidate.emptyLists,
        delta: hex(candidate.delta),
        bits: candidate.format.wordSize * 8,
        order: candidate.format.byteOrder,
      }),
      say('kernel.references', {
        address: hex(candidateAddress(candidate)),
        references: candidate.references,
      }),
      say('kernel.list', {
        offset: hex(offset),
        tasks: verdict.tasks.length,
        delta: hex(directMap),
      }),
    ],
  };
}
