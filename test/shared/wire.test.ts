import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from '../../src/shared/wire.ts';

const roundTrip = (value: unknown): unknown => {
  const message = decodeMessage(encodeMessage({ id: 1, result: { ok: true, value } }));
  return (message as { result: { value: unknown } }).result.value;
};

test.each([
  new Uint8Array([1, 2, 255]),
  new Int8Array([-1, 2]),
  new Uint16Array([1, 65_535]),
  new Int32Array([-1, 2 ** 31 - 1]),
  new Uint32Array([2 ** 32 - 1]),
  new Float64Array([1.5, Number.NaN, Infinity]),
  new BigUint64Array([0n, 2n ** 64n - 1n]),
  new BigInt64Array([-(2n ** 63n)]),
])('a column arrives as it left: %o', (column) => {
  expect(roundTrip(column)).toEqual(column);
});

test('a column that is part of a larger buffer arrives alone', () => {
  const part = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
  expect(roundTrip({ part })).toEqual({ part: new Float64Array([2, 3]) });
});

test('every address arrives as a bigint, every number as a number', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 64n - 1n), fc.maxSafeInteger(), (address, size) => {
      expect(roundTrip({ address, size })).toEqual({ address, size });
    }),
  );
});

test('an absent answer and absent members arrive absent, never as null', () => {
  expect(roundTrip(undefined)).toBeUndefined();
  expect(roundTrip({ a: undefined, b: 1 })).toStrictEqual({ b: 1 });
});

test('text of a dump arrives unchanged, whatever it holds', () => {
  const text = 'evil<b>&"\';\u001b[31m\u202e';
  expect(roundTrip(text)).toBe(text);
});

test('columns of the other byte order are turned round', () => {
  const bytes = encodeMessage({ id: 1, result: { ok: true, value: new Uint32Array([0x01020304]) } });
  // The extension’s payload is the last six bytes: kind, byte order, four bytes of the element.
  const flag = bytes.length - 5;
  bytes[flag] = bytes[flag] === 1 ? 0 : 1;
  expect(decodeMessage(bytes)).toMatchObject({ result: { value: new Uint32Array([0x04030201]) } });
});

test('hostile bytes end in an error, never in a hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      try {
        decodeMessage(bytes);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Error);
      }
    }),
  );
});

test('an array nested as deep as a message is long is decoded without a stack overflow or refused', () => {
  const nested = new Uint8Array(64 * 1024).fill(0x91);
  expect(() => decodeMessage(nested)).toThrow();
});

test('nesting deeper than any message is not sent', () => {
  let value: unknown = 1;
  for (let depth = 0; depth < 100; depth++) value = [value];
  expect(() => roundTrip(value)).toThrow(/depth/i);
});
