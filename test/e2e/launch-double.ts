import { mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { ElectronDouble } from '../support/electron/electron-double.ts';
import { root } from './launch-browser-mode.ts';
import { dropFile, type Launcher, type RunningApp } from './running-app.ts';

/** Starts the built desktop app on the double, with fresh settings. */
export const startDouble = (
  browser: Browser,
  args: readonly string[] = [],
  userData = mkdtempSync(join(inject('folder'), 'user-')),
): Promise<ElectronDouble> =>
  ElectronDouble.start(browser, join(root, 'out', 'main', 'index.js'), args, userData);

export const electronDouble = (browser: () => Browser): Launcher => ({
  name: 'built app on the double of electron',
  launch: async (dumps = []): Promise<RunningApp> => {
    const double = await startDouble(browser(), dumps);
    const { page } = await double.window();
    return {
      page,
      openByPath: async (path) => {
        double.main.tell({ type: 'dialog', filePaths: [path] });
        await page.keyboard.press('Control+o');
      },
      drop: async (path) => {
        // Electron knows where a file came from; a page of ours must be told.
        await page.evaluate(
          ([name, from]) => {
            Object.assign(globalThis, { taskshapePaths: { [name]: from } });
          },
          [basename(path), path] as const,
        );
        await dropFile(page, path);
      },
      close: () => double.close(),
    };
  },
});
