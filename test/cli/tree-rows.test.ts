import { describe, expect, it } from 'vitest';
import { treeRows } from '../../src/main/cli/tree-rows.ts';
import type { TaskTable } from '../../src/shared/task-table.ts';

/** A table of which only the links matter: each row with its parent and, for threads, its leader. */
function tableOf(rows: readonly { readonly parent: number; readonly leader?: number }[]): TaskTable {
  const parent = Int32Array.from(rows, (row) => row.parent);
  const firstChild = new Int32Array(rows.length).fill(-1);
  const nextSibling = new Int32Array(rows.length).fill(-1);
  for (let row = rows.length - 1; row >= 0; row--) {
    const above = parent[row] ?? -1;
    if (above < 0) continue;
    nextSibling[row] = firstChild[above] ?? -1;
    firstChild[above] = row;
  }
  const leader = Int32Array.from(rows, (row, own) => row.leader ?? own);
  // The links are all that is read.
  return { count: rows.length, parent, firstChild, nextSibling, leader } as unknown as TaskTable;
}

const everything = (): boolean => true;
const drawn = (table: TaskTable, keep = everything): string[] =>
  treeRows(table, keep).map(({ row, branch }) => `${branch}${String(row)}`);

describe('the tree', () => {
  it('has threads before processes and lines that end with the last child', () => {
    const table = tableOf([
      { parent: -1 },
      { parent: 0 },
      { parent: 1 },
      { parent: 0, leader: 0 },
      { parent: 0 },
    ]);
    expect(drawn(table)).toEqual(['0', '├─ 3', '├─ 1', '│  └─ 2', '└─ 4']);
  });

  it('makes the children of what is left out roots', () => {
    const table = tableOf([{ parent: -1 }, { parent: 0 }, { parent: 0 }, { parent: 2 }]);
    expect(treeRows(table, (row) => row !== 0).map(({ row, depth }) => [row, depth])).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
    ]);
  });

  it('shows every row once, even of a ring of parents', () => {
    const table = tableOf([{ parent: -1 }, { parent: 3 }, { parent: 1 }, { parent: 2 }, { parent: 4 }]);
    expect(
      drawn(table)
        .map((line) => Number(line.replace(/\D/g, '')))
        .sort(),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  it('bears a chain of 100,000', () => {
    const table = tableOf(Array.from({ length: 100_000 }, (_, row) => ({ parent: row - 1 })));
    const rows = treeRows(table, everything);
    expect(rows.at(-1)).toMatchObject({ row: 99_999, depth: 99_999 });
    expect(Math.max(...rows.slice(-10).map(({ branch }) => branch.length))).toBeLessThan(300);
  });
});
