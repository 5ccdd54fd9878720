import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { fileOffset } from '../../../src/shared/units.ts';
import { IMPLEMENTATIONS } from './support/implementations.ts';
import { temporaryFolder } from './support/temporary.ts';

const folder = temporaryFolder();
const data = Uint8Array.from({ length: 10_000 }, (_, at) => (at * 7 + (at >> 8)) & 0xff);

/** What [offset, offset+length) must read as. */
function expected(offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  if (offset >= 0 && offset < data.length) bytes.set(data.subarray(offset, offset + length));
  return bytes;
}

describe.each(IMPLEMENTATIONS)('a file, $name,', ({ name, open }) => {
  const path = folder.file(`${name}.bin`, data);

  test('tells its size and path', () => {
    const file = open(path);
    expect(file).toMatchObject({ size: data.length, path });
    file.close();
  });

  test('reads any part, with zeros beyond its end', () => {
    const file = open(path);
    fc.assert(
      fc.property(fc.integer({ min: -100, max: data.length + 100 }), fc.nat(5000), (offset, length) => {
        const target = new Uint8Array(length).fill(0xaa);
        const held = file.read(fileOffset(offset), target);
        expect(held).toBe(offset < 0 ? 0 : Math.max(0, Math.min(length, data.length - offset)));
        expect(target).toEqual(expected(offset, length));
      }),
    );
    file.close();
  });

  test.each([NaN, Infinity, -Infinity, -1, 2 ** 53, 1e300])('holds nothing at offset %d', (offset) => {
    const file = open(path);
    const target = new Uint8Array(16).fill(0xaa);
    expect(file.read(fileOffset(offset), target)).toBe(0);
    expect(target).toEqual(new Uint8Array(16));
    file.close();
  });

  test('reads into a part of a larger buffer and touches nothing else', () => {
    const file = open(path);
    const buffer = Buffer.alloc(64, 0xaa);
    file.read(fileOffset(100), buffer.subarray(16, 32));
    expect([...buffer.subarray(16, 32)]).toEqual([...data.subarray(100, 116)]);
    expect(buffer.subarray(0, 16)).toEqual(Buffer.alloc(16, 0xaa));
    expect(buffer.subarray(32)).toEqual(Buffer.alloc(32, 0xaa));
    file.close();
  });

  test('gathers whole rows and leaves zeros where a row is not whole', () => {
    const file = open(path);
    const offset = fc.oneof(
      fc.integer({ min: -20, max: data.length + 20 }),
      fc.constantFrom(NaN, Infinity, 1e300),
    );
    fc.assert(
      fc.property(
        fc.array(offset, { maxLength: 60 }),
        fc.integer({ min: 1, max: 300 }),
        (offsets, length) => {
          const target = new Uint8Array(offsets.length * length).fill(0xaa);
          const whole = file.gather(Float64Array.from(offsets), length, target);
          const isWhole = (at: number): boolean => at >= 0 && at + length <= data.length;
          expect(whole).toBe(offsets.filter(isWhole).length);
          offsets.forEach((at, row) => {
            const bytes = isWhole(at) ? expected(at, length) : new Uint8Array(length);
            expect(target.subarray(row * length, (row + 1) * length)).toEqual(bytes);
          });
        },
      ),
    );
    file.close();
  });

  test('refuses to gather into a target that is too small', () => {
    const file = open(path);
    expect(() => file.gather(Float64Array.of(0, 8), 8, new Uint8Array(15))).toThrow();
    file.close();
  });

  test('says that it is closed', () => {
    const file = open(path);
    file.close();
    file.close();
    expect(() => file.read(fileOffset(0), new Uint8Array(1))).toThrow('closed');
    expect(() => file.gather(Float64Array.of(0), 1, new Uint8Array(1))).toThrow('closed');
  });

  test('rejects a scan once it is closed', async () => {
    const file = open(path);
    file.close();
    const ranges = [{ start: fileOffset(0), length: 10, address: 0 }];
    const scan = file.scan({ ranges, query: { kind: 'patterns', patterns: [data.subarray(0, 4)] } });
    await expect(scan).rejects.toMatchObject({ problem: { code: 'session-gone' } });
  });
});
