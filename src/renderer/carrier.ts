import type { ApiClient, SessionId } from '../shared/api.ts';

/** What the renderer is given by its host: the API, and the one thing only a page can do, receiving a dropped file. */
export interface Carrier extends ApiClient {
  /** `onProgress` reports bytes where the file has to be sent to the host first. Rejects with `TaskshapeError`. */
  openDropped(
    file: File,
    onProgress: (sentBytes: number, totalBytes: number) => void,
    signal: AbortSignal,
  ): Promise<SessionId>;
  /** Browser mode: an address that opens a tab of its own, with a dump of the server in it if one is named. */
  readonly linkTo?: (path?: string) => string;
  /** Browser mode: the path of a dump that the address of this tab asks for. */
  readonly asked?: string;
}
