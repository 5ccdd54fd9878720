import { failure, type TaskshapeError } from '../../../shared/errors.ts';
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
  [1, 'an object file or kernel module'],
  [2, 'a program (a vmlinux perhaps)'],
  [3, 'a shared library or program'],
]);

/** Why an ELF file that is no core cannot be opened; undefined for cores. */
export function refuseNonCore(header: ElfHeader, path: string): TaskshapeError | undefined {
  if (header.type === ET_CORE) return undefined;
  const what = TYPE_NAMES.get(header.type) ?? `an ELF file of type ${header.type}`;
  return failure('format-unsupported', `This is ${what}, not a memory dump.`, {
    file: path,
    offset: 16,
    expected: 'an ELF core file (type 4)',
    remedy: 'Name the dump itself. Taskshape needs no vmlinux and no modules.',
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
  return failure('format-unsupported', 'This is the core of one program, not the memory of a machine.', {
    file: path,
    expected: 'the physical memory of a whole machine',
    remedy: 'Look at it with gdb. To dump a machine use virsh dump, QEMU’s dump-guest-memory, LiME or kdump.',
  });
}

/** Why a core without any memory cannot be opened. */
export function refuseEmptyCore(path: string): TaskshapeError {
  return failure('format-damaged', 'The core holds no memory: none of its segments has bytes in the file.', {
    file: path,
    expected: 'segments of type PT_LOAD whose bytes lie in the file',
    remedy: 'The dump was cut off right at its start. Take or copy it again.',
  });
}
