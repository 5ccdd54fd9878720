import { join } from 'node:path';
import { app } from 'electron';
import { RecentDumps } from './api/recent-dumps.ts';
import { Sessions } from './api/sessions.ts';
import { WindowMemory } from './api/window-memory.ts';
import { registerScheme, setupProtocol } from './desktop/app-protocol.ts';
import { DumpOpener } from './desktop/dump-opener.ts';
import { setupIpc } from './desktop/ipc.ts';
import { setupNavigation, setupPermissions } from './desktop/lockdown.ts';
import { setupMenu } from './desktop/menu.ts';
import { OpenRequests } from './desktop/open-requests.ts';
import { RecentFiles } from './desktop/recent-files.ts';
import { Settings } from './desktop/settings.ts';
import { setupShutDown } from './desktop/shut-down.ts';
import { ViewSettingsKeeper } from './desktop/view-settings.ts';
import { setupWindows, Windows } from './desktop/windows.ts';

/** Everything that needs a ready app, in order. */
function start(requests: OpenRequests): void {
  const settings = new Settings(join(app.getPath('userData'), 'settings.json'));
  const sessions = new Sessions();
  const view = new ViewSettingsKeeper(settings);
  const dumps = new RecentDumps(join(app.getPath('userData'), 'recent.json'));
  dumps.follow(sessions);
  const recent = new RecentFiles(dumps);
  const memory = new WindowMemory(join(app.getPath('userData'), 'windows.json'), (id) => dumps.pathOf(id));
  app.on('before-quit', () => {
    memory.end();
  });
  const windows = new Windows(sessions, settings, memory);
  const opener = new DumpOpener(settings, recent, view);

  setupProtocol();
  setupPermissions();
  setupIpc({ windows, opener, recent, view, memory });
  setupWindows(windows);
  setupMenu(windows, opener, recent, view);
  setupShutDown(sessions);
  requests.setup(windows, opener);
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  registerScheme();
  setupNavigation();
  const requests = new OpenRequests();
  // Not awaited here: Electron becomes ready only after this module was evaluated to its end.
  void app.whenReady().then(() => {
    start(requests);
  });
} else {
  // The instance that holds the lock was handed our command line and shows it.
  app.quit();
}
