import { app } from 'electron';
import type { Settings } from './settings.ts';

const MAX_RECENT = 10;

/** The dumps opened last, in our own list (the menu and the page show it) and in the system's. */
export class RecentFiles {
  readonly #settings: Settings;
  /** Called when the list changes. */
  onChange: () => void = () => undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  list(): readonly string[] {
    return this.#settings.data.recent;
  }

  add(path: string): void {
    const others = this.list().filter((known) => known !== path);
    this.#settings.update({ recent: [path, ...others].slice(0, MAX_RECENT) });
    app.addRecentDocument(path);
    this.onChange();
  }

  clear(): void {
    this.#settings.update({ recent: [] });
    app.clearRecentDocuments();
    this.onChange();
  }
}
