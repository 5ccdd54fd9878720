import { describe, expect, test, vi } from 'vitest';
import { cacheCommands } from '../../../src/renderer/commands/cache-commands.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import type { SessionState } from '../../../src/renderer/workspace/state.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';

async function opened(): Promise<{
  carrier: FakeCarrier;
  workspace: Workspace;
  session: () => SessionState;
}> {
  const carrier = new FakeCarrier({ tasks: 20, until: 'done', open: ['/dumps/a.elf'] });
  const workspace = new Workspace(carrier);
  workspace.commands.register(...cacheCommands(workspace));
  followHost(workspace);
  await vi.waitFor(() => {
    expect(workspace.active).toBeDefined();
  });
  return {
    carrier,
    workspace,
    session: () => {
      if (workspace.active === undefined) throw new Error('no session is open');
      return workspace.active;
    },
  };
}

describe('a tree from an earlier analysis', () => {
  test('is found anew by a command, and then no longer called earlier; what was shown stays', async () => {
    const { carrier, workspace, session } = await opened();
    const { id } = session();
    const earlier = { endedMs: 1.79e12, timings: [] };
    carrier.emit({ type: 'changed', session: id, changes: { earlier } });
    expect(session().snapshot.earlier).toEqual(earlier);
    const { table } = session().snapshot;
    expect(workspace.commands.run('analysis.again')).toBe(true);
    await vi.waitFor(() => {
      expect(session().snapshot.earlier).toBeUndefined();
    });
    expect(session().snapshot.finished).toBe(true);
    expect(session().snapshot.table).toBe(table);
  });

  test('is not looked for again while the dump is being analysed', async () => {
    const { carrier, workspace, session } = await opened();
    carrier.emit({ type: 'restarted', session: session().id });
    expect(session().snapshot).toMatchObject({ finished: false, timings: [] });
    expect(workspace.commands.run('analysis.again')).toBe(false);
  });

  test('is forgotten by a command, which says how much that was', async () => {
    const { workspace } = await opened();
    workspace.commands.run('cache.clear');
    await vi.waitFor(() => {
      expect(workspace.store.getState().news).toBe('3 earlier results were deleted (1.4 MiB).');
    });
  });
});
