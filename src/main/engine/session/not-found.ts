import { failure } from '../../../shared/errors.ts';
import { hex } from '../../../shared/units.ts';
import type { Location } from '../kernel/locate-kernel.ts';
import { isBlank, otherSystem } from '../kernel/other-systems.ts';
import type { Pace } from '../kernel/pace.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** Why no kernel was found in this memory, as far as can be told, and what to do. `file` is the user's name for it. */
export async function notFound(
  file: string,
  memory: PhysicalMemory,
  location: Location,
  pace: Pace,
): Promise<Error> {
  const looked = `the idle task’s name (swapper) inside a structure that names itself and heads a list of tasks`;
  if (!location.linuxSeen && location.namesSeen === 0) {
    if (isBlank(memory)) {
      return failure('not-linux', 'The dump holds nothing but zeros, wherever it was looked at.', {
        file,
        expected: looked,
        remedy: 'It was not written, or its copy lost what it held. Take or copy it again.',
      });
    }
    const other = await otherSystem(memory, pace);
    if (other !== undefined) {
      return failure('not-linux', `This is the memory of ${other}, not of Linux.`, {
        file,
        expected: looked,
        remedy:
          'Taskshape reads dumps of Linux machines only; Volatility 3 reads those of Windows and macOS.',
      });
    }
    return failure('not-linux', `No trace of a Linux kernel in ${memory.size} bytes of memory.`, {
      file,
      expected: looked,
      remedy: 'Check that the file is a memory dump of a Linux machine, neither encrypted nor compressed.',
    });
  }
  return failure(
    'no-kernel',
    `There are traces of a Linux kernel, but its list of tasks was not found: ${location.namesSeen} places bear the idle task’s name, ${location.candidatesTried} structures around them were tried.`,
    {
      file,
      expected: looked,
      remedy: `The pages of init_task may be missing from the dump (memory ends at ${hex(memory.end)}). Take it again, whole, with the guest paused; what was tried, and why it was not taken, is in the evidence (taskshape evidence).`,
    },
  );
}
