import { beforeEach, expect, test, vi } from 'vitest';
import { allCommands } from '../../../src/renderer/commands/all-commands.ts';
import { findCommands } from '../../../src/renderer/commands/find-commands.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { loadRecent } from '../../../src/renderer/workspace/recent.ts';
import type { SessionState } from '../../../src/renderer/workspace/state.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';

/** What is chosen by its place in a list: by number, and in the palette by its name as well. */

const OPEN = ['/dumps/a.elf', '/dumps/b.elf', '/dumps/c.elf'];
let workspace: Workspace;
beforeEach(async () => {
  const recent = ['/srv/web-1.elf', '/srv/gone.raw'];
  workspace = new Workspace(
    new FakeCarrier({ tasks: 60, until: 'done', open: OPEN, recent, twoKernels: true }),
  );
  workspace.commands.register(...allCommands(workspace));
  followHost(workspace);
  await vi.waitFor(() => {
    const { sessions } = workspace.store.getState();
    expect(sessions.map(({ hex }) => hex.generation > 0)).toEqual([true, true, true]);
  });
});

const front = (): SessionState => workspace.active ?? expect.fail('nothing is open');
const paths = (): readonly string[] =>
  workspace.store.getState().sessions.map(({ snapshot }) => snapshot.path);
const run = (id: string): boolean => workspace.commands.run(id);
const isOn = (id: string): boolean => workspace.commands.get(id)?.isOn?.() === true;
/** What the palette has of these commands, and what it says they are about. */
const offered = (prefix: string, typed = ''): readonly (string | undefined)[] =>
  findCommands(workspace.commands.all(), typed)
    .filter(({ id }) => id.startsWith(prefix) && /\d$/.test(id))
    .map(({ about }) => about?.());

test('a kernel of the dump', async () => {
  expect(offered('analysis.kernel')).toEqual([
    '1: Linux 6.1.0-32-amd64, 64-bit, 60 tasks',
    '2: Linux 5.10.0-21-amd64, 64-bit, 117 tasks',
  ]);
  expect([isOn('analysis.kernel1'), isOn('analysis.kernel2')]).toEqual([true, false]);
  expect([run('analysis.kernel3'), run('analysis.kernel2')]).toEqual([false, true]);
  await vi.waitFor(() => {
    expect([isOn('analysis.kernel1'), isOn('analysis.kernel2')]).toEqual([false, true]);
  });
  expect(offered('analysis.kernel', '5.10.0')).toEqual(['2: Linux 5.10.0-21-amd64, 64-bit, 117 tasks']);
});

test('a recent dump, once it is known which there are', async () => {
  expect([run('file.recent1'), offered('file.recent')]).toEqual([false, []]);
  loadRecent(workspace);
  await vi.waitFor(() => {
    expect(offered('file.recent')).toEqual(['web-1.elf · /srv', 'gone.raw · /srv · no longer there']);
  });
  expect(offered('file.recent', 'web-1')).toEqual(['web-1.elf · /srv']);
  expect([run('file.recent3'), run('file.recent1')]).toEqual([false, true]);
  await vi.waitFor(() => {
    expect(paths()).toEqual([...OPEN, '/srv/web-1.elf']);
  });
});

test('the open dump that another is compared with', () => {
  workspace.set({ active: workspace.store.getState().sessions[1]?.id });
  expect(offered('diff.with')).toEqual(['a.elf', 'c.elf']);
  // Two others are open: none of them is meant yet.
  expect([isOn('diff.with1'), isOn('diff.with2'), run('diff.appeared')]).toEqual([false, false, false]);
  expect([run('diff.with3'), run('diff.with2')]).toEqual([false, true]);
  expect([front().panel, isOn('diff.with1'), isOn('diff.with2')]).toEqual(['diff', false, true]);
  expect(run('diff.appeared')).toBe(true);
});

test('the parent of a task, to compare it with', () => {
  const { id, derived } = front();
  const { parent } = derived.tree?.forest ?? expect.fail('there is no tree');
  const row = parent.findIndex((up) => up > 0);
  workspace.update(id, (now) => ({ ...now, row }));
  expect(run('tree.compareParent')).toBe(true);
  expect([front().compared, front().panel]).toEqual([[row, parent[row]], 'compare']);
  workspace.update(id, (now) => ({ ...now, row: 0 }));
  expect(run('tree.compareParent')).toBe(false);
});

test('what is searched for, and in which order its bytes lie', () => {
  // The box of the search is drawn a moment later; here nothing is.
  vi.useFakeTimers();
  expect([isOn('search.bytes'), run('search.byteOrder')]).toEqual([true, false]);
  run('search.u32');
  expect([front().panel, front().search.kind, isOn('search.u32')]).toEqual(['search', 'u32', true]);
  run('search.byteOrder');
  expect(front().search.byteOrder).toBe('big');
  run('search.byteOrder');
  expect(front().search.byteOrder).toBe('little');
  run('search.pointers');
  expect([front().search.kind, run('search.byteOrder')]).toEqual(['pointers', false]);
  vi.useRealTimers();
});
