import { describe, expect, test, vi } from 'vitest';
import { appCommands } from '../../../src/renderer/commands/app-commands.ts';
import { failure } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { followHost } from '../../../src/renderer/workspace/host-events.ts';
import { goTo } from '../../../src/renderer/workspace/go-to.ts';
import {
  followPointer,
  setSpace,
  showTask,
  topAddress,
  travel,
} from '../../../src/renderer/workspace/navigate.ts';
import { askForFiles, closeSession, openFiles, openPath } from '../../../src/renderer/workspace/open.ts';
import { showField } from '../../../src/renderer/workspace/show-field.ts';
import type { SessionState } from '../../../src/renderer/workspace/state.ts';
import { isOnList, stepList } from '../../../src/renderer/workspace/walk-list.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier, type FakeOptions } from '../support/fake-carrier.ts';
import { fakePhysical, fakeVirtual, IMAGE } from '../support/fake-table.ts';

async function workspaceOf(options: Partial<FakeOptions> = {}) {
  const carrier = new FakeCarrier({ tasks: 200, until: 'done', open: ['/dumps/a.elf'], ...options });
  const workspace = new Workspace(carrier);
  workspace.commands.register(...appCommands(workspace));
  followHost(workspace);
  const session = (): SessionState => {
    if (workspace.active === undefined) throw new Error('no session is open');
    return workspace.active;
  };
  if (options.open?.length !== 0)
    await vi.waitFor(() => {
      expect(Object.keys(session().hex.segments).length).toBeGreaterThan(0);
    });
  return { carrier, workspace, session };
}

describe('walking along a list', () => {
  test('goes from link to link, forwards and back, and marks the link that was reached', async () => {
    const { workspace, session } = await workspaceOf();
    await vi.waitFor(() => {
      expect(session().detail?.row).toBe(1);
    });
    const tasks = session().detail?.fields.find(({ name }) => name === 'tasks');
    const [next, prev] = tasks?.pointers ?? [];
    if (next === undefined || prev === undefined) throw new Error('the list has no links');
    expect(isOnList(session())).toBe(false);
    workspace.update(session().id, (now) => ({ ...now, mark: { field: 'tasks' } }));
    await stepList(workspace, session().id, 1);
    expect(session().row).toBe(next.row);
    expect(session().mark?.field).toBe('tasks');
    await vi.waitFor(() => {
      expect(isOnList(session())).toBe(true);
    });
    await stepList(workspace, session().id, -1);
    expect(session().row).toBe(1);
  });

  test('loses no key, however fast they are pressed', async () => {
    const { workspace, session } = await workspaceOf();
    showTask(workspace, session().id, 5);
    showField(workspace, session().id, 'tasks');
    const steps = [1, 1, 1, -1] as const;
    await Promise.all(steps.map((by) => stepList(workspace, session().id, by)));
    expect(session().row).toBe(7);
  });
});

describe('showing a field', () => {
  test('that is clicked before the bytes can be had, as soon as they can', async () => {
    const { workspace, session, carrier } = await workspaceOf({ open: [] });
    let letCome: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    const call = carrier.call.bind(carrier);
    vi.spyOn(carrier, 'call').mockImplementation(async (method, args) => {
      if (method === 'segments') await held;
      return call(method, args);
    });
    openPath(workspace, '/dumps/a.elf');
    await vi.waitFor(() => {
      expect(session().detail?.row).toBe(1);
    });
    showTask(workspace, session().id, 5);
    showField(workspace, session().id, 'tasks');
    expect(session().hex.selection).toBeUndefined();
    letCome();
    const offset = session().snapshot.shape?.fields.find(({ name }) => name === 'tasks')?.offset ?? NaN;
    await vi.waitFor(() => {
      expect(session().hex.selection?.anchor).toBe(fakeVirtual(5) + BigInt(offset));
    });
    expect(session().mark?.field).toBe('tasks');
  });
});

describe('opening', () => {
  test('a session that was open before the window loads is adopted and its first process shown', async () => {
    const { session } = await workspaceOf();
    await vi.waitFor(() => {
      expect(session().detail?.row).toBe(1);
    });
    expect(session().hex.space).toBe('virtual');
    expect(topAddress(session())).toBe(fakeVirtual(1) - 16n);
  });

  test('asked for before the host has said what it is, the dialog that it has comes up', async () => {
    const workspace = new Workspace(new FakeCarrier({ tasks: 200, until: 'done', mode: 'browser' }));
    askForFiles(workspace);
    expect(workspace.store.getState().pickerOpen).toBe(false);
    await vi.waitFor(() => {
      expect(workspace.store.getState().pickerOpen).toBe(true);
    });
    expect(workspace.store.getState().notices).toEqual([]);
  });

  test('an opened path becomes one tab, whether the event or the answer comes first', async () => {
    const { workspace } = await workspaceOf();
    openPath(workspace, '/dumps/b.elf');
    await vi.waitFor(() => {
      expect(workspace.store.getState().sessions.map(({ snapshot }) => snapshot.path)).toEqual([
        '/dumps/a.elf',
        '/dumps/b.elf',
      ]);
    });
    expect(workspace.store.getState().opening).toBe(0);
  });

  test('a path that cannot be opened is reported, the window stays as it is', async () => {
    const { workspace, carrier } = await workspaceOf({ open: [] });
    vi.spyOn(carrier, 'call').mockRejectedValue(
      failure('file-not-found', say('failure.text', { text: 'There is no such file.' })),
    );
    openPath(workspace, '/nowhere');
    await vi.waitFor(() => {
      expect(workspace.store.getState().notices[0]?.problem.code).toBe('file-not-found');
    });
  });

  test('a dropped file that is stopped leaves nothing behind', async () => {
    const { workspace } = await workspaceOf({ open: [] });
    openFiles(workspace, [new File(['x'], 'x.raw')]);
    const [upload] = workspace.store.getState().uploads;
    upload?.cancel();
    await vi.waitFor(() => {
      expect(workspace.store.getState().uploads).toEqual([]);
    });
    const { notices, sessions, opening } = workspace.store.getState();
    expect([notices.length, sessions.length, opening]).toEqual([0, 0, 0]);
  });

  test('closing goes to the neighbour', async () => {
    const { workspace, session } = await workspaceOf({ open: ['/a', '/b'] });
    await vi.waitFor(() => {
      expect(workspace.store.getState().sessions).toHaveLength(2);
    });
    closeSession(workspace, session().id);
    expect(workspace.store.getState().sessions).toHaveLength(1);
    expect(workspace.active).toBeDefined();
  });

  test('a dump whose kernel was not understood can still be browsed by file offset', async () => {
    const { session } = await workspaceOf({ until: 'failed' });
    expect(session().hex.space).toBe('file');
    expect(session().snapshot.problem?.code).toBe('no-kernel');
  });
});

