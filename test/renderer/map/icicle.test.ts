import { expect, test } from 'vitest';
import { icicle } from '../../../src/renderer/map/icicle.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { fakeMachine, fakeTable } from '../support/fake-table.ts';

const { forest } = buildTreeModel(
  fakeTable([
    { pid: 1, name: 'init', parent: -1 },
    { pid: 2, name: 'a', parent: 0 },
    { pid: 3, name: 'b', parent: 1 },
    { pid: 4, name: 'c', parent: 0 },
  ]),
);

test('a box is as wide as its subtree and stands below its parent', () => {
  expect(icicle(forest, -1, 0, 9)).toEqual([
    { row: 0, depth: 0, left: 0, width: 1, size: 4 },
    { row: 1, depth: 1, left: 0.25, width: 0.5, size: 2 },
    { row: 2, depth: 2, left: 0.5, width: 0.25, size: 1 },
    { row: 3, depth: 1, left: 0.75, width: 0.25, size: 1 },
  ]);
});

test('a zoomed map shows one subtree over its whole width', () => {
  expect(icicle(forest, 1, 0, 9).map(({ row, width }) => [row, width])).toEqual([
    [1, 1],
    [2, 0.5],
  ]);
});

test('neighbours that are too narrow one by one are told of by one box', () => {
  const children = Array.from({ length: 100 }, (_, at) => ({ pid: 10 + at, name: 'child', parent: 0 }));
  const wide = buildTreeModel(
    fakeTable([
      { pid: 1, name: 'init', parent: -1 },
      ...children,
      { pid: 500, name: 'wide', parent: 0 },
      ...Array.from({ length: 20 }, (_, at) => ({ pid: 600 + at, name: 'leaf', parent: 101 })),
    ]),
  );
  expect(
    icicle(wide.forest, -1, 0.05, 9).map(({ row, depth, size, bundle }) => [row, depth, size, bundle]),
  ).toEqual([
    [0, 0, 122, undefined],
    [1, 1, 100, true],
    [101, 1, 21, undefined],
    [102, 2, 20, true],
  ]);
});

test('what is too narrow to see is not drawn, however many tasks there are', () => {
  const { forest: large } = buildTreeModel(fakeMachine(100_000));
  expect(icicle(large, -1, 1 / 500, 30).length).toBeLessThan(500 * 30);
});
