import { randomUUID } from 'node:crypto';
import type { SessionEvent, SessionId } from '../../shared/api.ts';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { cachePart } from '../engine/file/cache-folder.ts';
import { SessionHost, type HostedSessionOptions } from '../engine/session/session-host.ts';

export interface OpenOptions {
  readonly path: string;
  /** The name to show instead of the path. */
  readonly displayPath?: string;
  /** Called once the file is closed: the place to remove what was spooled for this session. */
  readonly onClosed?: () => void | Promise<void>;
}

interface Entry {
  readonly host: SessionHost;
  readonly onClosed: OpenOptions['onClosed'];
}

type Start = (options: HostedSessionOptions) => SessionHost;

/** All sessions of the process, each in its own worker thread. */
export class Sessions {
  readonly #start: Start;
  readonly #entries = new Map<SessionId, Entry>();
  readonly #listeners = new Set<(event: SessionEvent) => void>();

  constructor(start: Start = (options) => new SessionHost(options)) {
    this.#start = start;
  }

  /** Starts a session; whether the file can be opened shows in its snapshot. The id cannot be guessed. */
  open(options: OpenOptions): SessionId {
    const id = randomUUID();
    const host = this.#start({
      id,
      path: options.path,
      ...(options.displayPath === undefined ? {} : { displayPath: options.displayPath }),
      results: { folder: cachePart('results') },
      onEvent: (event) => {
        for (const listener of this.#listeners) listener(event);
      },
    });
    this.#entries.set(id, { host, onClosed: options.onClosed });
    return id;
  }

  /** Throws `session-gone`. */
  get(id: SessionId): SessionHost {
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      throw failure('session-gone', say('failure.noLongerOpen'), { remedy: say('remedy.openAgain') });
    }
    return entry.host;
  }

  /** Ends the session and removes what was kept for it. Does nothing for one that is gone. */
  async close(id: SessionId): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    await entry.host.close();
    await entry.onClosed?.();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((id) => this.close(id)));
  }

  /** Every event of every session. Returns the function that ends the subscription. */
  onEvent(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
