import type { ApiClient, SessionId } from '../shared/api.ts';

/** What the renderer is given by its host: the API, and the one thing only a page can do, receiving a dropped file. */
export interface Carrier extends ApiClient {
  /** `onProgress` reports bytes where the file has to be sent to the host first. Rejects with `TaskshapeError`. */
  openDropped(
    file: File,
    onProgress: (sentBytes: number, totalBytes: number) => void,
    signal: AbortSignal,
  ): Promise<SessionId>;
}
