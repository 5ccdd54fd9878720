import { deflateRawSync, deflateSync, zstdCompressSync } from 'node:zlib';
import { unpackLz4Block } from '../../../src/main/engine/format/containers/lz4.ts';
import { CODEC, decodeUnit } from '../../../src/main/engine/memory/decode/decode-unit.ts';
import { unpackLzo } from '../../../src/main/engine/memory/decode/lzo.ts';
import { unpackSnappy } from '../../../src/main/engine/memory/decode/snappy.ts';
import { mutateFile, mutateRecords } from '../mutate.ts';
import type { Target } from '../target.ts';
import { encodeLz4, encodeLzo, encodeSnappy, unpacked, type Step } from './encode.ts';

const RECORDS = { head: 4, size: 5 };
const GUARD = 64;
/** How far back each format reaches. */
const REACH = { lzo: 0xbfff, snappy: 0xffff, lz4: 0xffff } as const;

type Name = keyof typeof REACH;
const NAMES: readonly Name[] = ['lzo', 'snappy', 'lz4'];
const ENCODE = { lzo: encodeLzo, snappy: encodeSnappy, lz4: encodeLz4 } as const;
const DECODE = {
  lzo: unpackLzo,
  snappy: unpackSnappy,
  lz4: (source: Uint8Array, target: Uint8Array) => unpackLz4Block(source, target, 0, 0),
} as const;

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Steps as five bytes each: literals, their kind, the length of the copy, its distance. */
function stepsOf(program: Uint8Array, name: Name): Step[] {
  const steps: Step[] = [];
  let size = 0;
  for (let at = 0; at + RECORDS.size <= program.length && size < 100_000; at += RECORDS.size) {
    const [count = 0, kind = 0, long = 0, low = 0, high = 0] = program.subarray(at, at + RECORDS.size);
    const isFirst = steps.length === 0;
    // 0 to 63 literals, sometimes thousands; LZO has no way to say that a copy comes before any literal.
    const literals = new Uint8Array(Math.max(isFirst ? 1 : 0, kind % 8 === 0 ? count * 61 : count >> 2));
    literals.forEach((_, i) => (literals[i] = Math.imul(i + kind, kind | 1)));
    size += literals.length;
    const distance = 1 + ((low | (high << 8)) % Math.min(REACH[name], size));
    let length = Math.max(4, kind % 16 === 1 ? long * 37 : long);
    if (name === 'lzo')
      length = Math.max(
        kind % 4 === 2 && literals.length < 4 && literals.length > 0 && distance <= 1024 ? 2 : 3,
        long,
      );
    steps.push({ literals, length, distance });
    size += length;
  }
  return [...steps, { literals: Uint8Array.of(1, 2, 3, 4, 5), length: 0, distance: 0 }];
}

function checkSteps(name: Name, program: Uint8Array): string {
  const steps = stepsOf(program, name);
  const expected = unpacked(steps);
  const target = new Uint8Array(expected.length);
  const length = DECODE[name](ENCODE[name](steps), target);
  if (length !== expected.length || !sameBytes(target, expected))
    throw new Error(`${name} unpacks ${length} bytes of ${expected.length}, or others`);
  return name;
}

function checkRoundTrip(content: Uint8Array): string {
  const packed: [number, Uint8Array][] = [
    [CODEC.zlib, deflateSync(content)],
    [CODEC.deflate, deflateRawSync(content)],
    [CODEC.zstd, zstdCompressSync(content)],
  ];
  const target = new Uint8Array(content.length);
  for (const [codec, bytes] of packed) {
    if (!decodeUnit(codec, new Uint8Array(bytes), target) || !sameBytes(target, content))
      throw new Error(`codec ${codec} does not unpack what was packed`);
  }
  return 'round trip';
}

/** Anything at all, into a part of a larger buffer whose rest must stay as it is. */
function checkAnything(codec: number, size: number, stored: Uint8Array): string {
  const whole = new Uint8Array(size + 2 * GUARD).fill(0xee);
  const target = whole.subarray(GUARD, GUARD + size);
  const isWhole = decodeUnit(codec, stored, target);
  if ([...whole.subarray(0, GUARD), ...whole.subarray(GUARD + size)].some((byte) => byte !== 0xee))
    throw new Error(`codec ${codec} writes beyond its target`);
  if (!isWhole && target.some((byte) => byte !== 0)) throw new Error(`codec ${codec} leaves half a page`);
  const lz4 = unpackLz4Block(stored, target, 0, 0);
  if (!(lz4 >= -1 && lz4 <= size)) throw new Error(`${lz4} bytes of lz4 in ${size}`);
  return isWhole ? 'unpacked' : 'damaged';
}

const programSeed = Uint8Array.of(
  0,
  0,
  0,
  0,
  20,
  3,
  9,
  5,
  0,
  2,
  3,
  40,
  1,
  1,
  0,
  8,
  200,
  0,
  30,
  255,
  1,
  70,
  9,
  2,
);
const page = Uint8Array.from({ length: 512 }, (_, i) => (i >> 3) % 11);

/** Decoders of pages and blocks, on what independent encoders wrote and on anything else. */
export const decoders: Target = {
  covers: [
    'src/main/engine/memory/decode/lzo',
    'src/main/engine/memory/decode/snappy',
    'src/main/engine/memory/decode/decode-unit',
    'src/main/engine/format/containers/lz4',
  ],
  seeds: [
    ...NAMES.map((_, i) => Uint8Array.of(i, ...programSeed.subarray(1))),
    Uint8Array.of(3, 0, 0, 0, ...page),
    ...NAMES.flatMap((name, i) => [
      Uint8Array.of(
        4,
        [CODEC.lzo, CODEC.snappy, CODEC.raw][i] ?? 0,
        255,
        3,
        ...ENCODE[name](stepsOf(programSeed, name)),
      ),
    ]),
    ...[deflateSync(page), zstdCompressSync(page), deflateRawSync(page)].map((bytes, i) =>
      Uint8Array.of(4, [CODEC.zlib, CODEC.zstd, CODEC.deflate][i] ?? 0, 0, 2, ...bytes),
    ),
  ],
  records: RECORDS,
  mutate: (input, below, other) =>
    (input[0] ?? 0) % 5 < 3 ? mutateRecords(input, below, other, RECORDS) : mutateFile(input, below, other),
  run: (input) => {
    const [mode = 0, codec = 0, low = 0, high = 0] = input;
    const rest = input.subarray(4);
    const name = NAMES[mode % 5];
    if (name !== undefined) return checkSteps(name, rest);
    return mode % 5 === 3 ? checkRoundTrip(rest) : checkAnything(codec % 9, low + 256 * (high % 64), rest);
  },
};
