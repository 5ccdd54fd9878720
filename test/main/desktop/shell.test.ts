import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { RecentDumps } from '../../../src/main/api/recent-dumps.ts';
import { WindowMemory } from '../../../src/main/api/window-memory.ts';
import { Sessions } from '../../../src/main/api/sessions.ts';
import { parseCommandLine, userArguments } from '../../../src/main/desktop/command-line.ts';
import { DumpOpener } from '../../../src/main/desktop/dump-opener.ts';
import type { DumpWindow } from '../../../src/main/desktop/dump-window.ts';
import { template } from '../../../src/main/desktop/menu.ts';
import { RecentFiles } from '../../../src/main/desktop/recent-files.ts';
import { Settings } from '../../../src/main/desktop/settings.ts';
import { TaskbarProgress } from '../../../src/main/desktop/taskbar-progress.ts';
import { Windows } from '../../../src/main/desktop/windows.ts';
import { fitToDisplays } from '../../../src/main/desktop/window-bounds.ts';
import { translator } from '../../../src/shared/i18n/translator.ts';
import { app, dialog } from '../../support/electron-mock.ts';
import { temporary } from '../../support/temporary.ts';

vi.mock('electron', () => import('../../support/electron-mock.ts'));

const ENGLISH = { language: 'en', locale: 'en' } as const;

interface Shell {
  readonly memory: WindowMemory;
  readonly opener: DumpOpener;
  readonly recent: RecentFiles;
  readonly settings: Settings;
  readonly target: DumpWindow;
}

function shell(): Shell {
  const folder = temporary();
  const settings = new Settings(join(folder, 'settings.json'));
  const dumps = new RecentDumps(join(folder, 'recent.json'));
  const memory = new WindowMemory(join(folder, 'windows.json'), (id) => dumps.pathOf(id));
  const recent = new RecentFiles(dumps);
  const view = { open: ({ path }: { path: string }) => `session of ${path}` };
  const target = { view, window: {} } as unknown as DumpWindow;
  return {
    memory,
    opener: new DumpOpener(settings, recent, { translate: () => translator(ENGLISH) }),
    recent,
    settings,
    target,
  };
}

test('the entry is evaluated to its end before the app is ready', async () => {
  // The mock's whenReady never resolves, as Electron's does not before its entry is evaluated.
  await import('../../../src/main/index.ts');
  expect(app.requestSingleInstanceLock).toHaveBeenCalledOnce();
  expect(app.enableSandbox).toHaveBeenCalledOnce();
});

test('the page opens no path that the user did not choose', () => {
  const { opener, target } = shell();
  expect(() => opener.openAsked('/etc/passwd', target)).toThrow('not chosen');
});

test('the page opens again what was chosen, and what is recent', () => {
  const { opener, recent, target } = shell();
  opener.open('/a', target);
  expect(opener.openAsked('/a', target)).toBe('session of /a');
  recent.add('/b', 'b');
  expect(opener.openAsked('/b', target)).toBe('session of /b');
});

test('the dialog starts where the last dump was', async () => {
  const { opener, target } = shell();
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/dumps/x', '/dumps/y'] });
  expect(await opener.pick(target)).toEqual(['session of /dumps/x', 'session of /dumps/y']);
  dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
  expect(await opener.pick(target)).toEqual([]);
  expect(dialog.showOpenDialog).toHaveBeenLastCalledWith(
    target.window,
    expect.objectContaining({ defaultPath: '/dumps' }),
  );
});

test('the menu lists what is recent and empties the list, ours and the system’s', () => {
  const { memory, opener, recent, settings } = shell();
  recent.add('/dumps/a&b.raw', 'a');
  const submenu = (): readonly MenuItemConstructorOptions[] => {
    const [file] = template(
      new Windows(new Sessions(), settings, memory),
      opener,
      recent,
      translator(ENGLISH),
    ).filter(({ label }) => label === '&File');
    const items = Array.isArray(file?.submenu) ? file.submenu : [];
    const found = items.find(({ label }) => label === 'Open Recent')?.submenu;
    return Array.isArray(found) ? found : [];
  };
  expect(submenu()[0]?.label).toBe('/dumps/a&&b.raw');
  const clear = submenu().find(({ label }) => label === 'Clear Recent');
  // Electron hands over what it knows of the click; the item looks at none of it.
  (clear?.click as (() => void) | undefined)?.();
  expect(recent.paths()).toEqual([]);
  expect(app.clearRecentDocuments).toHaveBeenCalledOnce();
});

