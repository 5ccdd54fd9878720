import { expect, test } from 'vitest';
import { partnerOf } from '../../../src/renderer/diff/diff-pair.ts';
import { dumpView } from '../../../src/renderer/workspace/dump-view.ts';
import { openNow, reopenLast } from '../../../src/renderer/workspace/last-open.ts';
import { setMap } from '../../../src/renderer/workspace/map-view.ts';
import { topAddress, travel } from '../../../src/renderer/workspace/navigate.ts';
import { compareWith } from '../../../src/renderer/workspace/panel-state.ts';
import { setFolded } from '../../../src/renderer/workspace/tree-view.ts';
import { front, settled, start, windowOf, workedIn } from '../support/work-in.ts';

test('a dump that is opened again looks as it was left', async () => {
  const { view, left } = await workedIn();
  const { workspace } = await start({ lastOpen: { dumps: [{ path: '/dumps/a.elf', view }] } });
  await reopenLast(workspace);
  await settled(workspace, 1);
  const now = front(workspace);
  expect(now.row).toBe(77);
  expect([now.hex.space, topAddress(now)]).toEqual(['physical', topAddress(left)]);
  expect([now.panel, now.picture, now.tree]).toEqual(['evidence', 'map', left.tree]);
  expect([now.mark, now.hex.selection]).toEqual([{ field: 'tasks' }, left.hex.selection]);
  expect(now.hex.selection).toBeDefined();
  expect([now.compared, now.map.colouring]).toEqual([[12, 77], 'state']);
  const { kind, text, byteOrder, hits, id } = now.search;
  expect([kind, text, byteOrder, hits.length, id]).toEqual(['u32', '0x2f62', 'big', 0, 0]);
  expect(dumpView(now)).toEqual(view);
  // Back is where one was before: at the start of the task, and before that at the first process.
  const back = [1, 2].map(() => {
    travel(workspace, now.id, -1);
    return [front(workspace).row, front(workspace).hex.space];
  });
  expect(back).toEqual([
    [77, 'virtual'],
    [1, 'virtual'],
  ]);
});

test('a dump whose window loads anew looks as before', async () => {
  const { view } = await workedIn();
  const { workspace } = windowOf({ open: ['/dumps/a.elf'], view });
  await settled(workspace, 1);
  expect(dumpView(front(workspace))).toEqual(view);
});

test('tasks that were folded are folded again, whether few were or all but a few', async () => {
  const { workspace } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id, derived } = front(workspace);
  const { forest, table } = derived.tree ?? {};
  if (forest === undefined || table === undefined) throw new Error('there is no tree');
  const parents = [...forest.order].filter((_, at) => (forest.end[at] ?? 0) > at + 1);
  const [first = -1, second = -1] = parents;
  setFolded(workspace, id, [second], true);
  const few = dumpView(front(workspace));
  expect(few.folded).toEqual({ all: false, but: [table.address[second]?.toString(16)] });
  setFolded(workspace, id, forest.order, true);
  setFolded(workspace, id, [first], false);
  const most = dumpView(front(workspace));
  expect(most.folded).toEqual({ all: true, but: [table.address[first]?.toString(16)] });
  for (const [view, folded] of [
    [few, [second]],
    [most, parents.slice(1)],
  ] as const) {
    const again = windowOf({ open: ['/dumps/a.elf'], view }).workspace;
    await settled(again, 1);
    const { collapsed } = front(again).tree;
    expect(parents.filter((row) => collapsed[row] === 1)).toEqual(folded);
  }
});

test('where the task is another one of the same pid, the first process is shown', async () => {
  const { view, left } = await workedIn();
  const task = { pid: view.task?.pid ?? 0, start: '1' };
  const { workspace } = await start({
    lastOpen: { dumps: [{ path: '/dumps/a.elf', view: { ...view, task } }] },
  });
  await reopenLast(workspace);
  await settled(workspace, 1);
  const { row, derived, tree } = front(workspace);
  expect(derived.tree?.table.pid[row]).toBe(1);
  expect(tree.filter).toBe(left.tree.filter);
});

test('names the view does not know and addresses the dump does not have are passed over', async () => {
  const { view } = await workedIn();
  const odd = { ...view, panel: 'constructor', sort: '__proto__', top: 'ffffffffffffffff' };
  const { workspace } = await start({ lastOpen: { dumps: [{ path: '/dumps/a.elf', view: odd }] } });
  await reopenLast(workspace);
  await settled(workspace, 1);
  const { row, panel, tree, hex } = front(workspace);
  expect([row, panel, tree.sort]).toEqual([77, 'fields', { column: 'pid', descending: false }]);
  expect(hex.segments.physical?.line(hex.top)).toBeDefined();
});

test('the map is zoomed again into the task, and into the bundle that begins with it', async () => {
  const { workspace } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id } = front(workspace);
  for (const map of [{ root: 33 }, { root: 90, last: 129 }]) {
    setMap(workspace, id, { last: undefined, ...map });
    const again = windowOf({ open: ['/dumps/a.elf'], view: dumpView(front(workspace)) }).workspace;
    await settled(again, 1);
    expect(front(again).map).toMatchObject(map);
  }
  const nowhere = { ...dumpView(front(workspace)), zoom: { task: '1234', last: '5678' } };
  const { workspace: lost } = windowOf({ open: ['/dumps/a.elf'], view: nowhere });
  await settled(lost, 1);
  expect(front(lost).map.root).toBe(-1);
});

test('a dump is compared again with that of the others, which is opened after it', async () => {
  const paths = ['/dumps/a.elf', '/dumps/b.elf', '/dumps/c.elf'];
  const { workspace } = windowOf({ open: paths });
  await settled(workspace, 3);
  const [first, , third] = workspace.store.getState().sessions;
  if (first === undefined || third === undefined) throw new Error('three are open');
  compareWith(workspace, first, third);
  const dumps = openNow(workspace).dumps.map(({ view }, at) => ({ path: paths[at] ?? '', view }));
  const { workspace: again } = await start({ lastOpen: { dumps } });
  await reopenLast(again);
  await settled(again, 3);
  const state = again.store.getState();
  const [now, , other] = state.sessions;
  if (now === undefined) throw new Error('nothing is open');
  expect([now.panel, partnerOf(state, now)]).toEqual(['diff', other]);
  expect(dumpView(now)).toEqual(dumps[0]?.view);
});
