import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { packedSample } from '../engine/file/sample.ts';
import type { DumpOpener } from './dump-opener.ts';
import type { DumpWindow } from './dump-window.ts';
import type { RecentFiles } from './recent-files.ts';
import type { Windows } from './windows.ts';

type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

/** Shows the menu, and shows it anew when the recent files change. */
export function setupMenu(windows: Windows, opener: DumpOpener, recent: RecentFiles): void {
  const show = (): void => {
    Menu.setApplicationMenu(Menu.buildFromTemplate(template(windows, opener, recent)));
  };
  recent.onChange = show;
  show();
}

/** The whole menu bar. What the system knows by role keeps the system's own name, shortcut and behaviour. */
export function template(windows: Windows, opener: DumpOpener, recent: RecentFiles): Item[] {
  const within = (action: (target: DumpWindow) => unknown) => (): void => {
    const target = windows.focused() ?? windows.create();
    void opener.attempt(target, () => action(target));
  };
  /** An item that the page carries out: `id` is one of its commands. */
  const command = (id: string, label: string, accelerator?: string): Item => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: within(({ view }) => {
      view.announce({ type: 'command', command: id });
    }),
  });
  const mac = process.platform === 'darwin';

  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    {
      label: '&File',
      submenu: [
        {
          id: 'file.newWindow',
          label: 'New Window',
          accelerator: 'CmdOrCtrl+N',
          click: () => windows.create(),
        },
        {
          id: 'file.open',
          label: 'Open…',
          accelerator: 'CmdOrCtrl+O',
          click: within((target) => opener.pick(target)),
        },
        recentMenu(opener, recent, within),
        {
          id: 'file.openSample',
          label: 'Open the Sample',
          enabled: packedSample() !== undefined,
          click: within((target) => opener.openSample(target)),
        },
        separator,
        {
          id: 'file.close',
          label: 'Close',
          accelerator: 'CmdOrCtrl+W',
          click: within(({ view, window }) => {
            // The page closes the dump in front; without one the window itself goes.
            if (view.empty) window.close();
            else view.announce({ type: 'command', command: 'file.close' });
          }),
        },
        mac ? { role: 'close', accelerator: 'Shift+Cmd+W' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        command('view.find', 'Filter Tasks', 'CmdOrCtrl+F'),
        command('view.kernelThreads', 'Show or Hide Kernel Threads'),
        command('view.threads', 'Show or Hide Threads'),
        separator,
        command('view.zoomReset', 'Actual Size', 'CmdOrCtrl+0'),
        command('view.zoomIn', 'Zoom In', 'CmdOrCtrl+Plus'),
        command('view.zoomOut', 'Zoom Out', 'CmdOrCtrl+-'),
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    {
      label: '&Go',
      submenu: [
        command('nav.back', 'Back', mac ? 'Cmd+[' : 'Alt+Left'),
        command('nav.forward', 'Forward', mac ? 'Cmd+]' : 'Alt+Right'),
        separator,
        command('view.goto', 'Go to Address…', 'CmdOrCtrl+G'),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        {
          label: `About ${app.name}`,
          click: () => {
            app.showAboutPanel();
          },
        },
      ],
    },
  ];
}

function recentMenu(
  opener: DumpOpener,
  recent: RecentFiles,
  within: (action: (target: DumpWindow) => unknown) => () => void,
): Item {
  const files = recent.list().map((path): Item => ({
    // An ampersand in a label underlines what follows it.
    label: path.replaceAll('&', '&&'),
    click: within((target) => opener.open(path, target)),
  }));
  return {
    label: 'Open Recent',
    enabled: files.length > 0,
    submenu: [
      ...files,
      separator,
      {
        label: 'Clear Recent',
        click: () => {
          recent.clear();
        },
      },
    ],
  };
}
