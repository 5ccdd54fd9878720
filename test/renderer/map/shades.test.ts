import { expect, test } from 'vitest';
import { shadesOf, stripes } from '../../../src/renderer/map/shades.ts';
import { fakeTable } from '../support/fake-table.ts';

const table = fakeTable([
  { pid: 1, name: 'init', parent: -1, uid: 0 },
  { pid: 2, name: 'a', parent: 0, uid: 33, state: 'Z' },
  { pid: 3, name: 'b', parent: 0, uid: 33 },
  { pid: 4, name: 'c', parent: 0, uid: 33, state: '?' },
]);
const all = Uint32Array.of(0, 1, 2, 3);

test('colours are counted, most frequent first, and say what the filter finds them by', () => {
  expect(shadesOf('uid', table, all).map(({ row, count, filter }) => [row, count, filter])).toEqual([
    [1, 3, 'uid:33'],
    [0, 1, 'uid:0'],
  ]);
  expect(shadesOf('state', table, all).map(({ count, filter }) => [count, filter])).toEqual([
    [2, 'state:S'],
    [1, 'state:Z'],
    [1, undefined],
  ]);
  expect(shadesOf('uid', table, all.subarray(2)).map(({ count }) => count)).toEqual([2]);
  expect(shadesOf('size', table, all)).toEqual([]);
});

test('stripes are as wide as the shares', () => {
  const css = stripes(shadesOf('uid', table, all)) ?? '';
  expect(css).toMatch(
    /^linear-gradient\(to right, light-dark.* 0\.00% 75\.00%, light-dark.* 75\.00% 100\.00%/,
  );
  expect(stripes([])).toBeUndefined();
});
