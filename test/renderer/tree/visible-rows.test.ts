import { describe, expect, test } from 'vitest';
import { matchRows, parseQuery } from '../../../src/renderer/tree/filter.ts';
import { buildTreeModel, type TreeModel } from '../../../src/renderer/tree/tree-model.ts';
import {
  COLLAPSED,
  EXPANDED,
  LEAF,
  listVisible,
  type TreeChoices,
  type VisibleRows,
} from '../../../src/renderer/tree/visible-rows.ts';
import { fakeTable } from '../support/fake-table.ts';

/*  0 swapper ─┬─ 1 init ─┬─ 3 bash ─┬─ 5 thread of bash
               │          │          └─ 6 vi
               │          └─ 4 cron
               └─ 2 kthreadd ─ 7 kworker ─ 8 modprobe (a user task below a kernel thread)  */
const model = buildTreeModel(
  fakeTable([
    { pid: 0, name: 'swapper/0', parent: -1, kernel: true },
    { pid: 1, name: 'init', parent: 0 },
    { pid: 2, name: 'kthreadd', parent: 0, kernel: true },
    { pid: 3, name: 'bash', parent: 1 },
    { pid: 4, name: 'cron', parent: 1, hidden: true },
    { pid: 5, name: 'bash', parent: 3, leader: 3 },
    { pid: 6, name: 'vi', parent: 3, uid: 1000 },
    { pid: 7, name: 'kworker', parent: 2, kernel: true },
    { pid: 8, name: 'modprobe', parent: 7 },
  ]),
);

const list = (choices: Partial<TreeChoices> = {}, of: TreeModel = model): VisibleRows =>
  listVisible(of.table, of.forest, {
    kernelThreads: true,
    threads: true,
    collapsed: new Uint8Array(of.table.count),
    ...choices,
  });

const filtered = (text: string, choices: Partial<TreeChoices> = {}): VisibleRows => {
  const query = parseQuery(text) ?? [];
  return list({ matches: matchRows(query, model.table, model.lowerNames), ...choices });
};

const drawing = (visible: VisibleRows): string[] =>
  [...visible.rows].map((row, at) => `${'-'.repeat((visible.level[at] ?? 1) - 1)}${String(row)}`);

const folded = (...rows: number[]): Uint8Array => {
  const flags = new Uint8Array(model.table.count);
  for (const row of rows) flags[row] = 1;
  return flags;
};

describe('listing visible rows', () => {
  test('shows all rows in tree order', () => {
    expect(drawing(list())).toEqual(['0', '-1', '--3', '---5', '---6', '--4', '-2', '--7', '---8']);
  });

  test('folds subtrees', () => {
    const visible = list({ collapsed: folded(1, 7) });
    expect(drawing(visible)).toEqual(['0', '-1', '-2', '--7']);
    expect([...visible.fold]).toEqual([EXPANDED, COLLAPSED, EXPANDED, COLLAPSED]);
  });

  test('leaves out threads', () => {
    expect(drawing(list({ threads: false }))).not.toContain('---5');
  });

  test('hands user tasks below hidden kernel threads to the row above', () => {
    expect(drawing(list({ kernelThreads: false }))).toEqual(['0', '-1', '--3', '---5', '---6', '--4', '-8']);
  });

  test('keeps the ancestors of matches, dimmed', () => {
    const visible = filtered('vi');
    expect(drawing(visible)).toEqual(['0', '-1', '--3', '---6']);
    expect([...visible.dimmed]).toEqual([1, 1, 1, 0]);
  });

  test('marks a matching row without shown descendants as a leaf', () => {
    const visible = filtered('init');
    expect(drawing(visible)).toEqual(['0', '-1']);
    expect(visible.fold[1]).toBe(LEAF);
  });

  test('counts siblings as shown, for screen readers', () => {
    const visible = list({ threads: false });
    const at = visible.position[4] ?? -1;
    expect([visible.posInSet[at], visible.setSize[at]]).toEqual([2, 2]);
    const vi = visible.position[6] ?? -1;
    expect([visible.posInSet[vi], visible.setSize[vi]]).toEqual([1, 1]);
  });
});

describe('filtering', () => {
  const rows = (text: string): number[] => {
    const matches = matchRows(parseQuery(text) ?? [], model.table, model.lowerNames);
    return [...matches.keys()].filter((row) => matches[row] === 1);
  };
  test('finds names whatever their case', () => {
    expect(rows('BASH')).toEqual([3, 5]);
  });
  test('finds pids by their first digits', () => {
    expect(rows('8')).toEqual([8]);
  });
  test('takes all words together', () => {
    expect(rows('bash pid:3')).toEqual([3]);
  });
  test('knows uid, state and hidden', () => {
    expect(rows('uid:1000')).toEqual([6]);
    expect(rows('hidden:yes')).toEqual([4]);
    expect(rows('state:z')).toEqual([]);
  });
  test('takes an unknown key as text', () => {
    expect(rows('foo:bar')).toEqual([]);
    expect(parseQuery('  ')).toBeUndefined();
  });
});