test('a file that has gone is told apart from one that is there', async () => {
  const { recent } = shell();
  const there = join(temporary(), 'there.raw');
  writeFileSync(there, 'x');
  recent.add(there, 'a');
  recent.add(`${there}.gone`, 'b');
  expect((await recent.describe()).map(({ path, missing }) => [path, missing])).toEqual([
    [`${there}.gone`, true],
    [there, false],
  ]);
});

test.each(['', '{', '7', '{"lastFolder":7}', '{"bounds":{"x":"a"}}'])(
  'damaged settings are empty settings: %s',
  (text) => {
    const file = join(temporary(), 'settings.json');
    writeFileSync(file, text);
    expect(new Settings(file).data).toEqual({});
  },
);

test('files and the sample are named on the command line, switches of the system passed over', () => {
  expect(
    parseCommandLine(['--sample', '--ozone-platform=x11', 'a.raw', '/b', '--', '-c'], '/home/u'),
  ).toEqual({
    files: ['/home/u/a.raw', '/b', '/home/u/-c'],
    sample: true,
  });
});

test('the app’s own folder is no dump, whatever switches stand before it', () => {
  const argv = ['electron', '--inspect=0', '/app', '--sample', 'a.raw'];
  expect(userArguments(argv, true)).toEqual(['--inspect=0', '--sample', 'a.raw']);
  expect(userArguments(['taskshape', 'a.raw'], false)).toEqual(['a.raw']);
});

const display = (x: number, width: number): { x: number; y: number; width: number; height: number } => ({
  x,
  y: 0,
  width,
  height: 1000,
});

test('a window remembered on a display that is gone comes back on one that is there', () => {
  const fitted = fitToDisplays({ x: 3000, y: 100, width: 1200, height: 800 }, [display(0, 1600)]);
  expect(fitted).toEqual({ x: 400, y: 100, width: 1200, height: 800 });
});

test('a window stays on the display it covers most, and shrinks to fit', () => {
  const displays = [display(0, 1000), display(1000, 1000)];
  expect(fitToDisplays({ x: 900, y: -50, width: 1500, height: 5000 }, displays)).toEqual({
    x: 1000,
    y: 0,
    width: 1000,
    height: 1000,
  });
});

test('the taskbar shows the least advanced dump, and nothing once all are done', () => {
  const setProgressBar = vi.fn<BrowserWindow['setProgressBar']>();
  const bar = new TaskbarProgress({ setProgressBar });
  const progress = (session: string, done: number, total: number): void => {
    bar.follow({
      type: 'progress',
      session,
      progress: { stage: 'shape', done, total, bytesPerSecond: 0, tasks: 0 },
    });
  };
  progress('a', 3, 4);
  progress('b', 1, 4);
  expect(setProgressBar).toHaveBeenLastCalledWith(0.25);
  bar.follow({ type: 'changed', session: 'b', changes: { finished: true } });
  expect(setProgressBar).toHaveBeenLastCalledWith(0.75);
  bar.follow({ type: 'closed', session: 'a' });
  expect(setProgressBar).toHaveBeenLastCalledWith(-1);
});

test('menus speak the language of the system', () => {
  const { memory, opener, recent, settings } = shell();
  const labels = (language: 'en' | 'de'): readonly (string | undefined)[] =>
    template(
      new Windows(new Sessions(), settings, memory),
      opener,
      recent,
      translator({ language, locale: language }),
    ).flatMap((menu) => [
      menu.label,
      ...(Array.isArray(menu.submenu) ? menu.submenu.map(({ label }) => label) : []),
    ]);
  expect(labels('en')).toEqual(
    expect.arrayContaining(['&File', 'New Window', 'Filter tasks', 'Open Recent']),
  );
  expect(labels('de')).toEqual(
    expect.arrayContaining(['&Datei', 'Neues Fenster', 'Tasks filtern', 'Zuletzt geöffnet']),
  );
});
