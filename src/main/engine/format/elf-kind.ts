import { failure, type TaskshapeError } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { DumpNote } from './dump-format.ts';
import { ET_CORE, type ElfHeader } from './elf-header.ts';
import type { ElfSegment } from './elf-segments.ts';

/** Note types of the name CORE (include/uapi/linux/elf.h). */
const NT_PRPSINFO = 3;
const NT_TASKSTRUCT = 4;
const NT_AUXV = 6;
const NT_FILE = 0x4649_4c45;
const NT_SIGINFO = 0x5349_4749;

const TYPE_NAMES = new Map([
  [1, say('foreign.elf.object')],
  [2, say('foreign.elf.program')],
  [3, say('foreign.elf.shared')],
]);

/** Why an ELF file that is no core cannot be opened; undefined for cores. */
export function refuseNonCore(header: ElfHeader, path: string): TaskshapeError | undefined {
  if (header.type === ET_CORE) return undefined;
  const what = TYPE_NAMES.get(header.type) ?? say('foreign.elf.type', { type: header.type });
  return failure('format-unsupported', say('failure.elf.other', { what }), {
    file: path,
    offset: 16,
    expected: say('expected.elf.core'),
    remedy: say('remedy.elf.dump'),
  });
}

/**
 * Why a core is not one of a whole machine; undefined when nothing speaks against it.
 *
 * The kernel gives every core of a user program an NT_AUXV, gdb's gcore too. /proc/kcore also has NT_PRPSINFO, but
 * with an NT_TASKSTRUCT (fs/proc/kcore.c), and physical addresses.
 */
export function refuseUserCore(
  notes: readonly DumpNote[],
  loads: readonly ElfSegment[],
  path: string,
): TaskshapeError | undefined {
  const has = (type: number): boolean => notes.some((note) => note.name === 'CORE' && note.type === type);
  const unplaced = loads.every((segment) => segment.physical === 0n);
  const isUser =
    has(NT_AUXV) ||
    has(NT_FILE) ||
    has(NT_SIGINFO) ||
    (has(NT_PRPSINFO) && !has(NT_TASKSTRUCT) && unplaced && loads.length > 1);
  if (!isUser) return undefined;
  return failure('format-unsupported', say('failure.elf.userCore'), {
    file: path,
    expected: say('expected.machine'),
    remedy: say('remedy.elf.gdb'),
  });
}

/** Why a core without any memory cannot be opened. */
export function refuseEmptyCore(path: string): TaskshapeError {
  return failure('format-damaged', say('failure.elf.empty'), {
    file: path,
    expected: say('expected.elf.load'),
    remedy: say('remedy.cutOffAtStart'),
  });
}
