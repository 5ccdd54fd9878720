import { createRequire } from 'node:module';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileQuery } from '../../../src/main/engine/file/compiled-query.ts';
import type { ScanHits, ScanQuery, ScanRange } from '../../../src/main/engine/file/dump-file.ts';
import { openMapped } from '../../../src/main/engine/file/mapped-file.ts';
import { nativeAddon, type NativeAddon } from '../../../src/main/engine/file/native-addon.ts';
import { scanInJavaScript } from '../../../src/main/engine/file/scan-javascript.ts';
import { fileOffset } from '../../../src/shared/units.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { naiveScan } from '../../engine/file/support/naive-scan.ts';
import { mutateFile } from '../mutate.ts';
import type { Target } from '../target.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The addon to test: that of the checkout, or the one built to watch every access to memory. */
function addonUnderTest(): NativeAddon {
  const other = process.env['TASKSHAPE_FUZZ_ADDON'];
  // Built from the same sources by `sanitize.ts`.
  if (other !== undefined) return createRequire(import.meta.url)(other) as NativeAddon;
  const { addon, reason } = nativeAddon();
  if (addon === undefined) throw new Error(english(say('notice.noAddon', { why: reason })));
  return addon;
}

/** Sixteen bytes that say what to look for, and the data. */
const HEAD = 16;

interface Plan {
  readonly query: ScanQuery;
  readonly address: number;
  readonly maxHits: number;
  readonly threads: number;
  readonly chunkBytes: number;
  readonly isWholeFile: boolean;
  readonly portable: boolean;
  readonly data: Uint8Array;
}

function planOf(input: Uint8Array): Plan {
  const [kind = 0, layout = 0, many = 0, cap = 0, threads = 0, chunk = 0, high = 0, low = 0] = input;
  const data = input.slice(HEAD);
  const view = new DataView(new ArrayBuffer(8));
  const wordAt = (i: number): bigint => {
    for (let byte = 0; byte < 8; byte++)
      view.setUint8(byte, data[(i * 5 + byte) % Math.max(1, data.length)] ?? 0);
    return view.getBigUint64(0, (layout & 2) === 0);
  };
  const wordSize = (layout & 1) === 0 ? 8 : 4;
  const narrow = (word: bigint): bigint => ((layout & 4) === 0 ? word : BigInt.asUintN(32, word));
  const words = { wordSize, bigEndian: (layout & 2) !== 0 } as const;
  const address = (high % 4) * 0xffff_fff0 + low;
  const delta = BigInt.asIntN(64, wordAt(0) - BigInt(address));
  const patterns = Array.from({ length: 1 + (many % 40) }, (_, i) => {
    const from = (i * 13) % Math.max(1, data.length);
    return data.length === 0 ? Uint8Array.of(i) : data.slice(from, from + 1 + ((i * many) % 33));
  });
  const queries: readonly ScanQuery[] = [
    { kind: 'patterns', patterns },
    {
      kind: 'values',
      values: BigUint64Array.from({ length: many * (1 + (cap & 7)) }, (_, i) => narrow(wordAt(i))),
      ...words,
    },
    {
      kind: 'range',
      low: narrow(wordAt(0)),
      high: narrow(wordAt(0)) + (wordAt(1) >> BigInt(many % 64)),
      ...words,
    },
    { kind: 'selfRelative', delta, ...words },
  ];
  return {
    query: queries[kind % 4] ?? { kind: 'patterns', patterns },
    address,
    maxHits: cap % 3 === 0 ? cap : 10_000,
    threads: 1 + (threads % 4),
    chunkBytes: 1 + chunk,
    isWholeFile: kind >= 128,
    portable: (layout & 8) !== 0,
    data,
  };
}

const listOf = ({ offsets, which }: ScanHits): string =>
  Array.from(offsets, (offset, i) => `${offset}:${which[i] ?? -1}`).join();

const addon = addonUnderTest();
const folder = temporaryFolder();
const path = join(folder.path, 'scanned');

/** The native search against that in JavaScript and a plain one; over files against the plain one. */
export const scan: Target = {
  covers: ['src/main/engine/file/'],
  seeds: Array.from({ length: 32 }, (_, i) =>
    Uint8Array.from({ length: HEAD + 300 }, (_byte, at) => {
      const head = [(i % 4) + (i >= 16 ? 128 : 0), i >> 1, 7 * i, 1, i, 100 + i, i % 4, i];
      return at < HEAD ? (head[at] ?? 0) : (at * (at >> 4)) % 5;
    }),
  ),
  mutate: mutateFile,
  close: folder.remove,
  run: async (input) => {
    const plan = planOf(input);
    return plan.isWholeFile ? scanFile(plan) : scanBlock(plan);
  },
};

function scanBlock({ query, address, maxHits, portable, data }: Plan): string {
  const found = addon.scanBytes(compileQuery(addon, query, portable), data, address, maxHits);
  const other = scanInJavaScript(data, address, query, maxHits);
  if (found === undefined) throw new Error('the addon refuses a block');
  const [offsets, which] = found;
  if (listOf({ offsets, which }) !== listOf(other))
    throw new Error(`${query.kind}: native ${listOf({ offsets, which })} JavaScript ${listOf(other)}`);
  return `${query.kind} block`;
}

async function scanFile({
  query,
  address,
  maxHits,
  threads,
  chunkBytes,
  portable,
  data,
}: Plan): Promise<string> {
  if (data.length === 0) return 'empty';
  // A file that is mapped must not become shorter: each has a name of its own.
  rmSync(path, { force: true });
  writeFileSync(path, data);
  const middle = Math.floor(data.length / 2);
  const ranges: ScanRange[] = [
    { start: fileOffset(middle), length: data.length, address },
    { start: fileOffset(0), length: middle, address: address + 3 },
  ];
  const file = openMapped(addon, path, { chunkBytes, portable });
  try {
    const { hits, capped } = await file.scan({ ranges, query, maxHits, threads });
    const all = naiveScan(data, ranges, query);
    const expected = all.slice(0, maxHits).sort((a, b) => a.offset - b.offset || a.which - b.which);
    const wanted = expected.map(({ offset, which }) => `${offset}:${which}`).join();
    if (listOf(hits) !== wanted) throw new Error(`${query.kind} in a file: ${listOf(hits)} for ${wanted}`);
    if (capped !== all.length >= maxHits) throw new Error(`${query.kind}: capped is ${capped}`);
  } finally {
    file.close();
  }
  return `${query.kind} file`;
}
