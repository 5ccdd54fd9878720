import type { ApiAnswer, ApiArgs, ApiMethod, SessionId } from '../shared/api.ts';
import type { DesktopBridge } from '../shared/bridge.ts';
import { TaskshapeError, type Result } from '../shared/errors.ts';
import type { Carrier } from './carrier.ts';

/** True for what our preload offers: the one boundary at which the page trusts a global. */
export const isBridge = (value: unknown): value is DesktopBridge =>
  typeof value === 'object' && value !== null && 'call' in value && 'openDropped' in value;

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new TaskshapeError(result.problem);
}

/** Calls go through the preload’s bridge to the main process. */
export const desktopCarrier = (bridge: DesktopBridge): Carrier => ({
  call: async <K extends ApiMethod>(method: K, args: ApiArgs<K>): Promise<ApiAnswer<K>> =>
    // The host answers each method with its own type: its implementation is checked against the contract.
    valueOf((await bridge.call(method, args)) as Result<ApiAnswer<K>>),
  onEvent: (listener) => bridge.onEvent(listener),
  openDropped: async (file, onProgress): Promise<SessionId> => {
    const session = valueOf(await bridge.openDropped(file));
    onProgress(file.size, file.size);
    return session;
  },
});
