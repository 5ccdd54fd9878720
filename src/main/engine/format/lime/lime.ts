import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { CODEC } from '../../memory/decode/decode-unit.ts';
import { EncodedMemory } from '../../memory/encoded-memory.ts';
import type { FileRun } from '../../memory/normalise-runs.ts';
import { UnitListBuilder } from '../../memory/unit-list.ts';
import { readU64 } from '../../memory/words.ts';
import type { DumpFormat, OpenedDump } from '../dump-format.ts';
import { toNumber } from '../elf-header.ts';
import { layMemory } from '../lay-memory.ts';
import { at } from '../signature.ts';
import { RANGE_HEADER, readRangeHeader } from './range-header.ts';
import { listFrames } from './snappy-frames.ts';

const MAX_RANGES = 1024 * 1024;
/** A plain range among packed ones is cut into units of this many bytes. */
const PLAIN_UNIT = 65_536;

/** Dumps of LiME, and of AVML with and without compression: ranges of memory, each behind a header of its own. */
function openLime(file: DumpFile): OpenedDump {
  const runs: FileRun[] = [];
  const units = new UnitListBuilder();
  const notices: Sentence[] = [];
  let packed = 0;
  let offset = 0;
  while (offset < file.size && runs.length < MAX_RANGES && !units.isFull) {
    const header = readRangeHeader(file, offset);
    if (header === undefined) {
      if (offset === 0) throw noRange(file);
      notices.push(say('notice.lime.noRange', { at: offset }));
      break;
    }
    const data = offset + RANGE_HEADER;
    if (header.packed) {
      packed++;
      const { end, held } = listFrames(file, data, header.start, header.length, units);
      if (held !== header.length) {
        notices.push(say('notice.lime.packed', { at: offset, end }));
        if (held < header.length) break;
      }
      offset = end + 8;
      if (readLength(file, end) !== end - data) notices.push(say('notice.lime.length', { end }));
    } else {
      runs.push({ start: header.start, length: header.length, file: data });
      offset = data + header.length;
    }
  }
  const ranges = runs.length + packed;
  if (packed === 0) {
    const laid = layMemory(file, runs);
    if (laid.memory.size === 0) throw noRange(file);
    return {
      format: 'lime',
      detail: say('format.lime', { ranges }),
      memory: laid.memory,
      notices: [...notices, ...laid.notices],
      notes: [],
    };
  }
  for (const run of runs) addPlain(run, file.size, units);
  const { source, dropped } = units.finish(file);
  if (source.size === 0) throw noRange(file);
  if (dropped > 0) notices.push(say('notice.lime.overlap', { pieces: dropped }));
  return {
    format: 'avml',
    detail: say('format.avml', { ranges }),
    memory: new EncodedMemory(source, file.path),
    notices,
    notes: [],
  };
}

function addPlain(run: FileRun, fileSize: number, units: UnitListBuilder): void {
  const length = Math.min(run.length, fileSize - run.file);
  for (let done = 0; done < length; done += PLAIN_UNIT) {
    const size = Math.min(PLAIN_UNIT, length - done);
    units.add(run.start + done, size, CODEC.raw, run.file + done, size);
  }
}

function readLength(file: DumpFile, offset: number): number {
  const bytes = new Uint8Array(8);
  return file.read(fileOffset(offset), bytes) === 8 ? toNumber(readU64(bytes, 0, 'little')) : NaN;
}

const noRange = (file: DumpFile) =>
  failure('format-damaged', say('failure.lime'), {
    file: file.path,
    offset: 0,
    expected: say('expected.lime'),
    remedy: say('remedy.lime'),
  });

export const lime: DumpFormat = {
  name: 'lime',
  detect: (head, file) => at(0, 'EMiL')(head, file.size) || at(0, 'AVML')(head, file.size),
  open: openLime,
};
