import { describe, expect, test } from 'vitest';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { treeKey, typeAhead } from '../../../src/renderer/tree/tree-keys.ts';
import { listVisible } from '../../../src/renderer/tree/visible-rows.ts';
import { fakeTable } from '../support/fake-table.ts';

/* 0 ─┬─ 1 ─┬─ 2
      │     └─ 3
      └─ 4                          */
const model = buildTreeModel(
  fakeTable([
    { pid: 0, name: 'swapper', parent: -1 },
    { pid: 1, name: 'sshd', parent: 0 },
    { pid: 2, name: 'bash', parent: 1 },
    { pid: 3, name: 'sh', parent: 1 },
    { pid: 4, name: 'cron', parent: 0 },
  ]),
);
const collapsed = new Uint8Array(5);
const open = listVisible(model.table, model.forest, { kernelThreads: true, threads: true, collapsed });
const shut = listVisible(model.table, model.forest, {
  kernelThreads: true,
  threads: true,
  collapsed: Uint8Array.of(0, 1, 0, 0, 0),
});

describe('keys of the tree', () => {
  test('arrows go up and down and stop at the ends', () => {
    expect(treeKey(open, 1, 'ArrowDown', 10)).toEqual({ type: 'select', row: 2 });
    expect(treeKey(open, 0, 'ArrowUp', 10)).toEqual({ type: 'select', row: 0 });
    expect(treeKey(open, 4, 'ArrowDown', 10)).toEqual({ type: 'select', row: 4 });
  });
  test('the first arrow selects the first row', () => {
    expect(treeKey(open, -1, 'ArrowDown', 10)).toEqual({ type: 'select', row: 0 });
  });
  test('pages, Home and End', () => {
    expect(treeKey(open, 0, 'PageDown', 3)).toEqual({ type: 'select', row: 3 });
    expect(treeKey(open, 3, 'PageUp', 99)).toEqual({ type: 'select', row: 0 });
    expect(treeKey(open, 0, 'End', 3)).toEqual({ type: 'select', row: 4 });
  });
  test('left folds, then goes to the parent', () => {
    expect(treeKey(open, 1, 'ArrowLeft', 9)).toEqual({ type: 'fold', row: 1, folded: true });
    expect(treeKey(shut, 1, 'ArrowLeft', 9)).toEqual({ type: 'select', row: 0 });
    expect(treeKey(open, 3, 'ArrowLeft', 9)).toEqual({ type: 'select', row: 1 });
  });
  test('right unfolds, then goes to the first child, and does nothing on a leaf', () => {
    expect(treeKey(shut, 1, 'ArrowRight', 9)).toEqual({ type: 'fold', row: 1, folded: false });
    expect(treeKey(open, 1, 'ArrowRight', 9)).toEqual({ type: 'select', row: 2 });
    expect(treeKey(open, 2, 'ArrowRight', 9)).toBeUndefined();
  });
  test('star and Enter', () => {
    expect(treeKey(open, 1, '*', 9)).toEqual({ type: 'unfold-siblings', row: 1 });
    expect(treeKey(open, 1, 'Enter', 9)).toEqual({ type: 'reveal', row: 1 });
    expect(treeKey(open, 1, 'x', 9)).toBeUndefined();
  });
});

describe('typing a name', () => {
  const find = (current: number, typed: string): number =>
    typeAhead(open, model.lowerNames, model.table.pid, current, typed);
  test('a letter goes to the next row that starts with it, around the end', () => {
    expect(find(0, 's')).toBe(1);
    expect(find(1, 's')).toBe(3);
    expect(find(3, 's')).toBe(0);
  });
  test('more letters may stay where they are', () => {
    expect(find(1, 'ss')).toBe(1);
  });
  test('digits find a pid', () => {
    expect(find(0, '4')).toBe(4);
  });
  test('nothing found is −1', () => {
    expect(find(0, 'zz')).toBe(-1);
  });
});
