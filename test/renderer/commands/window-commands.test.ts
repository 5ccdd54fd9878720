import { afterEach, expect, test, vi } from 'vitest';
import type { Carrier } from '../../../src/renderer/carrier.ts';
import { windowCommands } from '../../../src/renderer/commands/window-commands.ts';
import { dumpView } from '../../../src/renderer/workspace/dump-view.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { openAsked } from '../../../src/renderer/workspace/open.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

async function windowOf(open: readonly string[], more: Partial<Carrier> = {}) {
  const carrier = Object.assign(new FakeCarrier({ tasks: 50, until: 'done', open }), more);
  const workspace = new Workspace(carrier);
  workspace.commands.register(...windowCommands(workspace));
  followHost(workspace);
  await vi.waitFor(() => {
    expect(workspace.store.getState().sessions).toHaveLength(open.length);
  });
  const ids = workspace.commands.all().map(({ id }) => id);
  return { carrier, workspace, ids };
}

const linkTo = (path?: string): string => `http://127.0.0.1/#token=t&open=${String(path)}`;

test('the desktop moves the dump in front, once its host knows how it is looked at', async () => {
  const { carrier, workspace, ids } = await windowOf(['/a', '/b']);
  expect(ids).toEqual(['file.newWindow', 'file.moveToWindow']);
  const { active } = workspace;
  const { sessions } = workspace.store.getState();
  workspace.commands.run('file.moveToWindow');
  await vi.waitFor(() => {
    expect(carrier.calls.at(-1)).toEqual({ method: 'openWindow', args: { session: active?.id } });
  });
  expect(carrier.calls.at(-2)).toEqual({
    method: 'rememberOpen',
    args: {
      dumps: sessions.map((session) => ({ session: session.id, view: dumpView(session) })),
      active: active?.id,
    },
  });
});

test('the only dump of a window has a window of its own already', async () => {
  const { workspace } = await windowOf(['/a']);
  expect(workspace.commands.get('file.moveToWindow')?.isEnabled?.()).toBe(false);
});

test('a browser opens a tab of its own, with the dump in front if its server has the file', async () => {
  const open = vi.fn();
  vi.stubGlobal('window', { open });
  const { workspace, ids } = await windowOf(['dropped.raw', '/dumps/a.elf'], { linkTo });
  expect(ids).toEqual(['file.newTab', 'file.copyLink']);
  workspace.commands.run('file.newTab');
  const [first, second] = workspace.store.getState().sessions;
  expect(workspace.active).toBe(second);
  workspace.set({ active: first?.id });
  workspace.commands.run('file.newTab');
  expect(open.mock.calls).toEqual([
    [linkTo('/dumps/a.elf'), '_blank', 'noopener'],
    [linkTo(), '_blank', 'noopener'],
  ]);
  expect(workspace.commands.get('file.copyLink')?.isEnabled?.()).toBe(false);
});

test('a tab opens what its address asks for, once', async () => {
  const { workspace } = await windowOf([], { linkTo, asked: '/dumps/a.elf' });
  openAsked(workspace);
  await vi.waitFor(() => {
    expect(workspace.active?.snapshot.path).toBe('/dumps/a.elf');
  });
  openAsked(workspace);
  await vi.waitFor(() => {
    expect(workspace.store.getState().opening).toBe(0);
  });
  expect(workspace.store.getState().sessions).toHaveLength(1);
});
