import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { inject } from 'vitest';
import { root } from './launch-browser-mode.ts';
import { dropFile, type Launcher } from './running-app.ts';

/** The installed Electron, its sandbox on. `executable` as TASKSHAPE_E2E_ELECTRON names it. */
export const realElectron = (executable: string): Launcher => ({
  name: 'Electron',
  launch: async (dumps = []) => {
    const userData = mkdtempSync(join(inject('folder'), 'user-'));
    const app = await _electron.launch({
      executablePath: executable,
      args: [root, `--user-data-dir=${userData}`, ...dumps],
      chromiumSandbox: true,
    });
    const page = await app.firstWindow();
    return {
      page,
      openByPath: async (path) => {
        await app.evaluate(({ dialog }, chosen) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
        }, path);
        await page.keyboard.press('Control+o');
      },
      drop: (path) => dropFile(page, path),
      close: () => app.close(),
    };
  },
});
