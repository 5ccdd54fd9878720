import { openDump } from '../../src/main/engine/format/detect.ts';
import { TaskshapeError } from '../../src/shared/errors.ts';
import { physAddr } from '../../src/shared/units.ts';
import { MemoryFile } from '../support/memory-file.ts';

const PATTERNS = [Uint8Array.of(0, 0, 0, 0, 1), new Uint8Array(Buffer.from('swapper'))];

/**
 * Opens bytes as a dump and uses its memory a little. Returns how it ended: the format, or the code of the error.
 * Anything but a `TaskshapeError`, and any memory that contradicts itself, is thrown.
 */
export async function exercise(bytes: Uint8Array): Promise<string> {
  let dump;
  try {
    dump = openDump(new MemoryFile(bytes, 'fuzz.dump'));
  } catch (error) {
    if (error instanceof TaskshapeError && error.problem.code !== 'internal') return error.problem.code;
    throw error;
  }
  const { memory } = dump;
  const target = new Uint8Array(10_000);
  const runs = memory.runs.slice(0, 20);
  for (const { start, length } of runs) {
    for (const address of [start, start + length - 1, start + length, start - 5]) {
      const held = memory.read(physAddr(address), target);
      if (!(held >= 0 && held <= target.length)) throw new Error(`read ${held} bytes of ${target.length}`);
      memory.has(physAddr(address), 100);
      memory.holes(physAddr(address), 10_000);
      memory.fileOffsetOf(physAddr(address));
    }
  }
  memory.gather(
    Float64Array.from([...runs.map(({ start }) => start), NaN]),
    64,
    new Uint8Array(64 * (runs.length + 1)),
  );
  // Only as much as the file could hold: a few bytes may stand for terabytes of zeros.
  const to = physAddr(Math.min(memory.end, (runs[0]?.start ?? 0) + 4 * 1024 * 1024));
  await memory.scan({ query: { kind: 'patterns', patterns: PATTERNS }, maxHits: 100, to });
  await memory.scan({
    query: { kind: 'range', low: 1n, high: 1n << 40n, wordSize: 8, bigEndian: false },
    maxHits: 100,
    to,
  });
  dump.close?.();
  return dump.format;
}
