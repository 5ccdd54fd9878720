import { join } from 'node:path';
import type { DumpFile } from '../../src/main/engine/file/dump-file.ts';
import { openDump } from '../../src/main/engine/format/detect.ts';
import type { OpenedDump } from '../../src/main/engine/format/dump-format.ts';
import type { PhysicalMemory } from '../../src/main/engine/memory/physical-memory.ts';
import { TaskshapeError } from '../../src/shared/errors.ts';
import { fileOffset, physAddr } from '../../src/shared/units.ts';
import { english } from '../../src/shared/i18n/english.ts';
import { MemoryFile } from '../support/memory-file.ts';

const PATTERNS = [Uint8Array.of(0, 0, 0, 0, 1), new Uint8Array(Buffer.from('swapper'))];
/** Only so much is searched: a few bytes may stand for terabytes of zeros. */
const SCANNED = 256 * 1024;
const READ = 10_000;
const MAX_RUNS = 20;

/**
 * Opens bytes as a dump and uses its memory a little. Returns how it ended: the format, or the code of the error.
 * Anything but a `TaskshapeError`, and any memory that contradicts itself, is thrown.
 */
export const exercise = (bytes: Uint8Array): Promise<string> =>
  exerciseFile(new MemoryFile(bytes, join('no folder', 'fuzz.dump')));

/** The same for a file. */
export async function exerciseFile(file: DumpFile): Promise<string> {
  const dump = opened(file);
  if (typeof dump === 'string') return dump;
  const { memory } = dump;
  checkRuns(memory);
  for (const { start, length } of memory.runs.slice(0, MAX_RUNS)) {
    for (const address of [start, start + length - 1, start + length, start - 5])
      checkRead(file, dump, address);
  }
  checkGather(memory);
  await checkScan(memory);
  const again = opened(file);
  if (
    typeof again === 'string' ||
    english(again.detail) !== english(dump.detail) ||
    again.memory.size !== memory.size
  )
    throw new Error('The same file opens differently the second time.');
  again.close?.();
  dump.close?.();
  return dump.format;
}

/** The dump, or the code of the typed error. */
function opened(file: DumpFile): OpenedDump | string {
  try {
    return openDump(file);
  } catch (error) {
    if (error instanceof TaskshapeError && error.problem.code !== 'internal') return error.problem.code;
    throw error;
  }
}

function checkRuns(memory: PhysicalMemory): void {
  const { runs, size, end } = memory;
  let last = 0;
  let sum = 0;
  for (const { start, length } of runs) {
    if (!(Number.isSafeInteger(start) && start >= last && Number.isSafeInteger(length) && length > 0))
      throw new Error(`a run of ${length} bytes at ${start} behind ${last}`);
    last = start + length;
    sum += length;
  }
  // Where there are too many runs to list, the smallest gaps stand inside of them; as holes they are known.
  if (sum > size)
    for (const { start, length } of runs)
      for (const [from, to] of memory.holes(start, length)) sum -= to - from;
  if (sum !== size || last !== end)
    throw new Error(`${size} bytes up to ${end}, but the runs make ${sum}, ${last}`);
}

function checkRead(file: DumpFile, { memory }: OpenedDump, from: number): void {
  const address = physAddr(from);
  const target = new Uint8Array(READ).fill(0xa5);
  const held = memory.read(address, target);
  if (!(held >= 0 && held <= target.length)) throw new Error(`read ${held} bytes of ${target.length}`);
  // Damaged parts are known as such once they were read.
  const holes = memory.holes(address, READ);
  let missing = 0;
  let last = 0;
  for (const [start, end] of holes) {
    if (!(start >= last && end > start && end <= READ)) throw new Error(`a hole from ${start} to ${end}`);
    if (target.subarray(start, end).some((byte) => byte !== 0)) throw new Error('bytes in a hole');
    missing += end - start;
    last = end;
  }
  if (from < 0) return;
  if (held + missing !== READ) throw new Error(`${held} bytes held and ${missing} missing of ${READ}`);
  if (memory.has(address, READ) !== (missing === 0)) throw new Error('has and holes contradict each other');
  const offset = memory.fileOffsetOf(address);
  if (offset === undefined) return;
  if (!(Number.isSafeInteger(offset) && offset >= 0)) throw new Error(`byte ${offset} of the file`);
  memory.addressOf(offset);
  const byte = new Uint8Array(1);
  if (file.read(fileOffset(offset), byte) !== 1 || (holes[0]?.[0] !== 0 && byte[0] !== target[0]))
    throw new Error('memory is not what the file holds in its place');
}

function checkGather(memory: PhysicalMemory): void {
  const rows = Float64Array.from([
    ...memory.runs.slice(0, MAX_RUNS).map(({ start }) => start),
    NaN,
    -1,
    1e300,
  ]);
  const all = new Uint8Array(64 * rows.length);
  const whole = memory.gather(rows, 64, all);
  const one = new Uint8Array(64);
  rows.forEach((address, row) => {
    const held = memory.read(physAddr(address), one);
    if ((whole[row] === 1) !== (held === 64)) throw new Error(`gather and read differ on ${address}`);
    if (whole[row] !== 1) one.fill(0);
    if (!one.every((byte, i) => byte === all[row * 64 + i])) throw new Error(`gathered ${address} wrongly`);
  });
}

async function checkScan(memory: PhysicalMemory): Promise<void> {
  const to = physAddr(Math.min(memory.end, (memory.runs[0]?.start ?? 0) + SCANNED));
  const { hits } = await memory.scan({ query: { kind: 'patterns', patterns: PATTERNS }, maxHits: 100, to });
  let last = -1;
  hits.offsets.forEach((offset, i) => {
    const pattern = PATTERNS[hits.which[i] ?? -1] ?? new Uint8Array(0);
    const seen = new Uint8Array(pattern.length);
    memory.read(physAddr(offset), seen);
    if (offset < last || pattern.length === 0 || !pattern.every((byte, at) => seen[at] === byte))
      throw new Error(`a false hit at ${offset}`);
    last = offset;
  });
  await memory.scan({
    query: { kind: 'range', low: 1n, high: 1n << 40n, wordSize: 8, bigEndian: false },
    maxHits: 100,
    to,
  });
}
