import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { DumpOpener } from '../../../src/main/desktop/dump-opener.ts';
import { setupIpc } from '../../../src/main/desktop/ipc.ts';
import type { ViewSettingsKeeper } from '../../../src/main/desktop/view-settings.ts';
import type { RecentFiles } from '../../../src/main/desktop/recent-files.ts';
import type { Windows } from '../../../src/main/desktop/windows.ts';
import { WindowMemory } from '../../../src/main/api/window-memory.ts';
import { View } from '../../../src/main/api/view.ts';
import { Sessions } from '../../../src/main/api/sessions.ts';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings.ts';
import { handlers } from '../../support/electron-mock.ts';

vi.mock('electron', () => import('../../support/electron-mock.ts'));

const mainFrame = { origin: 'app://taskshape', parent: null };
const sender = { mainFrame };
const ours = { sender, senderFrame: mainFrame };

const RECENT = { path: '/recent', openedMs: 1, missing: false };
const view = new View(new Sessions(), () => undefined);
const stranger = { mainFrame };
/** A window stays ours wherever its page was taken. */
const windows = { of: (contents: unknown) => (contents === stranger ? undefined : { view }) };
const opener = { open: vi.fn(() => 'opened'), openAsked: vi.fn(), pick: vi.fn(), openSample: vi.fn() };
const keep = vi.fn();
const memory = new WindowMemory(join(tmpdir(), 'taskshape-none', 'windows.json'), () => undefined);
setupIpc({
  windows: windows as unknown as Windows,
  opener: opener as unknown as DumpOpener,
  recent: { describe: () => [RECENT] } as unknown as RecentFiles,
  view: { current: DEFAULT_SETTINGS, keep } as unknown as ViewSettingsKeeper,
  memory,
});

const strangers: readonly (readonly [string, unknown])[] = [
  ['a frame inside the page', { sender, senderFrame: { ...mainFrame, parent: mainFrame } }],
  ['a frame that is gone', { sender, senderFrame: null }],
  ['another host', foreign('app://elsewhere')],
  ['a web page', foreign('https://taskshape')],
  ['a file', foreign('file://')],
  ['an opaque origin', foreign('null')],
  ['our page in a window that is not ours', { sender: stranger, senderFrame: mainFrame }],
];

function foreign(origin: string): unknown {
  const frame = { origin, parent: null };
  return { sender: { mainFrame: frame }, senderFrame: frame };
}

test('every channel has a handler', () => {
  expect([...handlers.keys()]).toEqual(['taskshape:call', 'taskshape:dropped']);
});

test.each(strangers)('no handler answers %s', async (_name, event) => {
  for (const handler of handlers.values()) {
    expect(await handler(event, 'describeHost', {})).toMatchObject({
      ok: false,
      problem: { code: 'forbidden' },
    });
  }
  expect(opener.open).not.toHaveBeenCalled();
});

test('our page is answered', async () => {
  expect(await handlers.get('taskshape:call')?.(ours, 'describeHost', {})).toMatchObject({
    ok: true,
    value: { mode: 'desktop' },
  });
});

test('the recent dumps are told', async () => {
  expect(await handlers.get('taskshape:call')?.(ours, 'listRecent', {})).toEqual({
    ok: true,
    value: [RECENT],
  });
});

test('arguments are checked before the host sees them', async () => {
  expect(await handlers.get('taskshape:call')?.(ours, 'openDump', { path: 7 })).toMatchObject({
    problem: { code: 'bad-request' },
  });
  expect(opener.openAsked).not.toHaveBeenCalled();
});

test.each(['', undefined, 7, null, {}])('a drop without a path opens nothing: %o', async (path) => {
  opener.open.mockClear();
  expect(await handlers.get('taskshape:dropped')?.(ours, path)).toMatchObject({
    problem: { code: 'bad-request' },
  });
  expect(opener.open).not.toHaveBeenCalled();
});
