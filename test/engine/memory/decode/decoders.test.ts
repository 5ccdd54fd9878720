import { createHash } from 'node:crypto';
import { deflateRawSync, deflateSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODEC, decodeUnit } from '../../../../src/main/engine/memory/decode/decode-unit.ts';
import { unpackLzo } from '../../../../src/main/engine/memory/decode/lzo.ts';
import { unpackSnappy } from '../../../../src/main/engine/memory/decode/snappy.ts';
import vectors from './vectors.json' with { type: 'json' };

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const from64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** What liblzo2 and libsnappy themselves wrote. */
const blocks = vectors.flatMap(({ name, length, sha256: digest, ...packed }) =>
  Object.entries(packed).map(([encoder, text]) => ({
    title: `${name}, ${encoder}`,
    unpack: encoder === 'snappy' ? unpackSnappy : unpackLzo,
    stored: from64(text),
    length,
    digest,
  })),
);

describe('unpacking blocks of LZO and Snappy', () => {
  it.each(blocks)('gives back $title', ({ unpack, stored, length, digest }) => {
    const target = new Uint8Array(length);
    expect(unpack(stored, target)).toBe(length);
    expect(sha256(target)).toBe(digest);
  });

  it.each(blocks)('refuses $title cut off anywhere', ({ unpack, stored, length }) => {
    const step = Math.max(1, Math.floor(stored.length / 60));
    for (let end = 0; end < stored.length; end += step) {
      expect(unpack(stored.subarray(0, end), new Uint8Array(length))).toBe(-1);
    }
  });

  it.each(blocks)('refuses $title where it does not fit', ({ unpack, stored, length }) => {
    expect(unpack(stored, new Uint8Array(length - 1))).toBe(-1);
  });

  it('never writes beyond its target, whatever it is given', () => {
    const anything = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 200 }), (stored, room) => {
        for (const unpack of [unpackLzo, unpackSnappy]) {
          const around = new Uint8Array(room + 16).fill(0xa5);
          const written = unpack(stored, around.subarray(8, 8 + room));
          expect(written).toBeLessThanOrEqual(room);
          expect([...around.subarray(0, 8), ...around.subarray(8 + room)]).toEqual(Array(16).fill(0xa5));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('stands any byte of a good block changed', () => {
    for (const { unpack, stored, length } of blocks) {
      for (let at = 0; at < Math.min(stored.length, 200); at++) {
        const damaged = stored.slice();
        damaged[at] = (damaged[at] ?? 0) ^ 0x55;
        expect(unpack(damaged, new Uint8Array(length))).toBeLessThanOrEqual(length);
      }
    }
  });
});

describe('decoding units', () => {
  const page = Uint8Array.from({ length: 4096 }, (_, i) => (i * i) >> 7);
  const packed = [
    { codec: CODEC.raw, stored: page },
    { codec: CODEC.zlib, stored: new Uint8Array(deflateSync(page)) },
    { codec: CODEC.zstd, stored: new Uint8Array(zstdCompressSync(page)) },
    { codec: CODEC.deflate, stored: new Uint8Array(deflateRawSync(page)) },
  ];

  it.each(packed)('gives back a page, codec $codec', ({ codec, stored }) => {
    const target = new Uint8Array(4096);
    expect(decodeUnit(codec, stored, target)).toBe(true);
    expect(target).toEqual(page);
  });

  it.each(packed)('zeroes a page that comes to another length, codec $codec', ({ codec, stored }) => {
    for (const length of [4095, 4097]) {
      const target = new Uint8Array(length).fill(7);
      expect(decodeUnit(codec, stored, target)).toBe(false);
      expect(target.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('does not unpack a bomb', () => {
    const bomb = new Uint8Array(deflateSync(new Uint8Array(64 * 1024 * 1024)));
    const started = performance.now();
    expect(decodeUnit(CODEC.zlib, bomb, new Uint8Array(4096))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
