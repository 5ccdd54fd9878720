import { BRIDGE_NAME } from '../shared/bridge.ts';
import { connectBrowser } from './carrier-browser.ts';
import { desktopCarrier, isBridge } from './carrier-desktop.ts';
import type { Carrier } from './carrier.ts';

/** The carrier of the host this page runs in. Rejects with `TaskshapeError` where the host cannot be reached. */
export async function pickCarrier(): Promise<Carrier> {
  const bridge: unknown = Reflect.get(window, BRIDGE_NAME);
  return isBridge(bridge) ? desktopCarrier(bridge) : connectBrowser();
}
