import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import type { FileRun } from '../../memory/normalise-runs.ts';
import { readU64 } from '../../memory/words.ts';
import type { OpenedDump } from '../dump-format.ts';
import { toNumber, type ElfHeader } from '../elf-header.ts';
import { parseNotes } from '../elf-notes.ts';
import { findSections, type ElfSection } from '../elf-sections.ts';
import type { DumpNote } from '../dump-format.ts';
import { layMemory } from '../lay-memory.ts';

/** XEN_ELFNOTE_DUMPCORE_HEADER: { u64 magic, nr_vcpus, nr_pages, page_size } (Xen, dump-core-format.txt). */
const HEADER_NOTE = 0x200_0001;
const MAX_NOTES = 16 * 1024 * 1024;
/** No frame number is beyond 52 bits of address. */
const MAX_FRAME = 2 ** 40;
const BATCH = 64 * 1024;
const MAX_RUNS = 4 * 1024 * 1024;

/**
 * Cores of Xen's "xl dump-core": pages in the section .xen_pages, and their numbers in .xen_pfn (of machines that see
 * physical memory) or .xen_p2m (pairs of guest and machine frame, of paravirtual machines). Undefined for other cores.
 */
export function openXenCore(file: DumpFile, header: ElfHeader): OpenedDump | undefined {
  if (header.sectionCount === 0) return undefined;
  const sections = findSections(file, header);
  const pages = sections.get('.xen_pages');
  const pairs = sections.get('.xen_p2m');
  const numbers = pairs ?? sections.get('.xen_pfn');
  if (pages === undefined || numbers === undefined) return undefined;
  const notes = readXenNotes(file, header, sections.get('.note.Xen'));
  const info = notes.find((note) => note.type === HEADER_NOTE && note.data.length >= 32);
  const said = info === undefined ? 4096 : toNumber(readU64(info.data, 24, header.byteOrder));
  const pageSize = said >= 1024 && said <= 1024 * 1024 && Number.isInteger(Math.log2(said)) ? said : 4096;
  const runs = readFrames(file, header, { pages, numbers, width: pairs === undefined ? 8 : 16, pageSize });
  const { memory, notices } = layMemory(file, runs);
  if (memory.size === 0) {
    throw failure('format-damaged', say('failure.xen'), {
      file: file.path,
      offset: numbers.offset,
      expected: say('expected.xen.numbers'),
      remedy: say('remedy.cutOff'),
    });
  }
  return {
    format: 'xen',
    detail: say(pairs === undefined ? 'format.xenFull' : 'format.xenPara', { pageSize }),
    memory,
    notices,
    notes,
  };
}

interface Frames {
  readonly pages: ElfSection;
  readonly numbers: ElfSection;
  readonly width: number;
  readonly pageSize: number;
}

function readFrames(
  file: DumpFile,
  header: ElfHeader,
  { pages, numbers, width, pageSize }: Frames,
): FileRun[] {
  const count = Math.floor(Math.min(numbers.size, Math.max(0, file.size - numbers.offset)) / width);
  const runs: { start: number; length: number; file: number }[] = [];
  const block = new Uint8Array(BATCH);
  for (let page = 0; page < count; page++) {
    const inBlock = (page * width) % BATCH;
    if (inBlock === 0) file.read(fileOffset(numbers.offset + page * width), block);
    const frame = toNumber(readU64(block, inBlock, header.byteOrder));
    const offset = pages.offset + page * pageSize;
    if (frame > MAX_FRAME || offset >= file.size) continue;
    const last = runs.at(-1);
    if (
      last !== undefined &&
      last.start + last.length === frame * pageSize &&
      last.file + last.length === offset
    ) {
      last.length += pageSize;
    } else if (runs.length < MAX_RUNS) runs.push({ start: frame * pageSize, length: pageSize, file: offset });
  }
  return runs;
}

function readXenNotes(file: DumpFile, header: ElfHeader, section: ElfSection | undefined): DumpNote[] {
  const notes: DumpNote[] = [];
  if (section === undefined) return notes;
  const bytes = new Uint8Array(Math.min(section.size, MAX_NOTES, Math.max(0, file.size - section.offset)));
  if (bytes.length > 0) file.read(fileOffset(section.offset), bytes);
  parseNotes(bytes, header.byteOrder, notes);
  return notes;
}
