import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import type { FileRun } from '../../../src/main/engine/memory/normalise-runs.ts';
import { fileOffset, physAddr } from '../../../src/shared/units.ts';
import { MemoryFile } from '../../support/memory-file.ts';

const FILE = 512;
const SPACE = 768;

/** A byte tells where in the file it comes from. */
const file = new MemoryFile(Uint8Array.from({ length: FILE }, (_, i) => (i * 7 + (i >> 8)) & 0xff));

const scattered: fc.Arbitrary<FileRun[]> = fc.array(
  fc.record({
    start: fc.integer({ min: 0, max: SPACE }),
    length: fc.integer({ min: 0, max: 200 }),
    file: fc.integer({ min: 0, max: FILE + 20 }),
  }),
  { maxLength: 8 },
);

/** Runs that touch in memory while the file holds them in another order: what strings across borders need. */
const touching: fc.Arbitrary<FileRun[]> = fc
  .array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 30 })
  .map((lengths) => {
    let start = 100;
    let file = FILE;
    return lengths.map((length) => {
      const run = { start, length, file: file - length };
      start += length;
      file -= length;
      return run;
    });
  });

const anyRuns = fc.oneof(scattered, touching);

/** Memory as a table of bytes: for each address the file offset it is at, from the runs the memory itself names. */
function tableOf(memory: ReturnType<typeof mapMemory>['memory']): (number | undefined)[] {
  const table: (number | undefined)[] = new Array<undefined>(SPACE + 300).fill(undefined);
  for (const run of memory.runs) {
    for (let i = 0; i < run.length; i++) table[run.start + i] = (run.file ?? NaN) + i;
  }
  return table;
}

describe('memory against a table of bytes', () => {
  it('holds every byte that some run describes, and no other, as long as no two runs dispute the file', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const { memory, notices } = mapMemory(file, runs);
        const table = tableOf(memory);
        const disputed = notices.some((notice) => notice.key === 'notice.claimedTwice');
        const wrong: number[] = [];
        for (let address = 0; address < table.length; address++) {
          const claims = runs
            .filter((run) => address >= run.start && address < run.start + run.length)
            .map((run) => run.file + address - run.start)
            .filter((offset) => offset < FILE);
          const held = table[address];
          const isRight = held === undefined ? disputed || claims.length === 0 : claims.includes(held);
          if (!isRight) wrong.push(address);
        }
        expect(wrong).toEqual([]);
        const offsets = table.filter((offset) => offset !== undefined);
        expect(new Set(offsets).size).toBe(offsets.length);
        expect(memory.size).toBe(offsets.length);
      }),
      { numRuns: 500 },
    );
  });

  it('reads, gathers, and names holes as the table does', () => {
    const ranges = fc.array(
      fc.tuple(fc.integer({ min: 0, max: SPACE + 100 }), fc.integer({ min: 1, max: 120 })),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(anyRuns, ranges, (runs, asked) => {
        const { memory } = mapMemory(file, runs);
        const table = tableOf(memory);
        const bytesOf = (address: number, length: number): number[] =>
          Array.from({ length }, (_, i) => {
            const offset = table[address + i];
            return offset === undefined ? 0 : (file.bytes[offset] ?? 0);
          });
        const heldIn = (address: number, length: number): boolean[] =>
          Array.from({ length }, (_, i) => table[address + i] !== undefined);

        for (const [address, length] of asked) {
          const held = heldIn(address, length);
          const target = new Uint8Array(length).fill(0xaa);
          expect(memory.read(physAddr(address), target)).toBe(held.filter(Boolean).length);
          expect([...target]).toEqual(bytesOf(address, length));
          expect(memory.has(physAddr(address), length)).toBe(held.every(Boolean));

          const missing = held.map(() => false);
          for (const [from, to] of memory.holes(physAddr(address), length)) missing.fill(true, from, to);
          expect(missing).toEqual(held.map((isHeld) => !isHeld));

          const offset = memory.fileOffsetOf(physAddr(address));
          expect(offset).toBe(table[address]);
          if (offset !== undefined) expect(memory.addressOf(fileOffset(offset))).toBe(address);
        }

        const length = 24;
        const target = new Uint8Array(asked.length * length).fill(0xaa);
        const whole = memory.gather(
          Float64Array.from(asked, ([address]) => address),
          length,
          target,
        );
        asked.forEach(([address], row) => {
          const isWhole = heldIn(address, length).every(Boolean);
          expect(whole[row]).toBe(isWhole ? 1 : 0);
          const expected = isWhole ? bytesOf(address, length) : new Array<number>(length).fill(0);
          expect([...target.subarray(row * length, (row + 1) * length)]).toEqual(expected);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('finds byte strings wherever the table has them, borders or not', async () => {
    const place = fc.tuple(fc.integer({ min: 0, max: SPACE }), fc.integer({ min: 1, max: 9 }));
    await fc.assert(
      fc.asyncProperty(anyRuns, fc.array(place, { maxLength: 4 }), async (runs, places) => {
        const { memory } = mapMemory(file, runs);
        const table = tableOf(memory);
        const byteAt = (address: number): number | undefined => file.bytes[table[address] ?? -1];
        const patterns = places.flatMap(([address, length]) => {
          const bytes = Array.from({ length }, (_, i) => byteAt(address + i));
          return bytes.every((byte) => byte !== undefined) ? [Uint8Array.from(bytes)] : [];
        });
        const expected = new Set<string>();
        for (let address = 0; address < table.length; address++) {
          patterns.forEach((pattern, n) => {
            if (pattern.every((byte, i) => byteAt(address + i) === byte)) expected.add(`${address}:${n}`);
          });
        }
        const { hits } = await memory.scan({ query: { kind: 'patterns', patterns } });
        const found = Array.from(hits.offsets, (address, i) => `${address}:${hits.which[i] ?? -1}`);
        expect(found).toHaveLength(expected.size);
        expect(new Set(found)).toEqual(expected);
        expect([...hits.offsets]).toEqual([...hits.offsets].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});
