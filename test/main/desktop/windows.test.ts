import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { WindowMemory } from '../../../src/main/api/window-memory.ts';
import { Settings } from '../../../src/main/desktop/settings.ts';
import { Windows } from '../../../src/main/desktop/windows.ts';
import type { ApiEvent } from '../../../src/shared/api.ts';
import { BrowserWindow } from '../../support/electron-mock.ts';
import { stubSessions } from '../../support/stub-sessions.ts';
import { temporary } from '../../support/temporary.ts';

vi.mock('electron', () => import('../../support/electron-mock.ts'));

beforeEach(() => {
  BrowserWindow.all.length = 0;
});

function shell() {
  const folder = temporary();
  const sessions = stubSessions();
  onTestFinished(() => sessions.closeAll());
  const memory = new WindowMemory(join(folder, 'windows.json'), (id) => `/${id}`);
  const windows = new Windows(sessions, new Settings(join(folder, 'settings.json')), memory);
  return { windows, sessions, memory };
}

/** A session’s thread has to start first, on a machine that may be busy. */
const SLOWLY = { timeout: 10_000 };

/** What a window was told, by type and session. */
const told = (at: number): readonly unknown[] =>
  (BrowserWindow.all[at]?.webContents.send.mock.calls ?? [])
    .map(([, event]) => event as ApiEvent)
    .filter(({ type }) => type === 'opened' || type === 'closed')
    .map((event) => [event.type, 'session' in event ? event.session : undefined]);

test('a dump moves into a window of its own as it is: its session goes on', async () => {
  const { windows, sessions } = shell();
  const first = windows.create();
  const session = first.view.open({ path: '/bytes' });
  const host = sessions.get(session);
  windows.open(first, session);
  expect(windows.count).toBe(2);
  expect(first.view.empty).toBe(true);
  expect(() => first.view.get(session)).toThrow('not open here');
  expect(told(0)).toEqual([
    ['opened', session],
    ['closed', session],
  ]);
  expect(told(1)).toEqual([['opened', session]]);
  // What it announces goes to the new window, and it outlives the old one.
  BrowserWindow.all[0]?.shut();
  await vi.waitFor(() => {
    const events = BrowserWindow.all[1]?.webContents.send.mock.calls.map(([, event]) => event as ApiEvent);
    expect(events?.some((event) => event.type === 'changed' && event.changes.finished === true)).toBe(true);
  }, SLOWLY);
  expect(sessions.get(session)).toBe(host);
  BrowserWindow.all[1]?.shut();
  await vi.waitFor(() => {
    expect(() => sessions.get(session)).toThrow('no longer open');
  });
});

test('a window cannot have moved what is not its own, and opens none for it', () => {
  const { windows } = shell();
  const [first, second] = [windows.create(), windows.create()];
  const session = second.view.open({ path: '/bytes' });
  expect(() => {
    windows.open(first, session);
  }).toThrow('not open here');
  expect(windows.count).toBe(2);
  expect(second.view.get(session)).toBeDefined();
});

test('another window stands beside the one in front, not upon it', () => {
  const { windows } = shell();
  windows.open(windows.create());
  expect(BrowserWindow.all.map(({ options }) => [options['x'], options['y'], options['width']])).toEqual([
    [undefined, undefined, 1360],
    [132, 82, 900],
  ]);
});

test('of windows closed one after the other, the dumps of the last are offered at the next start', () => {
  const { windows, memory } = shell();
  const [first, second] = [windows.create(), windows.create()];
  const view = {
    space: 'file',
    panel: 'fields',
    picture: 'tree',
    filter: '',
    kernelThreads: true,
    threads: false,
    zombies: true,
    namespaces: true,
    flat: false,
    sort: 'pid',
    descending: false,
  } as const;
  memory.keep(first.view, { dumps: [{ session: 'a', view }] });
  memory.keep(second.view, { dumps: [{ session: 'b', view }] });
  BrowserWindow.all[0]?.shut();
  expect(memory.last.dumps).toEqual([]);
  BrowserWindow.all[1]?.shut();
  expect(memory.last.dumps.map(({ path }) => path)).toEqual(['/b']);
});
