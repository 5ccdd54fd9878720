import { say } from '../../../shared/i18n/sentence.ts';
import { layMemory } from './lay-memory.ts';
import type { DumpFile } from '../file/dump-file.ts';
import type { DumpFormat, OpenedDump } from './dump-format.ts';
import { placeSegments } from './elf-addresses.ts';
import { isElf, readElfHeader } from './elf-header.ts';
import { refuseEmptyCore, refuseNonCore, refuseUserCore } from './elf-kind.ts';
import { readNotes } from './elf-notes.ts';
import { readSegments } from './elf-segments.ts';
import { openXenCore } from './xen/xen-core.ts';

/**
 * ELF core files of machines: QEMU's dump-guest-memory and virsh dump, /proc/vmcore and makedumpfile -E, VirtualBox.
 *
 * Class and byte order are those of the file. They say nothing of the dumped kernel: QEMU writes 64-bit cores of
 * 32-bit x86 guests and big-endian cores of little-endian POWER guests.
 */
export function openElfCore(file: DumpFile): OpenedDump {
  const header = readElfHeader(file);
  const wrongType = refuseNonCore(header, file.path);
  if (wrongType !== undefined) throw wrongType;

  const segments = readSegments(file, header);
  const loads = segments.filter((segment) => segment.kind === 'load');
  const xen = loads.length === 0 ? openXenCore(file, header) : undefined;
  if (xen !== undefined) return xen;
  const { notes, notices: noteNotices } = readNotes(file, header.byteOrder, segments);
  const userCore = refuseUserCore(notes, loads, file.path);
  if (userCore !== undefined) throw userCore;

  const placed = placeSegments(loads, (1n << BigInt(8 * header.wordSize)) - 1n, file.size);
  const { memory, notices } = layMemory(file, placed.runs);
  if (memory.size === 0) throw refuseEmptyCore(file.path);
  return {
    format: 'elf',
    detail: say('format.elf', {
      bits: 8 * header.wordSize,
      order: header.byteOrder,
      segments: loads.length,
    }),
    memory,
    notices: [...placed.notices, ...notices, ...noteNotices],
    notes,
  };
}

export const elfCore: DumpFormat = { name: 'elf', detect: isElf, open: openElfCore };
