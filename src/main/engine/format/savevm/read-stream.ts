import { fileOffset } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import { BadRecord, RamTable, readRamSection } from './read-ram.ts';
import { StreamEnd, StreamReader } from './stream-reader.ts';
import type { DumpFile } from '../../file/dump-file.ts';

/** Section types (QEMU, migration/savevm.h). */
const SECTION = {
  end: 0,
  start: 1,
  part: 2,
  last: 3,
  full: 4,
  subsection: 5,
  configuration: 7,
  command: 8,
  footer: 0x7e,
};
const MAX_NAME = 255;
const DEFAULT_PAGE_BITS = 12;
/** How far the end of a section of unknown content is looked for. */
const RESYNC_BYTES = 64 * 1024 * 1024;
const RESYNC_BLOCK = 1024 * 1024;

export interface MachineStream {
  /** The machine’s type, such as `pc-q35-7.2`; undefined in streams that do not say. */
  readonly machine: string | undefined;
  readonly pageSize: number;
  readonly ram: RamTable;
  readonly notices: readonly Sentence[];
}

/**
 * Reads a migration stream as far as it carries RAM:
 *
 *     "QEVM" be32 version = 3  [7 configuration]  { u8 type, be32 section, … , 0x7e be32 section } …
 *
 * Device state, which comes behind all RAM, has no lengths and is not read. A damaged or cut-off stream keeps what
 * was read, with a notice.
 */
export function readMachineStream(file: DumpFile): MachineStream {
  const stream = new StreamReader(file, 8);
  const ram = new RamTable();
  const names = new Map<number, string>();
  const capabilities = new Set<string>();
  const notices: Sentence[] = [];
  let machine: string | undefined;
  let pageBits = DEFAULT_PAGE_BITS;
  try {
    let type = stream.u8();
    if (type === SECTION.configuration) {
      machine = stream.text(Math.min(stream.u32(), MAX_NAME));
      for (type = stream.u8(); type === SECTION.subsection; type = stream.u8()) {
        const name = stream.text(stream.u8());
        stream.skip(4);
        if (name === 'configuration/target-page-bits') pageBits = Math.min(stream.u32(), 16);
        else if (name === 'configuration/capabilities') readCapabilities(stream, capabilities);
        else if (name === 'configuration/x-uuid' || name === 'configuration/uuid') stream.skip(16);
        else throw new BadRecord(say('record.configuration', { name }));
      }
    }
    for (; type === SECTION.start || type === SECTION.part || type === SECTION.last; type = stream.u8()) {
      const section = stream.u32();
      if (type === SECTION.start) {
        names.set(section, stream.text(stream.u8()));
        stream.skip(8);
      }
      if (names.get(section) === 'ram') {
        readRamSection(stream, ram, { pageSize: 2 ** pageBits, capabilities });
        skipFooter(stream, section);
      } else if (!findFooter(stream, section))
        throw new BadRecord(say('record.section', { name: names.get(section) ?? section }));
    }
  } catch (error) {
    if (error instanceof StreamEnd) notices.push(say('notice.savevm.cutOff', { at: stream.at }));
    else if (error instanceof BadRecord) {
      notices.push(say('notice.savevm.unreadable', { at: stream.at, why: error.reason }));
    } else throw error;
  }
  if (ram.differences > 0) notices.push(say('notice.savevm.differences', { pages: ram.differences }));
  if (ram.strays > 0) notices.push(say('notice.savevm.strays', { pages: ram.strays }));
  return { machine, pageSize: 2 ** pageBits, ram, notices };
}

function readCapabilities(stream: StreamReader, capabilities: Set<string>): void {
  const count = stream.u32();
  if (count > 256) throw new BadRecord(say('record.capabilities', { count }));
  for (let i = 0; i < count; i++) capabilities.add(stream.text(stream.u8()));
}

/** Machine types before 2.4 write no footers. */
function skipFooter(stream: StreamReader, section: number): void {
  const before = stream.at;
  if (stream.u8() === SECTION.footer && stream.u32() === section) return;
  stream.at = before;
}

/** Passes a section of unknown content by looking for its footer; false when there is none in reach. */
function findFooter(stream: StreamReader, section: number): boolean {
  const footer = Buffer.from([SECTION.footer, section >>> 24, section >>> 16, section >>> 8, section]);
  const block = Buffer.alloc(RESYNC_BLOCK);
  const limit = Math.min(stream.at + RESYNC_BYTES, stream.file.size);
  for (let at = stream.at; at < limit; at += RESYNC_BLOCK - footer.length) {
    const held = block.subarray(0, stream.file.read(fileOffset(at), block));
    for (let found = held.indexOf(footer); found >= 0; found = held.indexOf(footer, found + 1)) {
      const next = held[found + footer.length] ?? SECTION.end;
      if (next > SECTION.command) continue;
      stream.at = at + found + footer.length;
      return true;
    }
    if (held.length < RESYNC_BLOCK) break;
  }
  return false;
}
