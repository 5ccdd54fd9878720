import { app, nativeTheme } from 'electron';
import { tongueOf } from '../../shared/i18n/languages.ts';
import { translator, type Translate } from '../../shared/i18n/translator.ts';
import { parseSettings, type ViewSettings } from '../../shared/settings.ts';
import type { Settings } from './settings.ts';

/** How the pages look and speak, kept with the shell’s own settings; the shell’s menus and dialogs follow. */
export class ViewSettingsKeeper {
  readonly #settings: Settings;
  /** Called when they change. */
  onChange: (settings: ViewSettings) => void = () => undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#dress();
  }

  get current(): ViewSettings {
    return parseSettings(this.#settings.data.view);
  }

  keep(view: ViewSettings): void {
    this.#settings.update({ view });
    this.#dress();
    this.onChange(view);
  }

  /** Messages in the chosen language, or the system’s. */
  translate(): Translate {
    const { language } = this.current;
    return translator(
      tongueOf(language === 'system' ? undefined : language, app.getPreferredSystemLanguages()),
    );
  }

  /** The system’s own dialogs and menus are light or dark as the page is. */
  #dress(): void {
    const { theme } = this.current;
    nativeTheme.themeSource = theme === 'light' || theme === 'dark' ? theme : 'system';
  }
}
