import { expect, test } from 'vitest';
import { icicle } from '../../../src/renderer/map/icicle.ts';
import { forestOfVisible, mapChoices, nearestShown, stepOut } from '../../../src/renderer/map/map-forest.ts';
import { growForest } from '../../../src/renderer/tree/forest.ts';
import { matchRows, parseQuery } from '../../../src/renderer/tree/filter.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { listVisible, type VisibleRows } from '../../../src/renderer/tree/visible-rows.ts';
import { newSession, type TreeState } from '../../../src/renderer/workspace/state.ts';
import { fakeMachine, fakeTable } from '../support/fake-table.ts';

/*  0 swapper ─┬─ 1 init ─┬─ 3 bash ─┬─ 5 thread of bash
               │          │          └─ 6 vi
               │          └─ 4 cron
               └─ 2 kthreadd ─ 7 kworker ─ 8 modprobe  */
const model = buildTreeModel(
  fakeTable([
    { pid: 0, name: 'swapper/0', parent: -1, kernel: true },
    { pid: 1, name: 'init', parent: 0 },
    { pid: 2, name: 'kthreadd', parent: 0, kernel: true },
    { pid: 3, name: 'bash', parent: 1 },
    { pid: 4, name: 'cron', parent: 1 },
    { pid: 5, name: 'worker', parent: 3, leader: 3 },
    { pid: 6, name: 'vi', parent: 3 },
    { pid: 7, name: 'kworker', parent: 2, kernel: true },
    { pid: 8, name: 'modprobe', parent: 7 },
  ]),
);

const snapshot = {
  session: 's',
  path: '/d',
  progress: { stage: 'done', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 },
  timings: [],
  finished: true,
} as const;
const choices = (change: Partial<TreeState> = {}): TreeState => ({
  ...newSession(snapshot, 0).tree,
  threads: true,
  ...change,
});

function shown(change: Partial<TreeState> = {}): VisibleRows {
  const state = mapChoices(choices(change));
  const query = parseQuery(state.filter);
  return listVisible(model.table, model.forest, {
    ...state,
    matches: query && matchRows(query, model.table, model.lowerNames),
  });
}

const boxes = (visible: VisibleRows): readonly string[] =>
  icicle(forestOfVisible(visible), -1, 0, 9).map(
    ({ row, depth, size }) => `${'-'.repeat(depth)}${String(row)}×${String(size)}`,
  );

test('with all kinds of tasks and no filter the map is the whole forest', () => {
  const { count, order, position, end, parent } = growForest(fakeMachine(500));
  const of = buildTreeModel(fakeMachine(500));
  const state = mapChoices(choices());
  expect(forestOfVisible(listVisible(of.table, of.forest, state))).toEqual({
    count,
    order,
    position,
    end,
    parent,
  });
});

test('folds and the flat list are of the tree alone', () => {
  const collapsed = new Uint8Array(9).fill(1);
  expect(boxes(shown({ collapsed, collapsedInFilter: collapsed, flat: true }))).toEqual(boxes(shown()));
});

test('a kind that is switched off is left out, what is below it is not', () => {
  expect(boxes(shown({ kernelThreads: false, threads: false }))).toEqual([
    '0×6',
    '-1×4',
    '--3×2',
    '---6×1',
    '--4×1',
    '-8×1',
  ]);
});

test('with a filter the map holds what is found and what leads there', () => {
  const visible = shown({ filter: 'vi' });
  expect(boxes(visible)).toEqual(['0×4', '-1×3', '--3×2', '---6×1']);
  expect([...visible.dimmed]).toEqual([1, 1, 1, 0]);
  expect(visible.found).toEqual({ shown: 1, leftOut: 0 });
  expect(shown({ filter: 'worker', kernelThreads: false }).found).toEqual({ shown: 1, leftOut: 1 });
});

test('a task that is not shown is in no box', () => {
  const { position, count } = forestOfVisible(shown({ filter: 'vi' }));
  expect(position[8]).toBe(count);
});

test('zooming out passes what is not shown', () => {
  const { position } = shown({ kernelThreads: false });
  expect(nearestShown(model, position, 8)).toBe(8);
  expect(nearestShown(model, position, 7)).toBe(0);
  expect(stepOut(model, choices({ kernelThreads: false }), 8)).toBe(0);
  expect(stepOut(model, choices(), 8)).toBe(7);
  expect(stepOut(model, choices({ filter: 'vi' }), 8)).toBe(-1);
  expect(stepOut(model, choices(), -1)).toBe(-1);
});
