import { expect, vi } from 'vitest';
import { recentCommands } from '../../../src/renderer/commands/recent-commands.ts';
import { dumpView } from '../../../src/renderer/workspace/dump-view.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { loadLastOpen } from '../../../src/renderer/workspace/last-open.ts';
import { setSpace, showTask } from '../../../src/renderer/workspace/navigate.ts';
import { setSearch, startSearch } from '../../../src/renderer/workspace/search.ts';
import { showField } from '../../../src/renderer/workspace/show-field.ts';
import type { SessionState } from '../../../src/renderer/workspace/state.ts';
import { setFilter, setFolded, sortTree, toggleTree } from '../../../src/renderer/workspace/tree-view.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import type { DumpView } from '../../../src/shared/dump-view.ts';
import { FakeCarrier, type FakeOptions } from './fake-carrier.ts';

/** A window over a host in memory, and the host. */
export function windowOf(options: Partial<FakeOptions>): { workspace: Workspace; carrier: FakeCarrier } {
  const carrier = new FakeCarrier({ tasks: 200, until: 'done', ...options });
  const workspace = new Workspace(carrier);
  workspace.commands.register(...recentCommands(workspace));
  followHost(workspace);
  return { carrier, workspace };
}

export const front = ({ active }: Workspace): SessionState => {
  if (active === undefined) throw new Error('nothing is open');
  return active;
};
/** Waits until so many dumps are open, and something of each is looked at. */
export const settled = (workspace: Workspace, count: number): Promise<void> =>
  vi.waitFor(() => {
    const { sessions } = workspace.store.getState();
    expect(sessions).toHaveLength(count);
    for (const { hex, row } of sessions) expect([hex.generation > 0, row >= 0]).toEqual([true, true]);
  });

/** How a dump is looked at by somebody who has worked in it. */
export async function workedIn(): Promise<{ view: DumpView; left: SessionState }> {
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

/** A window that has something to offer of last time. */
export const start = async (
  options: Partial<FakeOptions>,
): Promise<{ workspace: Workspace; carrier: FakeCarrier }> => {
  const begun = windowOf(options);
  loadLastOpen(begun.workspace);
  await vi.waitFor(() => {
    expect(begun.workspace.store.getState().lastOpen.dumps.length).toBeGreaterThan(0);
  });
  return begun;
};
