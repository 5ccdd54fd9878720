import { beforeEach, expect, test, vi } from 'vitest';
import { allCommands } from '../../../src/renderer/commands/all-commands.ts';
import { titleOf } from '../../../src/renderer/commands/registry.ts';
import { parseLayout } from '../../../src/renderer/tree/column-layout.ts';
import { COLUMNS } from '../../../src/renderer/tree/columns.ts';
import { setBookmark } from '../../../src/renderer/workspace/bookmarks.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { sortTree } from '../../../src/renderer/workspace/tree-view.ts';
import type { SessionState } from '../../../src/renderer/workspace/state.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';
import { fakeVirtual } from '../support/fake-table.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = new Workspace(new FakeCarrier({ tasks: 60, until: 'done', open: ['/dumps/a.elf'] }));
  workspace.commands.register(...allCommands(workspace));
  followHost(workspace);
  await vi.waitFor(() => {
    expect(front().hex.generation).toBeGreaterThan(0);
  });
});

const front = (): SessionState => workspace.active ?? expect.fail('nothing is open');
const run = (id: string): boolean => workspace.commands.run(id);
const isOn = (id: string): boolean => workspace.commands.get(id)?.isOn?.() === true;
const columns = (): readonly string[] =>
  parseLayout(workspace.store.getState().settings.columns).map(({ id }) => id);
const widthOf = (column: string): number =>
  parseLayout(workspace.store.getState().settings.columns).find(({ id }) => id === column)?.width ?? NaN;

test('no two commands have one title or one key', () => {
  const all = workspace.commands.all();
  const titles = all.map(titleOf);
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  const keys = all.flatMap(({ shortcuts = [] }) => shortcuts);
  expect(new Set(keys).size).toBe(keys.length);
});

test('each column is shown and hidden', () => {
  for (const { id } of COLUMNS) {
    const before = columns().includes(id);
    expect([id, isOn(`column.${id}`)]).toEqual([id, before]);
    expect(run(`column.${id}`)).toBe(true);
    expect([id, columns().includes(id)]).toEqual([id, !before]);
  }
  run('column.reset');
  expect(columns()).toEqual(['pid', 'uid', 'state', 'start', 'threads']);
});

test('the sorted column moves to its ends and no further, and becomes wider and narrower', () => {
  sortTree(workspace, front().id, 'state');
  expect(run('column.left')).toBe(true);
  expect(columns()).toEqual(['pid', 'state', 'uid', 'start', 'threads']);
  run('column.left');
  expect([run('column.left'), columns()[0]]).toEqual([false, 'state']);
  for (let i = 0; i < 4; i++) run('column.right');
  expect([run('column.right'), columns().at(-1)]).toEqual([false, 'state']);
  const width = widthOf('state');
  run('column.wider');
  expect(widthOf('state')).toBe(width + 0.5);
  run('column.narrower');
  expect(widthOf('state')).toBe(width);
  sortTree(workspace, front().id, 'name');
  expect([run('column.left'), run('column.wider')]).toEqual([false, false]);
});

test('each colour of the bytes is switched alone, and all together', () => {
  const { muted: first } = workspace.store.getState();
  expect([first.size, isOn('legend.time'), run('legend.all')]).toEqual([0, true, false]);
  run('legend.time');
  run('legend.direct-map');
  expect([...workspace.store.getState().muted]).toEqual(['time', 'direct-map']);
  expect(isOn('legend.time')).toBe(false);
  run('legend.none');
  run('legend.task');
  expect([isOn('legend.task'), isOn('legend.text'), isOn('legend.identity')]).toEqual([true, false, false]);
  run('legend.all');
  expect(workspace.store.getState().muted.size).toBe(0);
});

test('a colouring of the map shows the map', () => {
  expect(front().picture).toBe('tree');
  run('map.state');
  expect([front().picture, front().map.colouring, isOn('map.state')]).toEqual(['map', 'state', true]);
});

test('bookmarks are walked through, around the end', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(run('hex.nextBookmark')).toBe(false);
  const { id } = front();
  const places = [3, 5, 7].map((row) => fakeVirtual(row));
  for (const address of places)
    setBookmark(workspace, id, { space: 'virtual', address, length: 8, note: '' });
  const at = (): number => places.indexOf(front().hex.selection?.anchor ?? -1n);
  const walked = ['next', 'next', 'next', 'next', 'previous', 'previous'].map((way) => {
    run(`hex.${way}Bookmark`);
    return at();
  });
  expect(walked).toEqual([0, 1, 2, 0, 2, 1]);
  vi.unstubAllGlobals();
});

test('fields are walked through, around the end, as the list has them', () => {
  const { id, snapshot } = front();
  workspace.update(id, (now) => ({ ...now, mark: undefined, panel: 'search' }));
  const marked = (): string | undefined => front().mark?.field;
  run('field.next');
  const first = marked();
  expect([first, front().panel]).toEqual(['pid', 'fields']);
  const seen = new Set([first]);
  for (run('field.next'); marked() !== first && seen.size < 100; run('field.next')) seen.add(marked());
  expect(seen.size).toBe(snapshot.shape?.fields.length);
  run('field.previous');
  expect(marked()).not.toBe(first);
  run('field.next');
  expect(marked()).toBe(first);
});

test('what panels are told stays while others are in front', () => {
  const { id } = front();
  expect(run('hex.byteOrder')).toBe(false);
  workspace.update(id, (now) => ({ ...now, hex: { ...now.hex, selection: { anchor: 0n, focus: 0n } } }));
  run('hex.byteOrder');
  expect([front().panelState.order, front().panel]).toEqual(['big', 'data']);
  run('hex.byteOrder');
  expect(front().panelState.order).toBe('little');
  expect(run('tree.onlyDifferent')).toBe(false);
  workspace.update(id, (now) => ({ ...now, compared: [1, 2] }));
  run('tree.onlyDifferent');
  expect(front().panelState.onlyDifferent).toBe(false);
});

test('the task is put on either side of the comparison', () => {
  const { id } = front();
  workspace.update(id, (now) => ({ ...now, row: 5 }));
  run('tree.compareRight');
  workspace.update(id, (now) => ({ ...now, row: 9 }));
  run('tree.compareLeft');
  expect([front().compared, front().panel]).toEqual([[9, 5], 'compare']);
});
