import { stat } from 'node:fs/promises';
import { app } from 'electron';
import type { RecentDump, SessionId } from '../../shared/api.ts';
import { describeRecent, type RecentDumps } from '../api/recent-dumps.ts';

/** The dumps opened last, in our own list (the menu and the page show it) and in the system's. */
export class RecentFiles {
  readonly #dumps: RecentDumps;
  /** Called when the list changes. */
  onChange: () => void = () => undefined;

  constructor(dumps: RecentDumps) {
    this.#dumps = dumps;
  }

  paths(): readonly string[] {
    return this.#dumps.list().map(({ path }) => path);
  }

  describe(): Promise<readonly RecentDump[]> {
    return describeRecent(this.#dumps.list(), (path) => stat(path), 'there');
  }

  add(path: string, session: SessionId): void {
    this.#dumps.opened(path, session);
    app.addRecentDocument(path);
    this.onChange();
  }

  /** The system's list can only be emptied as a whole. */
  forget(path?: string): void {
    this.#dumps.forget(path);
    if (path === undefined) app.clearRecentDocuments();
    this.onChange();
  }
}
