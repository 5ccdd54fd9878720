import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** The `electron` module at its boundary: records what the shell registers, so that a test can play the other side. */

type Listener = (event: unknown, ...args: readonly unknown[]) => unknown;
export const handlers = new Map<string, Listener>();

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  name: 'Taskshape',
  whenReady: vi.fn(() => new Promise<void>(() => undefined)),
  requestSingleInstanceLock: vi.fn(() => true),
  enableSandbox: vi.fn(),
  getPath: vi.fn(() => '/nowhere'),
  addRecentDocument: vi.fn(),
  clearRecentDocuments: vi.fn(),
  quit: vi.fn(),
});

export const ipcMain = {
  handle: (channel: string, listener: Listener): void => {
    handlers.set(channel, listener);
  },
};

export const protocol = { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() };

type RequestHandler = (contents: object, permission: string, answer: (granted: boolean) => void) => void;
type CheckHandler = (contents: object | null, permission: string, origin: string) => boolean;
export const defaultSession = {
  setPermissionRequestHandler: vi.fn<(handler: RequestHandler) => void>(),
  setPermissionCheckHandler: vi.fn<(handler: CheckHandler) => void>(),
  setDevicePermissionHandler: vi.fn<(handler: () => boolean) => void>(),
};
export const session = { defaultSession };

export const dialog = { showOpenDialog: vi.fn() };
export const Menu = { buildFromTemplate: vi.fn(), setApplicationMenu: vi.fn() };
export const screen = { getAllDisplays: vi.fn(() => []) };
export const nativeTheme = { shouldUseDarkColors: false };
export class BrowserWindow extends EventEmitter {
  static readonly getFocusedWindow = vi.fn(() => null);
}
