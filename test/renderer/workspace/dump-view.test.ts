import { expect, test } from 'vitest';
import { dumpView } from '../../../src/renderer/workspace/dump-view.ts';
import { reopenLast } from '../../../src/renderer/workspace/last-open.ts';
import { topAddress, travel } from '../../../src/renderer/workspace/navigate.ts';
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