describe('events', () => {
  test('a newer table keeps the selected task, whatever its row is now', async () => {
    const { carrier, workspace, session } = await workspaceOf();
    showTask(workspace, session().id, 50);
    const { table } = carrier;
    const swapped = table.address.slice();
    [swapped[50], swapped[60]] = [swapped[60] ?? 0n, swapped[50] ?? 0n];
    carrier.emit({
      type: 'changed',
      session: session().id,
      changes: { table: { ...table, address: swapped } },
    });
    expect(session().row).toBe(60);
  });

  test('a native menu runs the command of the same id', async () => {
    const { carrier, session } = await workspaceOf();
    expect(session().tree.threads).toBe(false);
    carrier.emit({ type: 'command', command: 'view.threads' });
    expect(session().tree.threads).toBe(true);
  });

  test('cancelling keeps what was found', async () => {
    const { workspace, session } = await workspaceOf({ until: 'partial' });
    expect(workspace.commands.run('analysis.cancel')).toBe(true);
    await vi.waitFor(() => {
      expect(session().snapshot.finished).toBe(true);
    });
    expect(session().derived.tree?.table.count).toBe(200);
    expect(workspace.commands.run('analysis.cancel')).toBe(false);
  });
});

describe('going places', () => {
  test('a pointer into a task selects that task and the field pointed at; back returns to where one was', async () => {
    const { workspace, session } = await workspaceOf();
    const before = topAddress(session());
    await followPointer(workspace, session().id, fakeVirtual(9) + 0x8d0n);
    expect(session().row).toBe(9);
    expect(session().mark).toEqual({ field: 'tasks', part: 'tasks.next' });
    expect(session().hex.selection?.anchor).toBe(fakeVirtual(9) + 0x8d0n);
    travel(workspace, session().id, -1);
    expect([session().row, topAddress(session())]).toEqual([1, before]);
    travel(workspace, session().id, 1);
    expect([session().row, session().mark?.part]).toEqual([9, 'tasks.next']);
  });

  test('a pointer to nowhere says so and stays', async () => {
    const { workspace, session } = await workspaceOf();
    const before = session().hex.top;
    await followPointer(workspace, session().id, 0x1234n);
    expect(session().hex.top).toBe(before);
    expect(session().hex.notice).toContain('0x1234');
  });

  test('switching the space keeps the place', async () => {
    const { workspace, session } = await workspaceOf();
    showTask(workspace, session().id, 7);
    await setSpace(workspace, session().id, 'physical');
    expect(topAddress(session())).toBe(BigInt(fakePhysical(7)) - 16n);
    await setSpace(workspace, session().id, 'file');
    expect(topAddress(session())).toBe(BigInt(fakePhysical(7)) - 16n + 0x1000n);
    await setSpace(workspace, session().id, 'virtual');
    expect(topAddress(session())).toBe(fakeVirtual(7) - 16n);
  });

  test('memory with two virtual addresses comes back under the one the task is known by', async () => {
    const { carrier, workspace, session } = await workspaceOf();
    showTask(workspace, session().id, 7);
    const locate = carrier.memory.locate.bind(carrier.memory);
    vi.spyOn(carrier.memory, 'locate').mockImplementation((space, address) => {
      const place = locate(space, address);
      const { physical } = place;
      return space === 'virtual' || physical === undefined
        ? place
        : { ...place, virtual: IMAGE + BigInt(physical) };
    });
    await setSpace(workspace, session().id, 'physical');
    await setSpace(workspace, session().id, 'virtual');
    expect(topAddress(session())).toBe(fakeVirtual(7) - 16n);
  });

  test('pid:2 goes to that task, an unknown pid is said', async () => {
    const { workspace, session } = await workspaceOf();
    expect(goTo(workspace, session().id, { type: 'pid', pid: 2 })).toBe(true);
    expect(session().row).toBe(2);
    expect(goTo(workspace, session().id, { type: 'pid', pid: 999_999 })).toBe(false);
    expect(session().hex.notice).toContain('999999');
  });

  test('tasks walked past in the tree make one step of the history', async () => {
    const { workspace, session } = await workspaceOf();
    goTo(workspace, session().id, { type: 'pid', pid: 2 });
    for (const row of [10, 11, 12]) showTask(workspace, session().id, row, true);
    travel(workspace, session().id, -1);
    expect(session().row).toBe(2);
  });
});
