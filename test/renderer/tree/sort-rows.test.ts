import { describe, expect, test } from 'vitest';
import { growForest } from '../../../src/renderer/tree/forest.ts';
import { rowsBetween, toggleRow } from '../../../src/renderer/tree/select-rows.ts';
import { sortRows } from '../../../src/renderer/tree/sort-rows.ts';
import { stickyPlaces } from '../../../src/renderer/tree/sticky-rows.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { listFlat, listVisible } from '../../../src/renderer/tree/visible-rows.ts';
import { fakeTable } from '../support/fake-table.ts';

const model = buildTreeModel(
  fakeTable([
    { pid: 1, name: 'init', parent: -1 },
    { pid: 2, name: 'zsh', parent: 0 },
    { pid: 3, name: 'awk', parent: 1 },
    { pid: 4, name: 'bash', parent: 0, state: 'Z' },
  ]),
);
const { table } = model;
const choices = { kernelThreads: true, threads: true, collapsed: new Uint8Array(4) };
const names = (rows: Iterable<number>): readonly (string | undefined)[] =>
  Array.from(rows, (row) => model.names[row]);

describe('sorting', () => {
  test('goes by a column, either way', () => {
    expect(names(sortRows(model, { column: 'name', descending: false }))).toEqual([
      'awk',
      'bash',
      'init',
      'zsh',
    ]);
    expect(names(sortRows(model, { column: 'pid', descending: true }))).toEqual([
      'bash',
      'awk',
      'zsh',
      'init',
    ]);
  });
  test('orders siblings in the tree, children stay below their parents', () => {
    const forest = growForest(table, sortRows(model, { column: 'name', descending: false }));
    expect(names(forest.order)).toEqual(['init', 'bash', 'zsh', 'awk']);
  });
  test('unknown values come last either way', () => {
    const unknown = buildTreeModel({ ...table, uid: Float64Array.of(NaN, 5, NaN, 1) });
    expect([...sortRows(unknown, { column: 'uid', descending: false })]).toEqual([3, 1, 0, 2]);
    expect([...sortRows(unknown, { column: 'uid', descending: true })]).toEqual([1, 3, 0, 2]);
  });
});

describe('the flat list', () => {
  test('holds every row once, all on one level', () => {
    const flat = listFlat(table, sortRows(model, { column: 'pid', descending: false }), choices);
    expect([...flat.rows]).toEqual([0, 1, 2, 3]);
    expect([...flat.level]).toEqual([1, 1, 1, 1]);
  });
  test('leaves zombies out when asked', () => {
    const flat = listFlat(table, Uint32Array.of(0, 1, 2, 3), { ...choices, zombies: false });
    expect(names(flat.rows)).not.toContain('bash');
  });
});

describe('several rows', () => {
  const visible = listVisible(table, model.forest, choices);
  test('a range goes by what is shown', () => {
    expect(names(rowsBetween(visible, 0, 2))).toEqual(['init', 'zsh', 'awk']);
    expect(rowsBetween(visible, 2, 0)).toEqual(rowsBetween(visible, 0, 2));
  });
  test('a toggled row joins the one in front', () => {
    expect([...toggleRow(new Set(), 0, 2)]).toEqual([0, 2]);
    expect([...toggleRow(new Set([0, 2]), 0, 2)]).toEqual([0]);
  });
});

describe('ancestors stay in view', () => {
  const chain = buildTreeModel(
    fakeTable([
      { pid: 1, name: 'init', parent: -1 },
      { pid: 2, name: 'a', parent: 0 },
      { pid: 3, name: 'b', parent: 1 },
      { pid: 4, name: 'c', parent: 2 },
      { pid: 5, name: 'd', parent: 2 },
      { pid: 6, name: 'e', parent: 2 },
      { pid: 7, name: 'f', parent: 2 },
      { pid: 8, name: 'other', parent: 0 },
    ]),
  );
  const visible = listVisible(chain.table, chain.forest, { ...choices, collapsed: new Uint8Array(8) });
  const stuck = (first: number) =>
    stickyPlaces(visible, first).map((place) => chain.names[visible.rows[place] ?? -1]);
  test('once they are scrolled out', () => {
    expect(stuck(0)).toEqual([]);
    expect(stuck(3)).toEqual(['init', 'a', 'b']);
  });
  test('and never above rows that are not below them', () => {
    expect(stuck(6)).toEqual(['init']);
  });
});
