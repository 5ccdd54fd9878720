import type { DumpInfo } from '../../../shared/dump-info.ts';
import { failure } from '../../../shared/errors.ts';
import type { MessageKey } from '../../../shared/i18n/catalogue.ts';
import { hex } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { Location } from '../kernel/locate-kernel.ts';
import { isBlank, otherSystem } from '../kernel/other-systems.ts';
import type { Pace } from '../kernel/pace.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** What is noticed of files that end too early: the kernel may have stood in what is lost. */
const CUT_OFF: ReadonlySet<MessageKey> = new Set([
  'notice.cutOff',
  'notice.partlyUnpacked',
  'notice.partlyUnpackedWhy',
  'notice.flat.cutOff',
  'notice.flat.damaged',
  'notice.kdump.incomplete',
  'notice.kdump.missingParts',
  'notice.kdump.noList',
  'notice.kdump.noPages',
  'notice.lime.noRange',
  'notice.lime.packed',
  'notice.savevm.cutOff',
  'notice.savevm.unreadable',
  'notice.xen.cutOff',
]);

/** Why no kernel was found in a dump's memory, as far as can be told, and what to do. */
export async function notFound(
  { path: file, notices }: Pick<DumpInfo, 'path' | 'notices'>,
  memory: PhysicalMemory,
  location: Location,
  pace: Pace,
): Promise<Error> {
  const expected = say('expected.idle');
  const notice = notices.find(({ key }) => CUT_OFF.has(key));
  const withNotice = (sentence: Sentence): Sentence =>
    notice === undefined ? sentence : say('failure.withNotice', { failure: sentence, notice });
  if (location.linuxSeen || location.namesSeen > 0) {
    const tried = { names: location.namesSeen, tried: location.candidatesTried };
    return failure('no-kernel', withNotice(say('failure.noList', tried)), {
      file,
      expected,
      remedy: say('remedy.noList', { end: hex(memory.end) }),
    });
  }
  if (notice === undefined && isBlank(memory))
    return failure('not-linux', say('failure.zeros'), { file, expected, remedy: say('remedy.notWritten') });
  const system = await otherSystem(memory, pace);
  if (system !== undefined)
    return failure('not-linux', say('failure.otherSystem', { system }), {
      file,
      expected,
      remedy: say('remedy.volatility'),
    });
  const noTrace = withNotice(say('failure.noTrace', { bytes: memory.size }));
  return notice === undefined
    ? failure('not-linux', noTrace, { file, expected, remedy: say('remedy.checkLinux') })
    : failure('no-kernel', noTrace, { file, expected, remedy: say('remedy.cutOff') });
}
