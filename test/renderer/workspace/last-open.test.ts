import { afterEach, expect, test, vi } from 'vitest';
import { dumpView } from '../../../src/renderer/workspace/dump-view.ts';
import { followOpen, reopenLast } from '../../../src/renderer/workspace/last-open.ts';
import { showTask } from '../../../src/renderer/workspace/navigate.ts';
import { openPath } from '../../../src/renderer/workspace/open.ts';
import { front, settled, start } from '../support/work-in.ts';

afterEach(() => {
  vi.unstubAllGlobals();
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

test('the one in front is in front again, however long a dump takes to say what it has', async () => {
  const paths = ['/dumps/a.elf', '/dumps/b.elf'];
  const { workspace, carrier } = await start({
    lastOpen: { dumps: paths.map((path) => ({ path })), active: '/dumps/a.elf' },
  });
  const call = carrier.call.bind(carrier);
  // The host tells of a dump by an event before it answers; what it has of it comes later.
  vi.spyOn(carrier, 'call').mockImplementation(async (method, args) => {
    const answer = await call(method, args);
    if (method === 'snapshot') await new Promise((resolve) => setTimeout(resolve, 20));
    return answer;
  });
  await reopenLast(workspace);
  await settled(workspace, 2);
  expect(front(workspace).snapshot.path).toBe('/dumps/a.elf');
});
