import { EventEmitter } from 'node:events';
import { vi, type Mock } from 'vitest';

/** The `electron` module at its boundary: records what the shell registers, so that a test can play the other side. */

type Listener = (event: unknown, ...args: readonly unknown[]) => unknown;
export const handlers = new Map<string, Listener>();

class App extends EventEmitter {
  readonly isPackaged = true;
  readonly name = 'Taskshape';
  readonly whenReady: Mock<() => Promise<void>> = vi.fn(() => new Promise<void>(() => undefined));
  readonly requestSingleInstanceLock: Mock<() => boolean> = vi.fn(() => true);
  readonly enableSandbox: Mock = vi.fn();
  readonly getPath: Mock<() => string> = vi.fn(() => '/nowhere');
  readonly getPreferredSystemLanguages: Mock<() => string[]> = vi.fn(() => ['en-US']);
  readonly addRecentDocument: Mock = vi.fn();
  readonly clearRecentDocuments: Mock = vi.fn();
  readonly quit: Mock = vi.fn();
}
export const app = new App();

export const ipcMain = {
  handle: (channel: string, listener: Listener): void => {
    handlers.set(channel, listener);
  },
};

export const protocol: Record<string, Mock> = { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() };

type RequestHandler = (contents: object, permission: string, answer: (granted: boolean) => void) => void;
type CheckHandler = (contents: object | null, permission: string, origin: string) => boolean;
export const defaultSession: {
  readonly setPermissionRequestHandler: Mock<(handler: RequestHandler) => void>;
  readonly setPermissionCheckHandler: Mock<(handler: CheckHandler) => void>;
  readonly setDevicePermissionHandler: Mock<(handler: () => boolean) => void>;
} = {
  setPermissionRequestHandler: vi.fn<(handler: RequestHandler) => void>(),
  setPermissionCheckHandler: vi.fn<(handler: CheckHandler) => void>(),
  setDevicePermissionHandler: vi.fn<(handler: () => boolean) => void>(),
};
export const session = { defaultSession };

export const dialog: { readonly showOpenDialog: Mock } = { showOpenDialog: vi.fn() };
export const Menu: Record<string, Mock> = { buildFromTemplate: vi.fn(), setApplicationMenu: vi.fn() };
export const screen: Record<string, Mock> = { getAllDisplays: vi.fn(() => []) };
export const nativeTheme = { shouldUseDarkColors: false };
export class BrowserWindow extends EventEmitter {
  static readonly getFocusedWindow: Mock<() => BrowserWindow | null> = vi.fn(() => null);
  /** In the order they were opened. */
  static readonly all: BrowserWindow[] = [];
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents: { readonly send: Mock } = { send: vi.fn() };
  readonly loadURL: Mock = vi.fn(() => Promise.resolve());
  readonly setProgressBar: Mock = vi.fn();
  constructor(options: Readonly<Record<string, unknown>> = {}) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
  }
  isDestroyed = (): boolean => false;
  isMaximized = (): boolean => false;
  getNormalBounds = (): object => ({ x: 100, y: 50, width: 900, height: 700 });
  /** The user closes it. */
  shut = (): void => {
    this.emit('close', {});
    this.emit('closed');
  };
}
