import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ApiEvent, SessionId, Space } from '../../shared/api.ts';
import type { DumpView } from '../../shared/dump-view.ts';
import { problemOf, type Problem } from '../../shared/errors.ts';
import type { Carrier } from '../carrier.ts';
import { CommandRegistry } from '../commands/registry.ts';
import { BlockCache } from '../hex/block-cache.ts';
import { PlaceCache } from '../hex/place-cache.ts';
import { createHoverStore, type HoverStore } from './hover.ts';
import { activeSession, INITIAL, withSession, type AppState, type SessionState } from './state.ts';

/** A view that waits for its dump, and the task that was selected when it began to wait (−1 for none). */
export interface AwaitedView {
  readonly view: DumpView;
  readonly row: number;
  /** True once its kernel was asked for. */
  readonly chose?: boolean;
}

interface Caches {
  readonly blocks: BlockCache;
  readonly places: PlaceCache;
  /** Grows with each piece that has come: what is drawn from the caches follows it, whoever asked for the piece. */
  readonly arrivals: StoreApi<number>;
}

/** Everything one window holds: passed down, never global, so that tests and further windows have their own. */
export class Workspace {
  readonly carrier: Carrier;
  readonly store: StoreApi<AppState> = createStore<AppState>(() => INITIAL);
  readonly hover: HoverStore = createHoverStore();
  readonly commands = new CommandRegistry();
  /** Events of sessions whose first snapshot is still on its way. */
  readonly waiting = new Map<SessionId, ApiEvent[]>();
  /** Sessions that are being brought into the window. */
  readonly adopting = new Map<SessionId, Promise<void>>();
  /** How sessions were looked at another time, until that can be looked at again. */
  readonly awaited = new Map<SessionId, AwaitedView>();
  /** Where lists of a session were scrolled to, by session and list: nobody waits for these, so they are no state. */
  readonly scrolled = new Map<string, number>();
  readonly #caches = new Map<string, Caches>();
  #noticeId = 0;

  constructor(carrier: Carrier) {
    this.carrier = carrier;
  }

  get active(): SessionState | undefined {
    return activeSession(this.store.getState());
  }

  session(id: SessionId): SessionState | undefined {
    return this.store.getState().sessions.find((session) => session.id === id);
  }

  set(change: Partial<AppState>): void {
    this.store.setState(change);
  }

  update(id: SessionId, change: (session: SessionState) => SessionState): void {
    this.store.setState((state) => withSession(state, id, change));
  }

  /** Bytes and places of one space of one dump. */
  caches(session: SessionId, space: Space): Caches {
    const key = `${session} ${space}`;
    let caches = this.#caches.get(key);
    if (caches === undefined) {
      const arrivals = createStore(() => 0);
      const onArrival = (): void => {
        arrivals.setState((count) => count + 1);
      };
      caches = {
        arrivals,
        blocks: new BlockCache(
          (address, length) => this.carrier.call('read', { session, space, address, length }),
          onArrival,
        ),
        places: new PlaceCache(
          space,
          (address) => this.carrier.call('locate', { session, space, address }),
          onArrival,
        ),
      };
      this.#caches.set(key, caches);
    }
    return caches;
  }

  dropCaches(session: SessionId): void {
    for (const key of this.#caches.keys()) if (key.startsWith(`${session} `)) this.#caches.delete(key);
  }

  /** Shows a problem that belongs to no session. */
  report(problem: Problem): void {
    const notice = { id: ++this.#noticeId, problem };
    this.store.setState((state) => ({ notices: [...state.notices, notice].slice(-5) }));
  }

  dismiss(id: number): void {
    this.store.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
  }

  /** Lets work run on its own and shows what goes wrong; being cancelled is not wrong. */
  attempt(work: Promise<unknown>): void {
    work.catch((thrown: unknown) => {
      const problem = problemOf(thrown);
      if (problem.code !== 'cancelled') this.report(problem);
    });
  }
}
