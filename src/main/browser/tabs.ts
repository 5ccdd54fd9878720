import type { ApiEvent } from '../../shared/api.ts';
import type { Sessions } from '../api/sessions.ts';
import { View } from '../api/view.ts';

/** How long a tab may be away (a reload, a lost connection) before its dumps are closed. */
const AWAY_MS = 60_000;
/** More tabs than this are refused. */
const MAX_TABS = 64;

interface Tab {
  readonly view: View;
  readonly listeners: Set<(event: ApiEvent) => void>;
  uses: number;
  timer: NodeJS.Timeout | undefined;
}

/** The tabs of browser mode, each with its own dumps, which outlive a reload of the page. */
export class Tabs {
  readonly #sessions: Sessions;
  readonly #prepare: (view: View) => void;
  readonly #onLeft: (view: View) => void;
  readonly #awayMs: number;
  readonly #tabs = new Map<string, Tab>();

  /** `prepare` opens what every new tab starts with; `onLeft` hears of a tab that is no longer in use. */
  constructor(
    sessions: Sessions,
    prepare: (view: View) => void,
    onLeft: (view: View) => void,
    awayMs = AWAY_MS,
  ) {
    this.#sessions = sessions;
    this.#prepare = prepare;
    this.#onLeft = onLeft;
    this.#awayMs = awayMs;
  }

  /**
   * Enters the tab called `name`, which stays while it is in use. Answers its view and the function that leaves it;
   * nothing when there are too many. `listener` hears the view's events.
   */
  enter(
    name: string,
    listener?: (event: ApiEvent) => void,
  ): { readonly view: View; readonly leave: () => void } | undefined {
    const tab = this.#tabs.get(name) ?? this.#create(name);
    if (tab === undefined) return undefined;
    clearTimeout(tab.timer);
    tab.uses++;
    if (listener !== undefined) tab.listeners.add(listener);
    return {
      view: tab.view,
      leave: () => {
        if (listener !== undefined) tab.listeners.delete(listener);
        tab.uses--;
        if (tab.uses > 0) return;
        this.#onLeft(tab.view);
        this.#expire(name, tab);
      },
    };
  }

  #create(name: string): Tab | undefined {
    if (this.#tabs.size >= MAX_TABS) return undefined;
    const listeners = new Set<(event: ApiEvent) => void>();
    const view = new View(this.#sessions, (event) => {
      for (const listener of listeners) listener(event);
    });
    const tab: Tab = { view, listeners, uses: 0, timer: undefined };
    this.#tabs.set(name, tab);
    this.#prepare(view);
    return tab;
  }

  #expire(name: string, tab: Tab): void {
    tab.timer = setTimeout(() => {
      this.#tabs.delete(name);
      void tab.view.dispose();
    }, this.#awayMs);
    // A tab that is away keeps no process alive.
    tab.timer.unref();
  }
}
