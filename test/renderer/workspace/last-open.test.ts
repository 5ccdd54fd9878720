import { afterEach, expect, test, vi } from 'vitest';
import { recentCommands } from '../../../src/renderer/commands/recent-commands.ts';
import { dumpView } from '../../../src/renderer/workspace/dump-view.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { followOpen, loadLastOpen, reopenLast } from '../../../src/renderer/workspace/last-open.ts';
import { setSpace, showTask, topAddress, travel } from '../../../src/renderer/workspace/navigate.ts';
import { openPath, selectKernel } from '../../../src/renderer/workspace/open.ts';
import { setSearch, startSearch } from '../../../src/renderer/workspace/search.ts';
import { showField } from '../../../src/renderer/workspace/show-field.ts';
import type { SessionState } from '../../../src/renderer/workspace/state.ts';
import { setFilter, setFolded, sortTree, toggleTree } from '../../../src/renderer/workspace/tree-view.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import type { DumpView } from '../../../src/shared/dump-view.ts';
import { FakeCarrier, type FakeOptions } from '../support/fake-carrier.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function windowOf(options: Partial<FakeOptions>): { workspace: Workspace; carrier: FakeCarrier } {
  const carrier = new FakeCarrier({ tasks: 200, until: 'done', ...options });
  const workspace = new Workspace(carrier);
  workspace.commands.register(...recentCommands(workspace));
  followHost(workspace);
  return { carrier, workspace };
}

const front = ({ active }: Workspace): SessionState => {
  if (active === undefined) throw new Error('nothing is open');
  return active;
};
const settled = (workspace: Workspace, count: number): Promise<void> =>
  vi.waitFor(() => {
    const { sessions } = workspace.store.getState();
    expect(sessions).toHaveLength(count);
    for (const { hex, row } of sessions) expect([hex.generation > 0, row >= 0]).toEqual([true, true]);
  });

/** How a dump is looked at by somebody who has worked in it. */
async function workedIn(): Promise<{ view: DumpView; left: SessionState }> {
  const { workspace } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id } = front(workspace);
  setFilter(workspace, id, 'uid:0');
  toggleTree(workspace, id, 'threads');
  toggleTree(workspace, id, 'kernelThreads');
  sortTree(workspace, id, 'start');
  sortTree(workspace, id, 'start');
  showTask(workspace, id, 77);
  showField(workspace, id, 'tasks');
  setFilter(workspace, id, '');
  setFolded(workspace, id, [1], true);
  setFilter(workspace, id, 'uid:0');
  await setSpace(workspace, id, 'physical');
  workspace.update(id, (now) => ({
    ...now,
    panel: 'evidence',
    picture: 'map',
    map: { ...now.map, colouring: 'state' },
    compared: [12, 77],
    hex: { ...now.hex, top: now.hex.top + 5 },
  }));
  setSearch(workspace, id, { kind: 'u32', text: '0x2f62', byteOrder: 'big' });
  startSearch(workspace, id);
  const left = front(workspace);
  return { view: dumpView(left), left };
}

const start = async (
  options: Partial<FakeOptions>,
): Promise<{ workspace: Workspace; carrier: FakeCarrier }> => {
  const begun = windowOf(options);
  loadLastOpen(begun.workspace);
  await vi.waitFor(() => {
    expect(begun.workspace.store.getState().lastOpen.dumps.length).toBeGreaterThan(0);
  });
  return begun;
};

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

const kernelShown = ({ snapshot }: SessionState): number | undefined =>
  snapshot.kernels?.find(({ current }) => current)?.id;

test('of several kernels the one that was chosen is shown again, and then what was selected in it', async () => {
  const { workspace: before } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true });
  await settled(before, 1);
  selectKernel(before, front(before).id, 2);
  await vi.waitFor(() => {
    expect(kernelShown(front(before))).toBe(2);
  });
  showTask(before, front(before).id, 77);
  const view = dumpView(front(before));
  const { workspace, carrier } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true, view });
  await settled(workspace, 1);
  expect([kernelShown(front(workspace)), front(workspace).row]).toEqual([2, 77]);
  expect(carrier.calls.filter(({ method }) => method === 'selectKernel')).toHaveLength(1);
  expect(dumpView(front(workspace))).toEqual(view);
});

test('a kernel that the dump does not have, or cannot be shown, keeps nobody waiting', async () => {
  const { workspace: before } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true });
  await settled(before, 1);
  showTask(before, front(before).id, 77);
  const view = dumpView(front(before));
  const other = { ...view, kernel: { initTask: '1234', physical: '99' } };
  const { workspace } = windowOf({ open: ['/dumps/a.elf'], twoKernels: true, view: other });
  await settled(workspace, 1);
  expect([kernelShown(front(workspace)), front(workspace).row]).toEqual([1, 77]);

  selectKernel(before, front(before).id, 2);
  await vi.waitFor(() => {
    expect(kernelShown(front(before))).toBe(2);
  });
  const refusing = new FakeCarrier({
    tasks: 200,
    until: 'done',
    open: ['/dumps/a.elf'],
    twoKernels: true,
    view: dumpView(front(before)),
    refuseKernels: true,
  });
  const refused = new Workspace(refusing);
  followHost(refused);
  await settled(refused, 1);
  expect([kernelShown(front(refused)), front(refused).row]).toEqual([1, 77]);
  expect(refused.store.getState().notices).toHaveLength(1);
});

