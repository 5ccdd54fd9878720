import { failure } from '../../../shared/errors.ts';
import { hex } from '../../../shared/units.ts';
import { say } from '../../../shared/i18n/sentence.ts';
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
  const looked = say('expected.idle');
  if (!location.linuxSeen && location.namesSeen === 0) {
    if (isBlank(memory)) {
      return failure('not-linux', say('failure.zeros'), {
        file,
        expected: looked,
        remedy: say('remedy.notWritten'),
      });
    }
    const other = await otherSystem(memory, pace);
    if (other !== undefined) {
      return failure('not-linux', say('failure.otherSystem', { system: other }), {
        file,
        expected: looked,
        remedy: say('remedy.volatility'),
      });
    }
    return failure('not-linux', say('failure.noTrace', { bytes: memory.size }), {
      file,
      expected: looked,
      remedy: say('remedy.checkLinux'),
    });
  }
  return failure(
    'no-kernel',
    say('failure.noList', { names: location.namesSeen, tried: location.candidatesTried }),
    {
      file,
      expected: looked,
      remedy: say('remedy.noList', { end: hex(memory.end) }),
    },
  );
}
