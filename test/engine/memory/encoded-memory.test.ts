import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ScanQuery } from '../../../src/main/engine/file/dump-file.ts';
import { CODEC } from '../../../src/main/engine/memory/decode/decode-unit.ts';
import { DecodePool } from '../../../src/main/engine/memory/decode/decode-pool.ts';
import { EncodedMemory } from '../../../src/main/engine/memory/encoded-memory.ts';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import { UnitListBuilder } from '../../../src/main/engine/memory/unit-list.ts';
import { physAddr } from '../../../src/shared/units.ts';
import { pageOf } from '../../support/formats/guest-pages.ts';
import { MemoryFile } from '../../support/memory-file.ts';

const PAGE = 4096;
const MIB = 1024 * 1024;

/** The same pages twice: packed by turns in one memory, plain in the other. */
function twins(numbers: readonly number[], pool?: DecodePool) {
  const units = new UnitListBuilder();
  const stored: Uint8Array[] = [];
  const plain: Uint8Array[] = [];
  let at = 0;
  const runs = numbers.map((number, i) => {
    const page = i % 4 === 3 ? new Uint8Array(PAGE).fill(number & 0xff) : pageOf(number);
    plain.push(page);
    if (i % 4 === 3) units.add(number * PAGE, PAGE, CODEC.fill, 0, number & 0xff);
    else {
      const bytes = i % 4 === 1 ? page : deflateSync(page);
      units.add(number * PAGE, PAGE, i % 4 === 1 ? CODEC.raw : CODEC.zlib, at, bytes.length);
      stored.push(bytes);
      at += bytes.length;
    }
    return { start: number * PAGE, length: PAGE, file: i * PAGE };
  });
  const { source } = units.finish(new MemoryFile(new Uint8Array(Buffer.concat(stored))));
  return {
    encoded: new EncodedMemory(source, 'encoded.dump', { cacheBytes: 8 * PAGE, ...(pool && { pool }) }),
    mapped: mapMemory(new MemoryFile(new Uint8Array(Buffer.concat(plain))), runs).memory,
  };
}

describe('memory whose pages are packed', () => {
  it('answers every read, gather and hole as plain memory does', () => {
    const { encoded, mapped } = twins([0, 1, 2, 5, 6, 9, 20, 21, 22, 23]);
    expect([encoded.size, encoded.end]).toEqual([mapped.size, mapped.end]);
    const address = fc.integer({ min: 0, max: 26 * PAGE });
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 5 * PAGE }), fc.array(address), (from, length, rows) => {
        const [a, b] = [new Uint8Array(length).fill(1), new Uint8Array(length).fill(2)];
        expect(encoded.read(physAddr(from), a)).toBe(mapped.read(physAddr(from), b));
        expect(Buffer.compare(a, b)).toBe(0);
        expect(encoded.has(physAddr(from), length)).toBe(mapped.has(physAddr(from), length));
        const [x, y] = [new Uint8Array(rows.length * 100), new Uint8Array(rows.length * 100)];
        const where = Float64Array.from([...rows, NaN]).subarray(0, rows.length);
        expect(encoded.gather(where, 100, x)).toEqual(mapped.gather(where, 100, y));
        expect(Buffer.compare(x, y)).toBe(0);
        const held = (holes: [number, number][]) => holes.reduce((sum, [start, end]) => sum + end - start, 0);
        expect(held(encoded.holes(physAddr(from), length))).toBe(held(mapped.holes(physAddr(from), length)));
      }),
    );
  });

  const queries: ScanQuery[] = [
    { kind: 'patterns', patterns: [pageOf(5).slice(4000), pageOf(3).slice(0, 9), Uint8Array.of(3, 3, 3)] },
    { kind: 'range', low: 0n, high: 1n << 62n, wordSize: 8, bigEndian: false },
    { kind: 'range', low: 0x1000_0000n, high: 0x2000_0000n, wordSize: 4, bigEndian: true },
  ];

  it.each(queries)('finds what a search of plain memory finds ($kind)', async (query) => {
    const { encoded, mapped } = twins([0, 1, 2, 5, 6, 9, 20, 21, 22, 23]);
    for (const range of [{}, { from: physAddr(PAGE + 3), to: physAddr(21 * PAGE + 100) }, { maxHits: 7 }]) {
      const [a, b] = [await encoded.scan({ query, ...range }), await mapped.scan({ query, ...range })];
      expect([...a.hits.offsets]).toEqual([...b.hits.offsets]);
      expect([...a.hits.which]).toEqual([...b.hits.which]);
    }
  });

  it('says the same of a page that the file cuts off, from whichever end it was read', () => {
    const units = new UnitListBuilder();
    units.add(0, PAGE, CODEC.raw, 0, PAGE);
    const { source } = units.finish(new MemoryFile(pageOf(7).slice(0, 1000)));
    const memory = new EncodedMemory(source, 'cut.dump');
    expect(memory.read(physAddr(PAGE - 8), new Uint8Array(8))).toBe(0);
    const start = new Uint8Array(100).fill(1);
    expect(memory.read(physAddr(0), start)).toBe(0);
    expect(start.every((byte) => byte === 0)).toBe(true);
    expect(memory.holes(physAddr(0), PAGE)).toEqual([[0, PAGE]]);
    expect(memory.fileOffsetOf(physAddr(0))).toBeUndefined();
  });

  it('remaps nothing that is not memory', () => {
    const { encoded } = twins([3]);
    for (const address of [NaN, -5, 0, 4 * PAGE]) {
      expect(encoded.has(physAddr(address), 1)).toBe(false);
      expect(encoded.read(physAddr(address), new Uint8Array(8))).toBe(0);
      expect(encoded.fileOffsetOf(physAddr(address))).toBeUndefined();
    }
  });
});

