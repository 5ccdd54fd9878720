import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { failure, problemOf, type Result } from '../../shared/errors.ts';
import { dispatch } from '../api/dispatch.ts';
import type { WindowMemory } from '../api/window-memory.ts';
import { CALL_CHANNEL, DROPPED_CHANNEL } from './channels.ts';
import { desktopApi } from './desktop-api.ts';
import type { DumpOpener } from './dump-opener.ts';
import type { DumpWindow } from './dump-window.ts';
import { isOurPage } from './origin.ts';
import type { RecentFiles } from './recent-files.ts';
import type { ViewSettingsKeeper } from './view-settings.ts';
import type { Windows } from './windows.ts';

type Handler = (target: DumpWindow, args: readonly unknown[]) => Promise<Result<unknown>> | Result<unknown>;

/** The only way a handler is registered: each hears our own pages alone and answers a value, never a rejection. */
function handle(windows: Windows, channel: string, handler: Handler): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...args: readonly unknown[]) => {
    const target = isOurPage(event) ? windows.of(event.sender) : undefined;
    if (target !== undefined) return handler(target, args);
    return { ok: false, problem: failure('forbidden', 'This page is not part of Taskshape.').problem };
  });
}

export function setupIpc(
  windows: Windows,
  opener: DumpOpener,
  recent: RecentFiles,
  view: ViewSettingsKeeper,
  memory: WindowMemory,
): void {
  handle(windows, CALL_CHANNEL, (target, [method, args]) =>
    dispatch(desktopApi(target, opener, recent, view, memory), method, args),
  );
  handle(windows, DROPPED_CHANNEL, (target, [path]): Result<unknown> => {
    try {
      if (typeof path !== 'string' || path === '') {
        throw failure('bad-request', 'What was dropped is no file of this machine.', {
          remedy: 'Drop a file from the file manager.',
        });
      }
      return { ok: true, value: opener.open(path, target) };
    } catch (thrown) {
      return { ok: false, problem: problemOf(thrown) };
    }
  });
}
