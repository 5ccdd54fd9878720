import { app, BrowserWindow, type WebContents } from 'electron';
import type { ApiEvent, SessionId } from '../../shared/api.ts';
import type { Sessions } from '../api/sessions.ts';
import type { WindowMemory } from '../api/window-memory.ts';
import { createDumpWindow, type DumpWindow } from './dump-window.ts';
import type { Settings } from './settings.ts';

/** All windows. */
export class Windows {
  readonly #sessions: Sessions;
  readonly #settings: Settings;
  readonly #memory: WindowMemory;
  readonly #windows = new Set<DumpWindow>();

  constructor(sessions: Sessions, settings: Settings, memory: WindowMemory) {
    this.#sessions = sessions;
    this.#settings = settings;
    this.#memory = memory;
  }

  create(): DumpWindow {
    const created = createDumpWindow(
      this.#sessions,
      this.#settings,
      this.focused()?.window.getNormalBounds(),
    );
    this.#windows.add(created);
    created.window.once('closed', () => {
      this.#windows.delete(created);
      this.#memory.closed(created.view);
    });
    return created;
  }

  /** Opens another window; a session of `from` moves into it, if one is named. */
  open(from: DumpWindow, session?: SessionId): void {
    if (session === undefined) {
      this.create();
      return;
    }
    from.view.get(session); // Throws before there is a window without use.
    from.view.move(session, this.create().view);
  }

  /** The window a page belongs to. */
  of(contents: WebContents): DumpWindow | undefined {
    return [...this.#windows].find(({ window }) => window.webContents === contents);
  }

  get count(): number {
    return this.#windows.size;
  }

  /** The window in front, if one of ours is. */
  focused(): DumpWindow | undefined {
    const front = BrowserWindow.getFocusedWindow();
    return [...this.#windows].find(({ window }) => window === front) ?? [...this.#windows].at(-1);
  }

  /** Where files from outside are shown: a window without dumps, or a new one. */
  vacant(): DumpWindow {
    const free = [...this.#windows].find(({ view }) => view.empty);
    return free ?? this.create();
  }

  /** Tells all windows something. */
  announce(event: ApiEvent): void {
    for (const { view } of this.#windows) view.announce(event);
  }

  /** Brings the newest window to the front, or opens one. */
  present(): void {
    const { window } = this.focused() ?? this.create();
    if (window.isMinimized()) window.restore();
    window.focus();
  }
}

/** On macOS an app outlives its windows. */
export function setupWindows(windows: Windows): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (windows.count === 0) windows.create();
  });
}
