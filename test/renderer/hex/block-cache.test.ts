import { describe, expect, test } from 'vitest';
import type { ReadResult } from '../../../src/shared/api.ts';
import { failure } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { BLOCK_BYTES, BlockCache } from '../../../src/renderer/hex/block-cache.ts';

const SIZE = BigInt(BLOCK_BYTES);

/** A source whose byte at an address is the number of its block, and that writes down what was asked. */
function source(holes: ReadResult['holes'] = []) {
  const asked: bigint[] = [];
  const cache = new BlockCache(
    (address, length) => {
      asked.push(address);
      return Promise.resolve({ bytes: new Uint8Array(length).fill(Number(address / SIZE)), holes });
    },
    undefined,
    3,
  );
  return { asked, cache };
}

describe('block cache', () => {
  test('reads aligned blocks once, also when asked twice at the same time', async () => {
    const { asked, cache } = source();
    await Promise.all([cache.load(5n), cache.load(SIZE - 1n), cache.load(SIZE + 7n)]);
    expect(asked).toEqual([0n, SIZE]);
    expect(cache.peek(9n)?.bytes[0]).toBe(0);
    expect(cache.peek(SIZE)?.bytes[0]).toBe(1);
  });

  test('forgets the block that was used longest ago', async () => {
    const { cache } = source();
    for (const block of [0n, 1n, 2n]) await cache.load(block * SIZE);
    cache.peek(0n);
    await cache.load(3n * SIZE);
    expect([0n, 1n, 2n, 3n].map((block) => cache.peek(block * SIZE) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  test('joins bytes across blocks', async () => {
    const { cache } = source();
    expect(await cache.bytes(SIZE - 2n, 4)).toEqual(Uint8Array.of(0, 0, 1, 1));
  });

  test('gives no bytes where the dump has a hole', async () => {
    const { cache } = source([[100, 200]]);
    expect(await cache.bytes(98n, 2)).toEqual(Uint8Array.of(0, 0));
    expect(await cache.bytes(98n, 3)).toBeUndefined();
    expect(cache.peek(0n)?.missing?.[199]).toBe(1);
    expect(cache.peek(0n)?.missing?.[200]).toBe(0);
  });

  test('a failed read is told, counts as missing, and is tried again', async () => {
    let tries = 0;
    const cache = new BlockCache((_, length) => {
      tries++;
      if (tries === 1) throw failure('file-changed', say('failure.text', { text: 'The file changed.' }));
      return Promise.resolve({ bytes: new Uint8Array(length), holes: [] });
    });
    expect((await cache.load(0n)).problem?.code).toBe('file-changed');
    expect((await cache.load(0n)).problem).toBeUndefined();
  });

  test('an answer that is too short is missing at its end', async () => {
    const cache = new BlockCache(() => Promise.resolve({ bytes: new Uint8Array(10), holes: [] }));
    expect((await cache.load(0n)).missing?.[10]).toBe(1);
  });
});
