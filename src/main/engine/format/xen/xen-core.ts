import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import type { FileRun } from '../../memory/normalise-runs.ts';
import { readU64 } from '../../memory/words.ts';
import type { OpenedDump } from '../dump-format.ts';
import { toNumber, type ElfHeader } from '../elf-header.ts';
import { parseNotes } from '../elf-notes.ts';
import { readSections, type ElfSection } from '../elf-sections.ts';
import type { DumpNote } from '../dump-format.ts';
import { layMemory } from '../lay-memory.ts';
import { MAX_FRAME, PageRuns } from './page-runs.ts';

/** XEN_ELFNOTE_DUMPCORE_HEADER: { u64 magic, nr_vcpus, nr_pages, page_size } (Xen, dump-core-format.txt). */
const HEADER_NOTE = 0x200_0001;
const SHT_NOTE = 7;
const MAX_NOTES = 16 * 1024 * 1024;
const BATCH = 64 * 1024;

/**
 * Cores of Xen's "xl dump-core": pages in the section .xen_pages, and their numbers in .xen_pfn (of machines that see
 * physical memory) or .xen_p2m (pairs of guest and machine frame, of paravirtual machines). Undefined for other cores.
 */
export function openXenCore(file: DumpFile, header: ElfHeader): OpenedDump | undefined {
  if (header.sectionCount === 0) return undefined;
  const sections = readSections(file, header);
  const notes = readXenNotes(file, header, sections);
  const info = notes.find((note) => note.type === HEADER_NOTE && note.data.length >= 32);
  const said = info === undefined ? 4096 : toNumber(readU64(info.data, 24, header.byteOrder));
  const pageSize = said >= 1024 && said <= 1024 * 1024 && Number.isInteger(Math.log2(said)) ? said : 4096;
  const frames = findByName(sections, pageSize) ?? (info && findByEntries(sections, pageSize));
  if (frames === undefined) return undefined;
  const { pages, numbers, width } = frames;
  const { runs, unnumbered } = readFrames(file, header, frames);
  const missing = unnumbered > 0 ? [say('notice.xen.noNumbers', { pages: unnumbered })] : [];
  const lay = (laid: readonly FileRun[]): OpenedDump => {
    const { memory, notices } = layMemory(file, laid);
    const detail = say(width === PAIR ? 'format.xenPara' : 'format.xenFull', { pageSize });
    return { format: 'xen', detail, memory, notices: [...missing, ...notices], notes };
  };
  const dump = lay(runs);
  if (numbers.offset >= file.size) {
    const relaid = (order: readonly FileRun[]): OpenedDump =>
      lay(order.map((run) => ({ ...run, file: pages.offset + run.file })));
    return { ...dump, relay: { size: dump.memory.size, beginsKnown: true, lay: relaid } };
  }
  if (dump.memory.size > 0) return dump;
  throw failure('format-damaged', say('failure.xen'), {
    file: file.path,
    offset: numbers.offset,
    expected: say('expected.xen.numbers'),
    remedy: say('remedy.cutOff'),
  });
}

/** Bytes of a frame number, and of a pair of them. */
const SINGLE = 8;
const PAIR = 16;

interface Frames {
  readonly pages: ElfSection;
  readonly numbers: ElfSection;
  /** Bytes from one frame's number to the next's. */
  readonly width: typeof SINGLE | typeof PAIR;
  readonly pageSize: number;
}

function findByName(sections: readonly ElfSection[], pageSize: number): Frames | undefined {
  const named = (wanted: string): ElfSection | undefined => sections.find(({ name }) => name === wanted);
  const pages = named('.xen_pages');
  const pairs = named('.xen_p2m');
  const numbers = pairs ?? named('.xen_pfn');
  if (pages === undefined || numbers === undefined) return undefined;
  return { pages, numbers, width: pairs === undefined ? SINGLE : PAIR, pageSize };
}

/** The names stand at the end of the file. Where they are cut off, the sizes of entries tell pages from numbers. */
function findByEntries(sections: readonly ElfSection[], pageSize: number): Frames | undefined {
  const [pages] = sections.filter(({ entrySize }) => entrySize === pageSize).sort((a, b) => b.size - a.size);
  const numbers = sections.find(
    ({ offset, entrySize }) =>
      (entrySize === SINGLE || entrySize === PAIR) && offset >= (pages?.offset ?? NaN) + (pages?.size ?? 0),
  );
  if (pages === undefined || numbers === undefined) return undefined;
  return { pages, numbers, width: numbers.entrySize === PAIR ? PAIR : SINGLE, pageSize };
}

/** Pages whose number is cut off count on from the last one. */
function readFrames(
  file: DumpFile,
  header: ElfHeader,
  { pages, numbers, width, pageSize }: Frames,
): { readonly runs: readonly FileRun[]; readonly unnumbered: number } {
  const held = Math.ceil(Math.min(pages.size, Math.max(0, file.size - pages.offset)) / pageSize);
  const numbered = Math.floor(Math.min(numbers.size, Math.max(0, file.size - numbers.offset)) / width);
  // A table that is shorter than the pages by itself has no more to say.
  const count = numbered * width + width > numbers.size ? Math.min(held, numbered) : held;
  const runs = new PageRuns(pageSize);
  const block = new Uint8Array(BATCH);
  let next = 0;
  for (let page = 0; page < count; page++) {
    const inBlock = (page * width) % BATCH;
    if (inBlock === 0 && page < numbered) file.read(fileOffset(numbers.offset + page * width), block);
    const frame = page < numbered ? toNumber(readU64(block, inBlock, header.byteOrder)) : next;
    if (frame > MAX_FRAME) continue;
    next = frame + 1;
    runs.add(frame, pages.offset + page * pageSize);
  }
  return { runs: runs.runs, unnumbered: Math.max(0, count - numbered) };
}

function readXenNotes(file: DumpFile, header: ElfHeader, sections: readonly ElfSection[]): DumpNote[] {
  const notes: DumpNote[] = [];
  const section =
    sections.find(({ name }) => name === '.note.Xen') ?? sections.find(({ type }) => type === SHT_NOTE);
  if (section === undefined) return notes;
  const bytes = new Uint8Array(Math.min(section.size, MAX_NOTES, Math.max(0, file.size - section.offset)));
  if (bytes.length > 0) file.read(fileOffset(section.offset), bytes);
  parseNotes(bytes, header.byteOrder, notes);
  return notes.filter(({ name }) => name === 'Xen');
}
