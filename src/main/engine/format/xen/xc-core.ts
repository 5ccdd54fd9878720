import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { readU32, readU64 } from '../../memory/words.ts';
import type { DumpFormat, OpenedDump } from '../dump-format.ts';
import { toNumber } from '../elf-header.ts';
import { layMemory } from '../lay-memory.ts';
import { at } from '../signature.ts';
import { MAX_FRAME, PageRuns } from './page-runs.ts';

/** XC_CORE_MAGIC and XC_CORE_MAGIC_HVM, little-endian. */
const PARAVIRTUAL = '\xed\xeb\x0f\xf0';
const FULLY_VIRTUAL = '\xee\xeb\x0f\xf0';
const PAGE = 4096;

/**
 * Cores of Xen before 3.1: { u32 magic, nr_vcpus, nr_pages, ctxt_offset, index_offset, pages_offset }, then a frame
 * number for each page. Those of a paravirtual machine are machine frames, in the order of its own: that order counts.
 */
function openXcCore(file: DumpFile): OpenedDump {
  const head = new Uint8Array(24);
  file.read(fileOffset(0), head);
  const [count, index, pages] = [8, 16, 20].map((offset) => readU32(head, offset, 'little'));
  const held = Math.min(count ?? 0, Math.floor(Math.max(0, file.size - (pages ?? 0)) / PAGE));
  const isVirtual = at(0, FULLY_VIRTUAL)(head, 24);
  const width = (pages ?? 0) - (index ?? 0) >= 8 * (count ?? 0) ? 8 : 4;
  const numbers = new Uint8Array(Math.min(held * width, Math.max(0, file.size - (index ?? 0))));
  if (numbers.length > 0) file.read(fileOffset(index ?? 0), numbers);
  const runs = new PageRuns(PAGE);
  for (let page = 0; page < held; page++) {
    const number =
      width === 8 ? toNumber(readU64(numbers, page * 8, 'little')) : readU32(numbers, page * 4, 'little');
    const frame = isVirtual ? number : page;
    if (frame <= MAX_FRAME) runs.add(frame, (pages ?? 0) + page * PAGE);
  }
  const { memory, notices } = layMemory(file, runs.runs);
  if (memory.size === 0) {
    throw failure('format-damaged', say('failure.xen'), {
      file: file.path,
      offset: 8,
      expected: say('expected.xen.pages'),
      remedy: say('remedy.cutOff'),
    });
  }
  const short = held < (count ?? 0) ? [say('notice.xen.cutOff', { pages: (count ?? 0) - held })] : [];
  return { format: 'xen', detail: say('format.xenOld'), memory, notices: [...short, ...notices], notes: [] };
}

export const xcCore: DumpFormat = {
  name: 'xen',
  detect: (head, file) => [PARAVIRTUAL, FULLY_VIRTUAL].some((magic) => at(0, magic)(head, file.size)),
  open: openXcCore,
};
