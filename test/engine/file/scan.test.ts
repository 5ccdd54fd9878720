import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { ScanHits } from '../../../src/main/engine/file/dump-file.ts';
import { fileOffset } from '../../../src/shared/units.ts';
import { scenario } from './support/arbitraries.ts';
import { IMPLEMENTATIONS } from './support/implementations.ts';
import { naiveScan } from './support/naive-scan.ts';
import type { Hit } from './support/naive-scan.ts';
import { temporaryFolder } from './support/temporary.ts';

const folder = temporaryFolder();

const listOf = (hits: ScanHits): Hit[] =>
  Array.from(hits.offsets, (offset, at) => ({ offset, which: hits.which[at] ?? -1 }));

const ascending = (hits: Hit[]): Hit[] => hits.toSorted((a, b) => a.offset - b.offset || a.which - b.which);

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(IMPLEMENTATIONS)('a scan, $name,', ({ name, open }) => {
  const path = (): string => folder.file(`${name}.bin`);

  test('finds exactly what the definition says, whatever the chunks and threads', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, fc.integer({ min: 1, max: 4 }), async (given, threads) => {
        const file = open(folder.file(`${name}.bin`, given.data), given.step);
        const { hits, capped } = await file.scan({ ranges: given.ranges, query: given.query, threads });
        file.close();
        expect(listOf(hits)).toEqual(ascending(naiveScan(given.data, given.ranges, given.query)));
        expect(capped).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  test('keeps the first hits in the order of the ranges when it is capped', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, fc.nat(12), async (given, maxHits) => {
        const file = open(folder.file(`${name}.bin`, given.data), given.step);
        const found = await file.scan({ ranges: given.ranges, query: given.query, maxHits, threads: 3 });
        file.close();
        const all = naiveScan(given.data, given.ranges, given.query);
        expect(listOf(found.hits)).toEqual(ascending(all.slice(0, maxHits)));
        expect(found.capped).toBe(all.length >= maxHits);
      }),
      { numRuns: 200 },
    );
  });

  test('hands out every hit once through its progress', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const file = open(folder.file(`${name}.bin`, given.data), given.step);
        const fresh: Hit[] = [];
        let last = -1;
        const { hits, bytesScanned } = await file.scan({
          ranges: given.ranges,
          query: given.query,
          onProgress: (done, total, news) => {
            expect(done).toBeGreaterThanOrEqual(last);
            expect(done).toBeLessThanOrEqual(total);
            last = done;
            fresh.push(...listOf(news));
          },
        });
        file.close();
        expect(ascending(fresh)).toEqual(listOf(hits));
        expect(bytesScanned).toBe(last);
      }),
      { numRuns: 50 },
    );
  });

  test('loses nothing at the borders of its blocks and chunks in a larger file', async () => {
    const data = new Uint8Array(3 * 2 ** 20 + 7).fill(0x61);
    const borders = Array.from({ length: 48 }, (_, at) => (at + 1) * 65536);
    const planted = borders.map((border, at) => border - 1 - (at % 9)).filter((at) => at + 9 <= data.length);
    for (const at of planted) data.set(bytesOf('swapper/0'), at);
    const file = open(folder.file(`${name}.bin`, data), 2 ** 20);
    const { hits } = await file.scan({
      ranges: [{ start: fileOffset(0), length: data.length, address: 0 }],
      query: { kind: 'patterns', patterns: [bytesOf('swapper/0')] },
      threads: 2,
    });
    file.close();
    expect([...hits.offsets]).toEqual(planted);
  });

  test('finds words in file data that lies at an unaligned offset', async () => {
    const data = new Uint8Array(0x838 + 4096);
    const view = new DataView(data.buffer);
    view.setBigUint64(0x838 + 0x100, 0xffff_8880_0000_0000n + 0x5100n, true);
    view.setBigUint64(0x838 + 0x200 + 4, 0xffff_8880_0000_0000n + 0x5204n, true);
    const file = open(folder.file(`${name}.bin`, data));
    const { hits } = await file.scan({
      ranges: [{ start: fileOffset(0x838), length: 4096, address: 0x5000 }],
      query: { kind: 'selfRelative', delta: 0xffff_8880_0000_0000n, wordSize: 8, bigEndian: false },
    });
    file.close();
    // The second one is not aligned in address terms.
    expect([...hits.offsets]).toEqual([0x838 + 0x100]);
  });

  test('refuses an empty byte string', async () => {
    const file = open(folder.file(`${name}.bin`, bytesOf('abc')));
    const scan = file.scan({ ranges: [], query: { kind: 'patterns', patterns: [new Uint8Array(0)] } });
    await expect(scan).rejects.toMatchObject({ problem: { code: 'bad-request' } });
    file.close();
  });

  test('over no ranges ends at once with no hits', async () => {
    const file = open(folder.file(`${name}.bin`, bytesOf('abc')));
    const found = await file.scan({ ranges: [], query: { kind: 'patterns', patterns: [bytesOf('a')] } });
    file.close();
    expect(found).toMatchObject({ capped: false, bytesScanned: 0 });
    expect(found.hits.offsets.length).toBe(0);
  });

  test('passes on what a progress listener throws', async () => {
    const file = open(folder.file(`${name}.bin`, bytesOf('abc')));
    const scan = file.scan({
      ranges: [{ start: fileOffset(0), length: 3, address: 0 }],
      query: { kind: 'patterns', patterns: [bytesOf('b')] },
      onProgress: () => {
        throw new Error('listener broke');
      },
    });
    await expect(scan).rejects.toThrow('listener broke');
    file.close();
    expect(path()).toContain(name);
  });
});
