/**
 * A double of the `electron` module: what the built main process imports when a test runs it in plain Node. Its
 * windows are pages that the test process holds; see messages.ts.
 */
import { EventEmitter } from 'node:events';
import type { FromMain, ResponseData, ToMain } from './messages.ts';

const send = (message: FromMain): void => {
  process.send?.(message);
};

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown;
const handlers = new Map<string, Handler>();
let served: ((request: Request) => Promise<Response>) | undefined;
let dialogAnswer: readonly string[] = [];

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly name = 'Taskshape';
  recent: string[] = [];
  readonly #ready = Promise.withResolvers<undefined>();
  whenReady = (): Promise<undefined> => this.#ready.promise;
  /** Electron becomes ready only once the entry was evaluated to its end. */
  becomeReady = (): void => {
    this.#ready.resolve(undefined);
    this.emit('ready');
  };
  requestSingleInstanceLock = (): boolean => true;
  enableSandbox = (): void => undefined;
  getPath = (): string => process.env['TASKSHAPE_TEST_USER_DATA'] ?? '';
  getPreferredSystemLanguages = (): string[] => ['en-US'];
  addRecentDocument = (path: string): void => {
    this.recent.push(path);
  };
  clearRecentDocuments = (): void => {
    this.recent = [];
  };
  showAboutPanel = (): void => undefined;
  quit = (): void => {
    this.emit('before-quit', {});
    const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
    this.emit('will-quit', event);
    if (!event.defaultPrevented) process.exit(0);
  };
}
export const app = new App();

interface Frame {
  readonly origin: string;
  readonly parent: Frame | null;
}

class WebContents extends EventEmitter {
  readonly mainFrame: Frame = { origin: 'app://taskshape', parent: null };
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  readonly id: number;
  constructor(id: number) {
    super();
    this.id = id;
    app.emit('web-contents-created', {}, this);
  }
  setWindowOpenHandler = (handler: typeof this.openHandler): void => {
    this.openHandler = handler;
  };
  send = (channel: string, ...args: readonly unknown[]): void => {
    send({ type: 'send', window: this.id, channel, args });
  };
}

interface Options {
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string };
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getFocusedWindow = (): BrowserWindow | null => BrowserWindow.all.at(-1) ?? null;
  readonly webContents: WebContents;
  readonly #options: Options;
  readonly #number: number;
  #destroyed = false;

  constructor(options: Options) {
    super();
    this.#options = options;
    this.#number = BrowserWindow.all.push(this) - 1;
    this.webContents = new WebContents(this.#number);
  }

  loadURL = (url: string): Promise<void> => {
    const { preload, ...preferences } = this.#options.webPreferences;
    send({ type: 'window', window: this.#number, url, preload, preferences });
    return Promise.resolve();
  };
  show = (): void => {
    send({ type: 'shown', window: this.#number });
  };
  focus = (): void => undefined;
  maximize = (): void => undefined;
  restore = (): void => undefined;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => false;
  isDestroyed = (): boolean => this.#destroyed;
  getNormalBounds = (): object => ({ x: 0, y: 0, width: 1280, height: 800 });
  setProgressBar = (value: number): void => {
    send({ type: 'progress', window: this.#number, value });
  };
  close = (): void => {
    this.emit('close', {});
    this.#destroyed = true;
    send({ type: 'destroyed', window: this.#number });
    this.emit('closed');
    if (BrowserWindow.all.every((window) => window.isDestroyed())) app.emit('window-all-closed');
  };
}

export const ipcMain = {
  handle: (channel: string, handler: Handler): void => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (): void => undefined,
  handle: (_scheme: string, handler: (request: Request) => Promise<Response>): void => {
    served = handler;
  },
};

type RequestHandler = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
let permissionHandler: RequestHandler = (_contents, _permission, answer) => {
  answer(true);
};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: RequestHandler): void => {
      permissionHandler = handler;
    },
    setPermissionCheckHandler: (): void => undefined,
    setDevicePermissionHandler: (): void => undefined,
  },
};

export const dialog = {
  showOpenDialog: (): Promise<{ canceled: boolean; filePaths: readonly string[] }> =>
    Promise.resolve({ canceled: dialogAnswer.length === 0, filePaths: dialogAnswer }),
};

interface Item {
  readonly id?: string;
  readonly click?: () => void;
  readonly submenu?: readonly Item[];
}
let menu: readonly Item[] = [];
export const Menu = {
  buildFromTemplate: (template: readonly Item[]): readonly Item[] => template,
  setApplicationMenu: (template: readonly Item[]): void => {
    menu = template;
  },
};

const flatten = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...flatten(item.submenu ?? [])]);

export const screen = {
  getAllDisplays: (): object[] => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};
export const nativeTheme = { shouldUseDarkColors: false };

async function respond(url: string, method: string): Promise<ResponseData> {
  if (served === undefined) throw new Error('no protocol handler');
  // Undici knows no app:// request; the handler looks at these two members only.
  const response = await served({ url, method } as Request);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

function invoke(message: Extract<ToMain, { type: 'invoke' }>): unknown {
  const handler = handlers.get(message.channel);
  const contents = BrowserWindow.all[message.window]?.webContents;
  if (handler === undefined) throw new Error(`No handler registered for '${message.channel}'`);
  const ours = message.mainFrame && message.origin === 'app://taskshape';
  const frame: Frame | undefined = ours
    ? contents?.mainFrame
    : { origin: message.origin, parent: message.mainFrame ? null : (contents?.mainFrame ?? null) };
  return handler({ sender: contents, senderFrame: frame }, ...message.args);
}

function may(message: Extract<ToMain, { type: 'may' }>): boolean {
  const contents = BrowserWindow.all[message.window]?.webContents;
  if (message.what === 'open') return contents?.openHandler({ url: message.url }).action !== 'deny';
  let allowed = true;
  contents?.emit('will-navigate', { url: message.url, preventDefault: () => (allowed = false) });
  return allowed;
}

function permit(window: number, permission: string): Promise<boolean> {
  return new Promise((resolve) => {
    permissionHandler(BrowserWindow.all[window]?.webContents, permission, resolve);
  });
}

function answer(id: number, work: () => unknown): void {
  new Promise((resolve) => {
    resolve(work());
  }).then(
    (value: unknown) => {
      send({ type: 'answer', id, value });
    },
    (error: unknown) => {
      send({ type: 'answer', id, error: String(error) });
    },
  );
}

process.on('message', (message: ToMain) => {
  switch (message.type) {
    case 'request':
      answer(message.id, () => respond(message.url, message.method));
      return;
    case 'invoke':
      answer(message.id, () => invoke(message));
      return;
    case 'may':
      answer(message.id, () => may(message));
      return;
    case 'permission':
      answer(message.id, () => permit(message.window, message.permission));
      return;
    case 'loaded':
      BrowserWindow.all[message.window]?.emit('ready-to-show');
      return;
    case 'close':
      BrowserWindow.all[message.window]?.close();
      return;
    case 'menu':
      flatten(menu)
        .find((item) => item.id === message.item)
        ?.click?.();
      return;
    case 'dialog':
      dialogAnswer = message.filePaths;
      return;
    case 'open-file':
      app.emit('open-file', { preventDefault: () => undefined }, message.path);
      return;
    case 'second-instance':
      app.emit('second-instance', {}, message.argv, message.folder);
  }
});
process.on('disconnect', () => {
  process.exit(0);
});