describe('searching packed memory on several threads', () => {
  const numbers = Array.from({ length: (12 * MIB) / PAGE }, (_, i) => i + (i >> 9));
  const pool = new DecodePool(3);
  const { encoded, mapped } = twins(numbers, pool);
  const query: ScanQuery = {
    kind: 'patterns',
    patterns: [pageOf(700).slice(20, 40), Uint8Array.of(0x9c, 0x9c, 0x9c)],
  };

  it('finds the same as one thread, in order, and hands every hit out once', async () => {
    const plain = await mapped.scan({ query });
    const fresh: number[] = [];
    let last = 0;
    const found = await encoded.scan({
      query,
      onProgress: (done, total, hits) => {
        expect(done).toBeGreaterThanOrEqual(last);
        expect(done).toBeLessThanOrEqual(total);
        last = done;
        fresh.push(...hits.offsets);
      },
    });
    expect([...found.hits.offsets]).toEqual([...plain.hits.offsets]);
    expect(found.bytesScanned).toBe(encoded.size);
    expect(fresh.sort((a, b) => a - b)).toEqual([...found.hits.offsets]);
  });

  it('keeps the first hits of a capped search', async () => {
    const [all, some] = [await encoded.scan({ query }), await encoded.scan({ query, maxHits: 1000 })];
    expect(some.capped).toBe(true);
    expect([...some.hits.offsets]).toEqual([...all.hits.offsets.subarray(0, 1000)]);
  });

  it('ends with what its listener throws, and with cancelled', async () => {
    const bug = new Error('a listener’s bug');
    await expect(
      encoded.scan({
        query,
        onProgress: () => {
          throw bug;
        },
      }),
    ).rejects.toBe(bug);
    const abort = new AbortController();
    const cancelled = encoded.scan({
      query,
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await expect(encoded.scan({ query, signal: abort.signal })).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
  });

  it('serves several searches at once, and again after a rest', async () => {
    const results = await Promise.all([
      encoded.scan({ query }),
      encoded.scan({ query }),
      encoded.scan({ query }),
    ]);
    pool.dispose();
    results.push(await encoded.scan({ query }));
    for (const { hits } of results) expect(hits.offsets.length).toBe(results[0].hits.offsets.length);
    pool.dispose();
  });
});
