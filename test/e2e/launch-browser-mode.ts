import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Browser } from 'playwright-core';
import { openByPath } from './on-screen.ts';
import { dropFile, type Launcher } from './running-app.ts';

export const root = join(import.meta.dirname, '..', '..');

export interface Served {
  readonly url: string;
  readonly pid: number;
  /** Asks it to end as Ctrl-C does; answers its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** The built server as its own process. */
export async function serveBuilt(args: readonly string[]): Promise<Served> {
  const child = spawn(process.execPath, [join(root, 'out', 'main', 'serve.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => {
      const [found] = /http:\S+/.exec(line.toString()) ?? [];
      if (found === undefined) reject(new Error(`no URL in ${line.toString()}`));
      else resolve(found);
    });
    void exited.then((code) => {
      reject(new Error(`the server ended with ${String(code)}`));
    });
  });
  return {
    url,
    pid: child.pid ?? -1,
    stop: () => {
      child.kill('SIGINT');
      return exited;
    },
  };
}

export const browserMode = (browser: () => Browser): Launcher => ({
  name: 'browser mode',
  launch: async (dumps = []) => {
    const folder = inject('folder');
    const server = await serveBuilt(['--root', folder, '--spool', folder, ...dumps]);
    const context = await browser().newContext({ viewport: { width: 1360, height: 860 } });
    const page = await context.newPage();
    await page.goto(server.url);
    return {
      page,
      openByPath: (path) => openByPath(page, path),
      drop: (path) => dropFile(page, path),
      close: async () => {
        await context.close();
        await server.stop();
      },
    };
  },
});
