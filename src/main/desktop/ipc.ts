import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { failure, problemOf, type Result } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { dispatch } from '../api/dispatch.ts';
import { CALL_CHANNEL, DROPPED_CHANNEL } from './channels.ts';
import { desktopApi, type Shell } from './desktop-api.ts';
import type { DumpWindow } from './dump-window.ts';
import { isOurPage } from './origin.ts';
import type { Windows } from './windows.ts';

type Handler = (target: DumpWindow, args: readonly unknown[]) => Promise<Result<unknown>> | Result<unknown>;

/** The only way a handler is registered: each hears our own pages alone and answers a value, never a rejection. */
function handle(windows: Windows, channel: string, handler: Handler): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...args: readonly unknown[]) => {
    const target = isOurPage(event) ? windows.of(event.sender) : undefined;
    if (target !== undefined) return handler(target, args);
    return { ok: false, problem: failure('forbidden', say('failure.foreignPage')).problem };
  });
}

export function setupIpc(shell: Shell): void {
  const { windows, opener } = shell;
  handle(windows, CALL_CHANNEL, (target, [method, args]) =>
    dispatch(desktopApi(target, shell), method, args),
  );
  handle(windows, DROPPED_CHANNEL, (target, [path]): Result<unknown> => {
    try {
      if (typeof path !== 'string' || path === '') {
        throw failure('bad-request', say('failure.dropped'), {
          remedy: say('remedy.fileManager'),
        });
      }
      return { ok: true, value: opener.open(path, target) };
    } catch (thrown) {
      return { ok: false, problem: problemOf(thrown) };
    }
  });
}
