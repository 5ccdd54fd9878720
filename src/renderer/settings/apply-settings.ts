import { DEFAULT_SETTINGS, type ViewSettings } from '../../shared/settings.ts';
import { speak } from '../kit/i18n.ts';

const root = (): HTMLElement | undefined =>
  typeof document === 'undefined' ? undefined : document.documentElement;

/** A font by its name before those of the system; the name holds no quotes, see `settingsSchema`. */
const fontStack = (name: string, otherwise: string): string =>
  name.trim() === '' ? `var(${otherwise})` : `'${name.trim()}', var(${otherwise})`;

/** Makes the page look and speak as the settings say. Styles read the attributes and variables of the root. */
export function applySettings(settings: ViewSettings = DEFAULT_SETTINGS): void {
  speak({
    language: settings.language === 'system' ? undefined : settings.language,
    groupDigits: settings.groupDigits,
    startsSinceBoot: settings.timeFormat === 'boot',
  });
  const element = root();
  if (element === undefined) return;
  element.dataset['theme'] = settings.theme;
  element.dataset['motion'] = settings.motion;
  element.style.fontSize = `${String(16 * settings.zoom)}px`;
  element.style.setProperty('--tree-font', fontStack(settings.treeFont, '--font-ui'));
  element.style.setProperty('--tree-scale', String(settings.treeSize / 100));
  element.style.setProperty('--hex-font', fontStack(settings.hexFont, '--font-mono'));
  element.style.setProperty('--hex-scale', String(settings.hexSize / 100));
}

/** Height of a line in pixels, from its height at first and a text size in percent. */
export const lineHeight = (settings: ViewSettings, pixels: number, percent = 100): number =>
  Math.round((pixels * settings.zoom * percent) / 100);
