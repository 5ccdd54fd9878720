import { createServer } from 'node:http';
import { join } from 'node:path';
import { configFolder } from '../api/config-folder.ts';
import { RecentDumps } from '../api/recent-dumps.ts';
import { rendererFolder } from '../api/resources.ts';
import { Sessions, type OpenOptions } from '../api/sessions.ts';
import type { View } from '../api/view.ts';
import { WindowMemory } from '../api/window-memory.ts';
import { newToken } from './access.ts';
import { httpRequests } from './http-requests.ts';
import { listen } from './listen.ts';
import type { Roots } from './roots.ts';
import { socketUpgrades } from './socket-upgrades.ts';
import { Tabs } from './tabs.ts';

export interface ServerOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly roots: Roots;
  /** Where dropped files are kept; default: the system's folder for temporary files. */
  readonly spool?: string;
  /** Dumps every new tab starts with. */
  readonly dumps?: readonly Pick<OpenOptions, 'path' | 'displayPath'>[];
  readonly sessions?: Sessions;
  /** Where recent dumps and open windows are kept; default: the user's configuration folder. */
  readonly config?: string;
  /** The built page. */
  readonly page?: string;
}

export interface BrowserServer {
  readonly port: number;
  readonly token: string;
  /** What the user opens; holds the token. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts browser mode on 127.0.0.1. Rejects when the port is taken. */
export async function startServer(options: ServerOptions): Promise<BrowserServer> {
  const { roots, spool, dumps = [], sessions = new Sessions(), page = rendererFolder } = options;
  const { config = configFolder() } = options;
  const recent = new RecentDumps(join(config, 'recent.json'));
  const memory = new WindowMemory(join(config, 'windows.json'), (id) => recent.pathOf(id));
  recent.follow(sessions);
  const token = newToken();
  const prepare = (view: View): void => {
    for (const dump of dumps) {
      const session = view.open(dump);
      // What goes by another name than its path is no file of the user's.
      if (dump.displayPath === undefined) recent.opened(dump.path, session);
    }
  };
  const tabs = new Tabs(sessions, prepare, (view) => {
    memory.closed(view);
  });
  const upgrades = socketUpgrades({ token, tabs, roots, remembered: { recent, memory } });
  const server = createServer(httpRequests({ token, tabs, page, spool }));
  // A dump of many gigabytes takes longer than Node's default of five minutes.
  server.requestTimeout = 0;
  server.on('upgrade', upgrades.accept);
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    token,
    url: `http://127.0.0.1:${port}/#token=${token}`,
    close: async () => {
      memory.end();
      upgrades.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sessions.closeAll();
    },
  };
}
