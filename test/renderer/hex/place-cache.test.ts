import { expect, test } from 'vitest';
import type { Place } from '../../../src/shared/api.ts';
import { failure } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { PlaceCache } from '../../../src/renderer/hex/place-cache.ts';

test('a page that lies in one piece is asked once, by its ends', async () => {
  const asked: bigint[] = [];
  const cache = new PlaceCache('file', (address) => {
    asked.push(address);
    return Promise.resolve({ file: Number(address), physical: Number(address) + 0x10000 });
  });
  expect(cache.peek(0x1230n)).toBeUndefined();
  await cache.load(0x1230n, 0x1630n);
  await cache.load(0x1230n, 0x1630n);
  expect(asked).toEqual([0x1000n, 0x1fffn]);
  expect(cache.peek(0x1230n)).toEqual({ file: 0x1230, physical: 0x11230 });
});

test('a page that is broken in the middle is asked line by line', async () => {
  const place = (address: bigint): Place => ({
    file: Number(address),
    physical: Number(address) + (address < 0x800n ? 0x10000 : 0x90000),
  });
  const cache = new PlaceCache('file', (address) => Promise.resolve(place(address)));
  await cache.load(0x7e0n, 0x820n);
  expect(cache.peek(0x7f0n)).toEqual(place(0x7f0n));
  expect(cache.peek(0x800n)).toEqual(place(0x800n));
});

test('a line that lies nowhere else is in its own space alone', async () => {
  const cache = new PlaceCache('virtual', () =>
    Promise.reject(failure('address-unmapped', say('failure.text', { text: 'Not mapped.' }))),
  );
  await cache.load(0x10n, 0x20n);
  expect(cache.peek(0x10n)).toEqual({ virtual: 0x10n });
});

test('whoever asks for a page that is on its way waits for it, and gets lines of his own in it', async () => {
  const place = (address: bigint): Place => ({
    file: Number(address),
    physical: Number(address) + (address < 0x800n ? 0x10000 : 0x90000),
  });
  let arrivals = 0;
  const cache = new PlaceCache(
    'file',
    (address) => Promise.resolve(place(address)),
    () => arrivals++,
  );
  const first = cache.load(0x100n, 0x110n);
  await Promise.all([first, cache.load(0x900n, 0x910n)]);
  expect(cache.peek(0x100n)).toEqual(place(0x100n));
  expect(cache.peek(0x900n)).toEqual(place(0x900n));
  expect(arrivals).toBe(3); // the page, and the lines of either
});
