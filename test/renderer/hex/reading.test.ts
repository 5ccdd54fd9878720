import { describe, expect, test } from 'vitest';
import { bookmarksText, parseBookmarks, withBookmark } from '../../../src/renderer/hex/bookmarks.ts';
import { compareStructs } from '../../../src/renderer/hex/compare-structs.ts';
import { formatBytes } from '../../../src/renderer/hex/copy-formats.ts';
import { speak } from '../../../src/renderer/kit/i18n.ts';
import { readData } from '../../../src/renderer/hex/read-data.ts';

const bytes = Uint8Array.of(0x62, 0x61, 0x73, 0x68, 0, 0xff, 0x0a, 0x41);

describe('bytes are copied', () => {
  test('as hex, C, Base64 and text', () => {
    expect(formatBytes('hex', bytes)).toBe('62 61 73 68 00 ff 0a 41');
    expect(formatBytes('c', bytes)).toContain('unsigned char bytes[8] = {\n  0x62, 0x61,');
    expect(formatBytes('base64', bytes)).toBe('YmFzaAD/CkE=');
    expect(formatBytes('text', bytes)).toBe(String.raw`bash` + '\n' + String.raw`\xff\x0aA`);
  });
});

test('numbers and quotes are written as the language writes them', () => {
  const read = (from: Uint8Array) => readData(from, 'little', 8, () => undefined);
  speak({ language: 'de' });
  const half = read(new Uint8Array(Float32Array.of(0.5).buffer));
  const tiny = read(new Uint8Array(Float64Array.of(2.5e-9).buffer));
  const name = read(bytes.subarray(0, 5));
  speak({});
  expect(half.find((one) => one.name === 'Gleitkommazahl, 32 Bit')?.value).toBe('0,5');
  expect(tiny.find((one) => one.name === 'Gleitkommazahl, 64 Bit')?.value).toBe('2,500000e-9');
  expect(name.at(-1)?.value).toBe('„bash“');
});

describe('the bytes at the cursor', () => {
  const value = (name: string, from: Uint8Array): string | undefined =>
    readData(from, 'little', 8, () => 'init (1)').find((reading) => reading.name === name)?.value;
  test('are read as numbers, floats, pointers, times and flags', () => {
    expect(value('8-bit integer', Uint8Array.of(0xff))).toBe('255  or  -1  =  0xff');
    expect(value('32-bit float', new Uint8Array(Float32Array.of(1.5).buffer))).toBe('1.5');
    expect(value('Pointer', new Uint8Array(8))).toBe('0x0 → init (1)');
    expect(value('Unix time', new Uint8Array(Uint32Array.of(1_700_000_000).buffer))).toBe(
      '2023-11-14T22:13:20Z',
    );
    expect(value('As task flags', new Uint8Array(Uint32Array.of(0x200000).buffer))).toBe('PF_KTHREAD');
    expect(value('Nanoseconds', new Uint8Array(BigUint64Array.of(1_500_000_000n).buffer))).toBe(
      '1.500000000 s',
    );
    const nowhere = readData(bytes, 'little', 8, () => undefined);
    expect(nowhere.find(({ name }) => name === 'Pointer')?.value).toMatch(/^0x[0-9a-f]+ → not in the dump$/);
  });
  test('near the end of memory say what they can', () => {
    expect(readData(Uint8Array.of(7), 'little', 8, () => '').map(({ name }) => name)).toEqual([
      '8-bit integer',
      'Bits',
    ]);
  });
});

describe('bookmarks', () => {
  const mark = { space: 'virtual', address: 0xffff888000001000n, length: 8, note: 'odd' } as const;
  test('come back as they were stored', () => {
    expect(parseBookmarks(bookmarksText([mark]))).toEqual([mark]);
  });
  test.each(['', '{}', '[1]', '[{"space":"x"}]', '[{"space":"file","address":"-1","length":1}]', 'null'])(
    'nonsense in the store (%s) is left out',
    (stored) => {
      expect(parseBookmarks(stored)).toEqual([]);
    },
  );
  test('of one place there is one', () => {
    expect(withBookmark([mark], { ...mark, note: 'new' })).toEqual([{ ...mark, note: 'new' }]);
  });
});

test('two structs differ where their bytes do', () => {
  const left = { bytes: Uint8Array.of(1, 2, 0), holes: [[2, 3]] } as const;
  const [line] = compareStructs(left, { bytes: Uint8Array.of(1, 3, 9), holes: [] }, []);
  expect(line?.differs).toEqual([false, true, false]);
  expect(line?.lostLeft).toEqual([false, false, true]);
});
