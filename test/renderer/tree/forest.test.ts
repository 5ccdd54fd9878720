import { describe, expect, test } from 'vitest';
import { growForest, type Forest } from '../../../src/renderer/tree/forest.ts';
import { fakeTable, type FakeTask } from '../support/fake-table.ts';

const task = (pid: number, parent: number, leader?: number): FakeTask => ({
  pid,
  name: `t${String(pid)}`,
  parent,
  ...(leader === undefined ? {} : { leader }),
});

/** The rows of a forest must be a permutation of the table's, and every subtree must contain its children. */
function expectWhole(forest: Forest): void {
  expect([...forest.order].sort((a, b) => a - b)).toEqual([...Array(forest.count).keys()]);
  for (let row = 0; row < forest.count; row++) {
    const at = forest.position[row] ?? -1;
    expect(forest.order[at]).toBe(row);
    const parent = forest.parent[row] ?? -1;
    if (parent < 0) continue;
    const above = forest.position[parent] ?? -1;
    expect(above).toBeLessThan(at);
    expect(forest.end[above]).toBeGreaterThanOrEqual(forest.end[at] ?? Infinity);
  }
}

describe('growing a forest', () => {
  test('puts threads first, then children, both by pid', () => {
    const forest = growForest(
      fakeTable([task(0, -1), task(9, 0), task(1, 0), task(5, 2), task(8, 2, 2), task(3, 2, 2)]),
    );
    expect([...forest.order]).toEqual([0, 2, 5, 4, 3, 1]);
    expectWhole(forest);
  });

  test('shows every row of a cycle once, cut at one place', () => {
    const forest = growForest(fakeTable([task(0, -1), task(1, 3), task(2, 1), task(3, 2), task(4, 3)]));
    expectWhole(forest);
    expect([...forest.parent].filter((parent) => parent === -1)).toHaveLength(2);
  });

  test('makes roots of rows that are their own parent or whose parent is outside the table', () => {
    const forest = growForest(fakeTable([task(0, 0), task(1, 77), task(2, -9), task(3, 1)]));
    expectWhole(forest);
    expect([...forest.parent]).toEqual([-1, -1, -1, 1]);
  });

  test('sorts unreadable pids last', () => {
    const forest = growForest(fakeTable([task(0, -1), task(NaN, 0), task(7, 0), task(2, 0)]));
    expect([...forest.order]).toEqual([0, 3, 2, 1]);
  });

  test('survives random parents', () => {
    let seed = 1;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed % below;
    };
    for (let round = 0; round < 50; round++) {
      const count = 1 + random(60);
      const rows = Array.from({ length: count }, (_, pid) => task(pid, random(count + 4) - 2));
      expectWhole(growForest(fakeTable(rows)));
    }
  });

  test('follows a chain 50,000 deep', () => {
    const rows = Array.from({ length: 50_000 }, (_, row) => task(row, row - 1));
    expect(growForest(fakeTable(rows)).order.at(-1)).toBe(49_999);
  });
});
