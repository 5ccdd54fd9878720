import { expect, test } from 'vitest';
import { hueOf } from '../../../src/renderer/map/colour.ts';
import { fakeTable } from '../support/fake-table.ts';

/** How far apart two hues are on their circle. */
const apart = (a: number, b: number): number => Math.min((a - b + 360) % 360, (b - a + 360) % 360);

test.each([
  [[0, 33, 100, 101]],
  [[0, 7, 42, 100, 1337, 2011]],
  [[0, 1000, 1001, 1002, 65_534, 999, 998, 997]],
])('the users %j have colours that can be told apart', (uids) => {
  const table = fakeTable(uids.map((uid, row) => ({ pid: row + 1, name: 'a', parent: row - 1, uid })));
  const hues = uids.map((_, row) => hueOf('uid', table, row, 1) ?? NaN);
  for (const [at, hue] of hues.entries())
    for (const other of hues.slice(at + 1)) expect(apart(hue, other)).toBeGreaterThan(30);
});
