import { describe, expect, it } from 'vitest';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import { fileOffset, physAddr } from '../../../src/shared/units.ts';
import { MemoryFile } from '../../support/memory-file.ts';

/** A file whose byte i is i (mod 251), so that any shift shows. */
const numbered = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

/** Two runs that touch in memory but lie in the wrong order in the file, a hole, and a third run. */
const patchwork = () =>
  mapMemory(new MemoryFile(numbered(0x400)), [
    { start: 0x1100, length: 0x100, file: 0x8 },
    { start: 0x1000, length: 0x100, file: 0x108 },
    { start: 0x2000, length: 0x80, file: 0x300 },
  ]).memory;

const text = (characters: string): Uint8Array => new TextEncoder().encode(characters);

describe('mapped memory', () => {
  it('lists its runs by address and knows its size and end', () => {
    const memory = patchwork();
    expect(memory.runs.map((run) => run.start)).toEqual([0x1000, 0x1100, 0x2000]);
    expect(memory.size).toBe(0x280);
    expect(memory.end).toBe(0x2080);
  });

  it('reads over the border of two runs', () => {
    const target = new Uint8Array(4);
    expect(patchwork().read(physAddr(0x10fe), target)).toBe(4);
    expect([...target]).toEqual([0x206 % 251, 0x207 % 251, 8, 9]);
  });

  it('reads zeros where the dump holds nothing, and counts what it held', () => {
    const target = new Uint8Array(8).fill(0xee);
    expect(patchwork().read(physAddr(0x11fc), target)).toBe(4);
    expect([...target.subarray(4)]).toEqual([0, 0, 0, 0]);
    expect(patchwork().read(physAddr(0x9000), target)).toBe(0);
    expect(target.every((byte) => byte === 0)).toBe(true);
    expect(patchwork().read(physAddr(NaN), target)).toBe(0);
  });

  it('gathers whole rows only: a row with a hole is zero and marked', () => {
    const target = new Uint8Array(5 * 4).fill(0xee);
    const whole = patchwork().gather(Float64Array.of(0x1000, 0x10fe, 0x11fe, NaN, 0x207c), 4, target);
    expect([...whole]).toEqual([1, 1, 0, 0, 1]);
    expect([...target]).toEqual([
      ...[0x108, 0x109, 0x10a, 0x10b].map((byte) => byte % 251),
      ...[0x206 % 251, 0x207 % 251, 8, 9],
      ...[0, 0, 0, 0],
      ...[0, 0, 0, 0],
      ...[0x37c, 0x37d, 0x37e, 0x37f].map((byte) => byte % 251),
    ]);
  });

  it('names the holes of a range', () => {
    expect(patchwork().holes(physAddr(0xff0), 0x1100)).toEqual([
      [0, 0x10],
      [0x210, 0x1010],
      [0x1090, 0x1100],
    ]);
    expect(patchwork().holes(physAddr(0x1080), 0x100)).toEqual([]);
  });

  it('turns addresses into file offsets and back', () => {
    const memory = patchwork();
    expect(memory.fileOffsetOf(physAddr(0x1000))).toBe(0x108);
    expect(memory.addressOf(fileOffset(0x108))).toBe(0x1000);
    expect(memory.addressOf(fileOffset(0x107))).toBe(0x11ff);
    expect(memory.fileOffsetOf(physAddr(0x1fff))).toBeUndefined();
    expect(memory.addressOf(fileOffset(0x0))).toBeUndefined();
    expect(memory.addressOf(fileOffset(0x380))).toBeUndefined();
  });

  it('has a range only when all of it is there', () => {
    const memory = patchwork();
    expect(memory.has(physAddr(0x1000), 0x200)).toBe(true);
    expect(memory.has(physAddr(0x1000), 0x201)).toBe(false);
    expect(memory.has(physAddr(0x2080), 1)).toBe(false);
    expect(memory.has(physAddr(NaN), 1)).toBe(false);
  });

  it('keeps count of the bytes it was asked for', () => {
    const memory = patchwork();
    memory.read(physAddr(0x1000), new Uint8Array(16));
    memory.gather(Float64Array.of(0x1000, 0x2000), 8, new Uint8Array(16));
    expect(memory.bytesTouched()).toBe(32);
  });

  it('is empty without runs', () => {
    const { memory } = mapMemory(new MemoryFile(numbered(16)), []);
    expect(memory.size).toBe(0);
    expect(memory.end).toBe(0);
    expect(memory.has(physAddr(0), 1)).toBe(false);
    expect(memory.holes(physAddr(0), 4)).toEqual([[0, 4]]);
  });
});

