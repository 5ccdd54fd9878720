import type { ApiEvent, SessionId } from './api.ts';
import type { Result } from './errors.ts';

/** The name under which the desktop preload offers the bridge to the page. */
export const BRIDGE_NAME = 'taskshapeDesktop';

/**
 * All that the desktop page can reach of its host. Failures travel as values: what crosses the context bridge as a
 * rejection keeps nothing but its message.
 */
export interface DesktopBridge {
  readonly call: (method: string, args: unknown) => Promise<Result<unknown>>;
  /** Opens the file behind a drop. The path is taken from the file inside the preload: the page cannot name one. */
  readonly openDropped: (file: unknown) => Promise<Result<SessionId>>;
  /** Returns the function that ends the subscription. */
  readonly onEvent: (listener: (event: ApiEvent) => void) => () => void;
}
