import type { ApiEvent, HostInfo, SessionEvent, SessionId } from '../../shared/api.ts';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import type { SessionHost } from '../engine/session/session-host.ts';
import type { OpenOptions, Sessions } from './sessions.ts';

/**
 * What one window or browser tab sees: its own set of sessions and the events of these. A session of another view
 * does not exist for it.
 */
export class View {
  readonly #sessions: Sessions;
  readonly #announce: (event: ApiEvent) => void;
  readonly #stop: () => void;
  readonly #own = new Set<SessionId>();

  constructor(sessions: Sessions, announce: (event: ApiEvent) => void) {
    this.#sessions = sessions;
    this.#announce = announce;
    this.#stop = sessions.onEvent((event: SessionEvent) => {
      if (this.#own.has(event.session)) announce(event);
    });
  }

  get empty(): boolean {
    return this.#own.size === 0;
  }

  /** Opens a dump in this view and announces it. */
  open(options: OpenOptions): SessionId {
    const session = this.#sessions.open(options);
    this.#own.add(session);
    this.announce({ type: 'opened', session, path: options.displayPath ?? options.path });
    return session;
  }

  /** The session, if it is one of this view. Throws `session-gone`. */
  get(id: SessionId): SessionHost {
    if (!this.#own.has(id)) {
      throw failure('session-gone', say('failure.notOpenHere'), { remedy: say('remedy.openAgain') });
    }
    return this.#sessions.get(id);
  }

  list(): HostInfo['sessions'] {
    return [...this.#own].map((session) => ({ session, path: this.#sessions.get(session).snapshot().path }));
  }

  /** Hands a session over to another view, as it is. Throws `session-gone` for one that is not of this view. */
  move(id: SessionId, to: View): void {
    const { path } = this.get(id).snapshot();
    this.#own.delete(id);
    to.#own.add(id);
    this.announce({ type: 'closed', session: id });
    to.announce({ type: 'opened', session: id, path });
  }

  async close(id: SessionId): Promise<void> {
    this.get(id);
    this.#own.delete(id);
    await this.#sessions.close(id);
    this.announce({ type: 'closed', session: id });
  }

  /** Tells this view something that concerns its host. */
  announce(event: ApiEvent): void {
    this.#announce(event);
  }

  /** The window is gone: so are its sessions. */
  async dispose(): Promise<void> {
    this.#stop();
    const own = [...this.#own];
    this.#own.clear();
    await Promise.all(own.map((id) => this.#sessions.close(id)));
  }
}
