import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { nativeKey } from '../../shared/native-keys.ts';
import type { Translate } from '../../shared/i18n/translator.ts';
import { packedSample } from '../engine/file/sample.ts';
import type { DumpOpener } from './dump-opener.ts';
import type { DumpWindow } from './dump-window.ts';
import type { RecentFiles } from './recent-files.ts';
import type { ViewSettingsKeeper } from './view-settings.ts';
import type { Windows } from './windows.ts';

type Item = MenuItemConstructorOptions;

/** The panels above the bytes, in the order of their tabs. */
const PANEL_ITEMS = [
  'panel.fields',
  'panel.data',
  'panel.search',
  'panel.bookmarks',
  'panel.compare',
  'panel.evidence',
  'panel.diff',
] as const satisfies readonly CommandId[];

const COLUMN_ITEMS = [
  'column.pid',
  'column.tgid',
  'column.ppid',
  'column.uid',
  'column.gid',
  'column.state',
  'column.start',
  'column.age',
  'column.threads',
  'column.namespaces',
  'column.address',
  'column.found',
] as const satisfies readonly CommandId[];

const SEARCH_ITEMS = [
  'search.bytes',
  'search.text',
  'search.utf16',
  'search.u8',
  'search.u16',
  'search.u32',
  'search.u64',
  'search.pointers',
] as const satisfies readonly CommandId[];

const separator: Item = { type: 'separator' };

/** Shows the menu, and shows it anew when the recent files or the settings of the view change. */
export function setupMenu(
  windows: Windows,
  opener: DumpOpener,
  recent: RecentFiles,
  view: ViewSettingsKeeper,
): void {
  const show = (): void => {
    Menu.setApplicationMenu(Menu.buildFromTemplate(template(windows, opener, recent, view.translate())));
  };
  recent.onChange = show;
  view.onChange = (settings) => {
    windows.announce({ type: 'settings', settings });
    show();
  };
  show();
}

/** The whole menu bar. What the system knows by role keeps the system's own name, shortcut and behaviour. */
export function template(windows: Windows, opener: DumpOpener, recent: RecentFiles, t: Translate): Item[] {
  const within = (action: (target: DumpWindow) => unknown) => (): void => {
    const target = windows.focused() ?? windows.create();
    void opener.attempt(target, () => action(target));
  };
  /** An item that the page carries out: `id` is one of its commands. */
  const command = (id: CommandId, accelerator = nativeKey(id)): Item => ({
    id,
    label: t(`command.${id}`),
    ...(accelerator === undefined ? {} : { accelerator }),
    click: within(({ view }) => {
      view.announce({ type: 'command', command: id });
    }),
  });
  const mac = process.platform === 'darwin';

  return [
    ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
    {
      label: t('menu.file'),
      submenu: [
        {
          id: 'file.newWindow',
          label: t('menu.newWindow'),
          accelerator: 'CmdOrCtrl+N',
          click: () => windows.create(),
        },
        command('file.moveToWindow'),
        {
          id: 'file.open',
          label: t('command.file.open'),
          accelerator: 'CmdOrCtrl+O',
          click: within((target) => opener.pick(target)),
        },
        recentMenu(opener, recent, within, t),
        command('file.reopen'),
        {
          id: 'file.openSample',
          label: t('command.file.sample'),
          enabled: packedSample() !== undefined,
          click: within((target) => opener.openSample(target)),
        },
        separator,
        command('diff.open'),
        command('report.html'),
        command('report.json'),
        command('tree.saveCsv'),
        command('tree.saveJson'),
        separator,
        {
          id: 'file.close',
          label: t('menu.close'),
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
      label: t('menu.view'),
      submenu: [
        command('view.find'),
        command('view.kernelThreads'),
        command('view.threads'),
        command('tree.flat'),
        command('tree.map'),
        command('tree.columns'),
        {
          label: t('group.column'),
          submenu: [
            ...COLUMN_ITEMS.map((id) => command(id)),
            separator,
            command('column.left'),
            command('column.right'),
            command('column.reset'),
          ],
        },
        command('view.resetPanes'),
        separator,
        ...PANEL_ITEMS.map((id) => command(id)),
        separator,
        command('view.zoomReset'),
        command('view.zoomIn'),
        command('view.zoomOut'),
        separator,
        command('view.settings'),
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    {
      label: t('menu.go'),
      submenu: [
        command('nav.back', mac ? 'Cmd+[' : undefined),
        command('nav.forward', mac ? 'Cmd+]' : undefined),
        separator,
        command('view.goto'),
        command('view.tree'),
        command('view.hex'),
        separator,
        command('hex.search'),
        { label: t('group.search'), submenu: SEARCH_ITEMS.map((id) => command(id)) },
        command('hex.nextHit'),
        command('hex.previousHit'),
        command('hex.pointersHere'),
        command('hex.bookmark'),
        command('hex.nextBookmark'),
        command('hex.previousBookmark'),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        command('help.palette'),
        command('help.keys'),
        command('view.filterHelp'),
        separator,
        {
          label: t('menu.about', { app: app.name }),
          id: 'help.about',
          click: within(({ view }) => {
            view.announce({ type: 'command', command: 'help.about' });
          }),
        },
      ],
    },
  ];
}

function recentMenu(
  opener: DumpOpener,
  recent: RecentFiles,
  within: (action: (target: DumpWindow) => unknown) => () => void,
  t: Translate,
): Item {
  const files = recent.paths().map((path): Item => ({
    // An ampersand in a label underlines what follows it.
    label: path.replaceAll('&', '&&'),
    click: within((target) => opener.open(path, target)),
  }));
  return {
    label: t('menu.openRecent'),
    enabled: files.length > 0,
    submenu: [
      ...files,
      separator,
      {
        label: t('menu.clearRecent'),
        click: () => {
          recent.forget();
        },
      },
    ],
  };
}
