import type { BrowserWindow } from 'electron';
import type { ApiEvent, SessionId } from '../../shared/api.ts';

/** Electron draws a bar without an end for a value above 1 and none for a negative one. */
const UNKNOWN = 2;
const NONE = -1;

/** Shows on the taskbar how far the dumps of one window are: the least advanced of those that work. */
export class TaskbarProgress {
  readonly #window: Pick<BrowserWindow, 'setProgressBar'>;
  readonly #working = new Map<SessionId, number>();

  constructor(window: Pick<BrowserWindow, 'setProgressBar'>) {
    this.#window = window;
  }

  follow(event: ApiEvent): void {
    if (event.type === 'progress') {
      const { done, total } = event.progress;
      this.#working.set(event.session, total > 0 ? Math.min(done / total, 1) : UNKNOWN);
    } else if (event.type === 'closed' || (event.type === 'changed' && event.changes.finished === true)) {
      this.#working.delete(event.session);
    } else {
      return;
    }
    this.#window.setProgressBar(this.#working.size === 0 ? NONE : Math.min(...this.#working.values()));
  }
}