describe('scanning mapped memory', () => {
  const withTexts = () => {
    const file = new MemoryFile(new Uint8Array(0x400));
    file.bytes.set(text('needle'), 0x300);
    file.bytes.set(text('needle'), 0x120);
    // The last three letters of one run and the first three of the run that follows it in memory.
    file.bytes.set(text('nee'), 0x205);
    file.bytes.set(text('dle'), 0x8);
    return mapMemory(file, [
      { start: 0x1100, length: 0x100, file: 0x8 },
      { start: 0x1000, length: 0x100, file: 0x108 },
      { start: 0x2000, length: 0x80, file: 0x300 },
    ]).memory;
  };
  const query = { kind: 'patterns', patterns: [text('needle')] } as const;

  it('answers with ascending physical addresses, also of strings that cross runs', async () => {
    const { hits, capped } = await withTexts().scan({ query });
    expect([...hits.offsets]).toEqual([0x1018, 0x10fd, 0x2000]);
    expect([...hits.which]).toEqual([0, 0, 0]);
    expect(capped).toBe(false);
  });

  it('counts a string that ends right at a border once', async () => {
    const patterns = [text('needle'), text('ne'), text('nee')];
    const { hits } = await withTexts().scan({ query: { kind: 'patterns', patterns } });
    const found = Array.from(hits.offsets, (address, i) => `${address.toString(16)}:${hits.which[i] ?? -1}`);
    expect(found.filter((hit) => hit.startsWith('10fd')).sort()).toEqual(['10fd:0', '10fd:1', '10fd:2']);
  });

  it('looks only where it was told to', async () => {
    const { hits } = await withTexts().scan({ query, from: physAddr(0x1019), to: physAddr(0x2005) });
    expect([...hits.offsets]).toEqual([0x10fd]);
    const cut = await withTexts().scan({ query, from: physAddr(0x10fe), to: physAddr(0x2006) });
    expect([...cut.hits.offsets]).toEqual([0x2000]);
  });

  it('stops at the number of hits it may return', async () => {
    const { hits, capped } = await withTexts().scan({ query, maxHits: 2 });
    expect(hits.offsets).toHaveLength(2);
    expect(capped).toBe(true);
  });

  it('reports fresh hits as physical addresses', async () => {
    const fresh: number[] = [];
    await withTexts().scan({ query, onProgress: (_done, _total, hits) => fresh.push(...hits.offsets) });
    expect(fresh.sort((a, b) => a - b)).toEqual([0x1018, 0x2000]);
  });

  it('counts words from physical addresses, not from the file', async () => {
    const file = new MemoryFile(new Uint8Array(0x100));
    const view = new DataView(file.bytes.buffer);
    view.setBigUint64(0x3 + 0x20, 0xffff_8000_0000_5020n, true); // aligned in memory, not in the file
    const { memory } = mapMemory(file, [{ start: 0x5000, length: 0x80, file: 0x3 }]);
    const { hits } = await memory.scan({
      query: { kind: 'selfRelative', delta: 0xffff_8000_0000_0000n, wordSize: 8, bigEndian: false },
    });
    expect([...hits.offsets]).toEqual([0x5020]);
  });

  it('rejects when it was cancelled', async () => {
    await expect(withTexts().scan({ query, signal: AbortSignal.abort() })).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
  });
});
