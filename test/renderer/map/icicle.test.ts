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
  const wide = buildTreeModel(
    fakeTable([
      { pid: 1, name: 'init', parent: -1 },
      ...Array.from({ length: 6 }, (_, at) => ({ pid: 10 + at, name: 'narrow', parent: 0 })),
      // A chain: each the child of the one before.
      ...Array.from({ length: 201 }, (_, at) => ({
        pid: 600 + at,
        name: 'wide',
        parent: at === 0 ? 0 : 6 + at,
      })),
    ]),
  );
  expect(
    icicle(wide.forest, -1, 0.02, 3).map(({ row, depth, size, bundle }) => [row, depth, size, bundle]),
  ).toEqual([
    [0, 0, 208, undefined],
    [1, 1, 6, true],
    [7, 1, 201, undefined],
    [8, 2, 200, undefined],
  ]);
});

test('many narrow neighbours are several boxes, and zooming into them leads to each task', () => {
  const flat = buildTreeModel(
    fakeTable([
      { pid: 1, name: 'init', parent: -1 },
      ...Array.from({ length: 10_000 }, (_, at) => ({ pid: 2 + at, name: 'child', parent: 0 })),
    ]),
  );
  const least = 1 / 500;
  const boxes = icicle(flat.forest, -1, least, 9).filter(({ bundle }) => bundle);
  expect(boxes.length).toBeGreaterThan(30);
  expect(boxes.reduce((sum, { size }) => sum + size, 0)).toBe(10_000);
  const [first] = boxes;
  const inside = icicle(flat.forest, first?.row ?? -1, least, 9, first?.size);
  expect(inside.length).toBe(first?.size);
  expect(inside.every(({ bundle, size }) => bundle === undefined && size === 1)).toBe(true);
});

test('what is too narrow to see is not drawn, however many tasks there are', () => {
  const { forest: large } = buildTreeModel(fakeMachine(100_000));
  expect(icicle(large, -1, 1 / 500, 30).length).toBeLessThan(500 * 30);
});
