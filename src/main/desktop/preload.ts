import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { ApiEvent, SessionId } from '../../shared/api.ts';
import { BRIDGE_NAME, type DesktopBridge } from '../../shared/bridge.ts';
import type { Result } from '../../shared/errors.ts';
import { CALL_CHANNEL, DROPPED_CHANNEL, EVENT_CHANNEL } from './channels.ts';

/** Nothing of Electron crosses: three functions, plain data in and out. */
const bridge: DesktopBridge = {
  call: (method, args) => ipcRenderer.invoke(CALL_CHANNEL, method, args) as Promise<Result<unknown>>,
  openDropped: (file) =>
    ipcRenderer.invoke(DROPPED_CHANNEL, file instanceof File ? webUtils.getPathForFile(file) : '') as Promise<
      Result<SessionId>
    >,
  onEvent: (listener) => {
    const forward = (_event: IpcRendererEvent, event: ApiEvent): void => {
      listener(event);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);
