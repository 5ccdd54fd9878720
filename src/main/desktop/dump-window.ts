import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { ApiEvent } from '../../shared/api.ts';
import { preloadFile } from '../api/resources.ts';
import type { Sessions } from '../api/sessions.ts';
import { View } from '../api/view.ts';
import { EVENT_CHANNEL } from './channels.ts';
import { pageUrl } from './origin.ts';
import type { Settings } from './settings.ts';
import { TaskbarProgress } from './taskbar-progress.ts';
import { beside, fitToDisplays, type Bounds } from './window-bounds.ts';

/** A window and the dumps it shows. */
export interface DumpWindow {
  readonly window: BrowserWindow;
  readonly view: View;
}

const BACKGROUND = { dark: '#16181d', light: '#ffffff' } as const;
const FIRST_SIZE = { width: 1360, height: 860 } as const;

/**
 * Opens a window, hidden until its page can be shown, where the last one stood; where another one is open, beside it.
 */
export function createDumpWindow(sessions: Sessions, settings: Settings, other?: Bounds): DumpWindow {
  const { maximized } = settings.data;
  const bounds = other === undefined ? settings.data.bounds : beside(other);
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...(bounds === undefined ? FIRST_SIZE : fitToDisplays(bounds, displays)),
    minWidth: 640,
    minHeight: 400,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  const progress = new TaskbarProgress(window);
  const view = new View(sessions, (event: ApiEvent) => {
    if (window.isDestroyed()) return;
    progress.follow(event);
    window.webContents.send(EVENT_CHANNEL, event);
  });

  window.once('ready-to-show', () => {
    if (maximized === true) window.maximize();
    window.show();
  });
  window.on('close', () => {
    settings.update({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  window.once('closed', () => {
    void view.dispose();
  });
  void window.loadURL(pageUrl());
  return { window, view };
}
