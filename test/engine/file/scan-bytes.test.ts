import fc from 'fast-check';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';

import { fileOffset } from '../../../src/shared/units.ts';
import { scanBytes } from '../../../src/main/engine/file/scan-bytes.ts';
import { scanInJavaScript } from '../../../src/main/engine/file/scan-javascript.ts';
import { scenario } from './support/arbitraries.ts';
import { naiveScan } from './support/naive-scan.ts';

describe.each([
  ['native', scanBytes],
  ['JavaScript', scanInJavaScript],
])('scanning bytes in memory, %s,', (_name, scan) => {
  test('finds what the definition says, at positions in the bytes', () => {
    fc.assert(
      fc.property(scenario, fc.nat(30), ({ data, ranges, query }, maxHits) => {
        const address = ranges[0]?.address ?? 0;
        const whole = { start: fileOffset(0), length: data.length, address };
        const expected = naiveScan(data, [whole], query).slice(0, maxHits);
        const { offsets, which } = scan(data, address, query, maxHits);
        expect([...offsets]).toEqual(expected.map((hit) => hit.offset));
        expect([...which]).toEqual(expected.map((hit) => hit.which));
      }),
      { numRuns: 300 },
    );
  });

  test('takes a part of a larger buffer', () => {
    const buffer = Buffer.from('..needle..needle..');
    const query = { kind: 'patterns', patterns: [Buffer.from('needle')] } as const;
    expect([...scan(buffer.subarray(3), 0, query, 10).offsets]).toEqual([7]);
  });

  test('refuses an empty byte string', () => {
    const query = { kind: 'patterns', patterns: [new Uint8Array(0)] } as const;
    expect(() => scan(new Uint8Array(8), 0, query, 10)).toThrow('none of them may be empty');
  });
});

test('scanning bytes works in a worker thread', async () => {
  const module = new URL('../../../src/main/engine/file/scan-bytes.ts', import.meta.url);
  const code = `
    import { parentPort } from 'node:worker_threads';
    const { scanBytes } = await import(${JSON.stringify(module.href)});
    const query = { kind: 'patterns', patterns: [Buffer.from('needle')] };
    parentPort.postMessage([...scanBytes(Buffer.from('a needle'), 0, query, 10).offsets]);`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  const answer = await new Promise((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  expect(answer).toEqual([2]);
});
