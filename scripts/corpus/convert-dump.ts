import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { openDumpFile } from '../../src/main/engine/file/open-file.ts';
import { readElfHeader } from '../../src/main/engine/format/elf-header.ts';
import { readSegments } from '../../src/main/engine/format/elf-segments.ts';
import { CannotMake } from './run.ts';

/** What QEMU does not write, made from its ELF core; also the file's extension. */
export const CONVERTED_FORMATS = ['ranges', 'lime'] as const;
export type ConvertedFormat = (typeof CONVERTED_FORMATS)[number];

const BLOCK = 64 * 1024;
const LIME_MAGIC = 0x4c69_4d45;
/** Between the PCI hole and 4 GiB lie devices and firmware, which no dump of memory holds. */
const DEVICES = { start: 0xf000_0000, end: 0x1_0000_0000 };

interface Range {
  readonly start: number;
  readonly length: number;
  readonly offset: number;
}

/** The ranges of memory in an ELF core, ascending and disjoint, without devices. */
function rangesOf(elf: string): Range[] {
  const file = openDumpFile(elf);
  const loads = readSegments(file, readElfHeader(file)).filter(({ kind }) => kind === 'load');
  file.close();
  let end = 0;
  const ranges: Range[] = [];
  for (const load of loads.sort((a, b) => Number(a.physical - b.physical))) {
    const first = Number(load.physical);
    // QEMU joins firmware and what follows it at 4 GiB into one segment.
    const start = Math.max(first, end, first >= DEVICES.start && first < DEVICES.end ? DEVICES.end : 0);
    const length = first + load.fileSize - start;
    if (length <= 0) continue;
    ranges.push({ start, length, offset: load.offset + start - first });
    end = start + length;
  }
  return ranges;
}

/**
 * Writes an ELF core's memory in another format: `ranges` is raw memory whose holes are left out without a trace, as in
 * a .vmem file or LiME's raw format; `lime` is LiME's own (a header { magic, version, first, last } before each range).
 */
export function convertDump(elf: string, format: ConvertedFormat, path: string): void {
  const ranges = rangesOf(elf);
  if (ranges.length === 0) throw new CannotMake('the ELF core holds no memory');
  const source = openSync(elf, 'r');
  const target = openSync(path, 'w');
  let at = 0;
  for (const { start, length, offset } of ranges) {
    if (format === 'lime') {
      const header = Buffer.alloc(32);
      header.writeUInt32LE(LIME_MAGIC, 0);
      header.writeUInt32LE(1, 4);
      header.writeBigUInt64LE(BigInt(start), 8);
      header.writeBigUInt64LE(BigInt(start + length - 1), 16);
      at += writeSync(target, header, 0, header.length, at);
    }
    copySparsely(source, offset, target, at, length);
    at += length;
  }
  ftruncateSync(target, at);
  closeSync(source);
  closeSync(target);
}

/** Zeros take no room. */
function copySparsely(source: number, from: number, target: number, to: number, length: number): void {
  const zeros = Buffer.alloc(BLOCK);
  const block = Buffer.alloc(BLOCK);
  for (let done = 0; done < length; done += BLOCK) {
    const part = block.subarray(0, Math.min(BLOCK, length - done));
    readSync(source, part, 0, part.length, from + done);
    if (part.compare(zeros, 0, part.length) !== 0) writeSync(target, part, 0, part.length, to + done);
  }
}
