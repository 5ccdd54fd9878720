import { describe, expect, test } from 'vitest';
import { parseSearch } from '../../../src/renderer/search/parse-search.ts';
import { NO_SEARCH, takeReport } from '../../../src/renderer/search/search-state.ts';

describe('what is typed becomes a query', () => {
  test('bytes with wildcards', () => {
    expect(parseSearch('bytes', '7f 45 ?? ?6', 'little')).toEqual({
      kind: 'bytes',
      bytes: Uint8Array.of(0x7f, 0x45, 0, 0),
      mask: Uint8Array.of(1, 1, 0, 0),
    });
  });
  test('UTF-16 in the machine’s byte order', () => {
    expect(parseSearch('utf16', 'A', 'big')).toMatchObject({ bytes: Uint8Array.of(0, 0x41) });
  });
  test('integers, negative ones too, that fit their width', () => {
    expect(parseSearch('u16', '-1', 'little')).toMatchObject({ value: 0xffffn, width: 2 });
    expect(parseSearch('u8', '256', 'little')).toBeUndefined();
  });
  test('pointers to a range', () => {
    expect(parseSearch('pointers', '0xffff888000001000+0x10', 'little')).toEqual({
      kind: 'pointers',
      from: 0xffff888000001000n,
      to: 0xffff888000001010n,
    });
  });
  test.each([
    ['bytes', '7'],
    ['bytes', '?? ??'],
    ['bytes', 'zz'],
    ['text', ''],
    ['u32', 'x'],
    ['pointers', 'init'],
  ] as const)('%s “%s” is none', (kind, text) => {
    expect(parseSearch(kind, text, 'little')).toBeUndefined();
  });
});

describe('reports', () => {
  const report = {
    search: 3,
    done: 5,
    total: 9,
    fresh: Float64Array.of(7, 2),
    finished: false,
    capped: false,
  };
  test('of the present search add their hits in order', () => {
    const state = takeReport({ ...NO_SEARCH, id: 3, running: true, hits: Float64Array.of(5) }, report);
    expect([...state.hits]).toEqual([2, 5, 7]);
    expect(state.running).toBe(true);
  });
  test('of an earlier search change nothing', () => {
    const state = { ...NO_SEARCH, id: 4 };
    expect(takeReport(state, report)).toBe(state);
  });
});
