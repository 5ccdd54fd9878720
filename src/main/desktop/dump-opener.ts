import { dirname } from 'node:path';
import { dialog } from 'electron';
import type { SessionId } from '../../shared/api.ts';
import { failure, problemOf } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { openSamplePath, SAMPLE_NAME } from '../engine/file/sample.ts';
import type { DumpWindow } from './dump-window.ts';
import type { RecentFiles } from './recent-files.ts';
import type { Settings } from './settings.ts';
import type { ViewSettingsKeeper } from './view-settings.ts';

/** Where dialogs get their words from. */
type Words = Pick<ViewSettingsKeeper, 'translate'>;

/**
 * Opens dumps in windows. The page names only paths that a user's own action brought in (dialog, drop, command line,
 * recent files): a page that was taken over must not get to read other files.
 */
export class DumpOpener {
  readonly #settings: Settings;
  readonly #recent: RecentFiles;
  readonly #words: Words;
  readonly #granted = new Set<string>();

  constructor(settings: Settings, recent: RecentFiles, words: Words) {
    this.#settings = settings;
    this.#recent = recent;
    this.#words = words;
  }

  /** Opens what the user chose outside the page. */
  open(path: string, { view }: DumpWindow): SessionId {
    this.#granted.add(path);
    const session = view.open({ path });
    this.#recent.add(path, session);
    return session;
  }

  /** Lets the page open a file that was open before by the user's wish. */
  grant(path: string): void {
    this.#granted.add(path);
  }

  /** Opens what the page asks for. Throws `forbidden` for a path the user never chose. */
  openAsked(path: string, target: DumpWindow): SessionId {
    if (!this.#granted.has(path) && !this.#recent.paths().includes(path)) {
      throw failure('forbidden', say('failure.notChosen'), {
        file: path,
        remedy: say('remedy.choose'),
      });
    }
    return this.open(path, target);
  }

  /** The native dialog. Answers the sessions it opened, none when it was cancelled. */
  async pick(target: DumpWindow): Promise<readonly SessionId[]> {
    const { lastFolder } = this.#settings.data;
    const { canceled, filePaths } = await dialog.showOpenDialog(target.window, {
      title: this.#words.translate()('dialog.open'),
      properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
      ...(lastFolder === undefined ? {} : { defaultPath: lastFolder }),
    });
    const [first] = filePaths;
    if (canceled || first === undefined) return [];
    this.#settings.update({ lastFolder: dirname(first) });
    return filePaths.map((path) => this.open(path, target));
  }

  async openSample({ view }: DumpWindow): Promise<SessionId> {
    return view.open({ path: await openSamplePath(), displayPath: SAMPLE_NAME });
  }

  /** Runs something a menu or the system asked for; what fails is shown in the window. */
  async attempt(target: DumpWindow, action: () => unknown): Promise<void> {
    try {
      await action();
    } catch (thrown) {
      target.view.announce({ type: 'problem', problem: problemOf(thrown) });
    }
  }
}