test('two tasks that are compared stay those where a newer table numbers them anew', async () => {
  const { workspace, carrier } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id } = front(workspace);
  workspace.update(id, (now) => ({ ...now, compared: [1, 199] }));
  const { table } = carrier;
  const swapped = { ...table, count: table.count - 1, address: table.address.slice(0, -1) };
  [swapped.address[1], swapped.address[2]] = [table.address[2] ?? 0n, table.address[1] ?? 0n];
  carrier.emit({ type: 'changed', session: id, changes: { table: swapped } });
  expect(front(workspace).compared).toEqual([2, -1]);
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

test('a newer table keeps what is folded, whatever the rows are now', async () => {
  const { workspace, carrier } = windowOf({ open: ['/dumps/a.elf'] });
  await settled(workspace, 1);
  const { id } = front(workspace);
  setFolded(workspace, id, [1], true);
  const { table } = carrier;
  // The same tasks without the last one, two of them in each other's rows.
  const swapped = { ...table, count: table.count - 1, address: table.address.slice(0, -1) };
  [swapped.address[1], swapped.address[2]] = [table.address[2] ?? 0n, table.address[1] ?? 0n];
  carrier.emit({ type: 'changed', session: id, changes: { table: swapped } });
  const { collapsed } = front(workspace).tree;
  expect([collapsed[1], collapsed[2]]).toEqual([0, 1]);
});

test('so does one whose window loads anew', async () => {
  const { view } = await workedIn();
  const { workspace } = windowOf({ open: ['/dumps/a.elf'], view });
  await settled(workspace, 1);
  expect(dumpView(front(workspace))).toEqual(view);
});

test('a dump that has gone says so, the others open, the one in front is in front again', async () => {
  const paths = ['/dumps/a.elf', '/gone/b.elf', '/dumps/c.elf'];
  const { workspace } = await start({
    lastOpen: { dumps: paths.map((path) => ({ path })), active: '/dumps/a.elf' },
  });
  await reopenLast(workspace);
  await settled(workspace, 2);
  const { sessions, notices, opening } = workspace.store.getState();
  expect(sessions.map(({ snapshot }) => snapshot.path)).toEqual(['/dumps/a.elf', '/dumps/c.elf']);
  expect(front(workspace).snapshot.path).toBe('/dumps/a.elf');
  expect(notices.map(({ problem }) => [problem.code, problem.file])).toEqual([
    ['file-not-found', '/gone/b.elf'],
  ]);
  expect(opening).toBe(0);
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

test('a task that is not found yet is waited for until the analysis ends', async () => {
  const { view } = await workedIn();
  const task = { pid: 9999, start: '1' };
  const { workspace, carrier } = windowOf({
    open: ['/dumps/a.elf'],
    view: { ...view, task },
    until: 'partial',
  });
  await vi.waitFor(() => {
    expect(front(workspace).hex.generation).toBeGreaterThan(0);
  });
  const { id } = front(workspace);
  expect(front(workspace).row).toBe(-1);
  carrier.emit({ type: 'changed', session: id, changes: { finished: true } });
  const { row, derived } = front(workspace);
  expect(derived.tree?.table.pid[row]).toBe(1);
});

test('whoever has chosen a task meanwhile stays there', async () => {
  const { view } = await workedIn();
  const { workspace, carrier } = windowOf({
    open: ['/dumps/a.elf'],
    view: { ...view, task: { pid: 9999, start: '1' } },
    until: 'partial',
  });
  await vi.waitFor(() => {
    expect(front(workspace).hex.generation).toBeGreaterThan(0);
  });
  const { id } = front(workspace);
  showTask(workspace, id, 12);
  // Now the task that was looked at turns up.
  const [pid, startTime] = [carrier.table.pid.slice(), carrier.table.startTime.slice()];
  [pid[77], startTime[77]] = [9999, 1n];
  const table = { ...carrier.table, pid, startTime };
  carrier.emit({ type: 'changed', session: id, changes: { table, finished: true } });
  expect(front(workspace).row).toBe(12);
  expect(workspace.awaited.size).toBe(0);
});

test('what is open is told to the host a moment later, and the offer is gone', async () => {
  vi.stubGlobal('window', new EventTarget());
  const { workspace, carrier } = await start({ lastOpen: { dumps: [{ path: '/dumps/a.elf' }] } });
  const stop = followOpen(workspace);
  expect(workspace.commands.get('file.reopen')?.isEnabled?.()).toBe(true);
  openPath(workspace, '/dumps/b.elf');
  await settled(workspace, 1);
  const told = (): readonly unknown[] =>
    carrier.calls.filter(({ method }) => method === 'rememberOpen').map(({ args }) => args);
  await vi.waitFor(() => {
    expect(told()).toHaveLength(1);
  });
  const { id } = front(workspace);
  expect(told()).toEqual([{ dumps: [{ session: id, view: dumpView(front(workspace)) }], active: id }]);
  await vi.waitFor(() => {
    expect(workspace.commands.get('file.reopen')?.isEnabled?.()).toBe(false);
  });
  showTask(workspace, id, 12);
  window.dispatchEvent(new Event('pagehide'));
  expect(told()).toHaveLength(2);
  stop();
});
