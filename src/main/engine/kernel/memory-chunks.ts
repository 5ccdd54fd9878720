import { physAddr } from '../../../shared/units.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** Bytes of one chunk; its start is a multiple of it. */
export const CHUNK = 1 << 20;

/** A piece of memory; what the dump does not hold of it is zero. The bytes are overwritten by the next one. */
export interface Chunk {
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Whether there is nothing in it but zeros, as in most of a young machine's memory. */
  readonly isZero: boolean;
}

/** Where the chunks that the dump holds anything of begin, so ordered that the first few are spread over all of it. */
export function chunkStarts(memory: PhysicalMemory): number[] {
  const starts: number[] = [];
  for (const run of memory.runs) {
    const first = Math.max(Math.floor(run.start / CHUNK), (starts.at(-1) ?? -1) + 1);
    for (let chunk = first; chunk * CHUNK < run.start + run.length; chunk++) starts.push(chunk);
  }
  const ordered: number[] = [];
  for (let step = 1 << 30; step >= 1; step /= 2) {
    for (let i = step - 1; i < starts.length; i += 2 * step) ordered.push((starts[i] ?? 0) * CHUNK);
  }
  return ordered;
}

/** Reads chunks into one buffer, one after the other. */
export function* readChunks(memory: PhysicalMemory, starts: Iterable<number>): Generator<Chunk> {
  const bytes = new Uint8Array(CHUNK);
  const words = new Int32Array(bytes.buffer);
  for (const start of starts) {
    memory.read(physAddr(start), bytes);
    yield { start, bytes, isZero: words.every((word) => word === 0) };
  }
}
