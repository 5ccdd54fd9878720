import { t } from '../kit/i18n.ts';

/** A key press, as far as shortcuts care. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** True on Apple systems, where Mod is ⌘. */
export const isApple = (platform: string): boolean => /mac|iphone|ipad/i.test(platform);

/**
 * Whether a key press is `shortcut`, written like `Mod+Shift+P` or `Alt+ArrowLeft`. Mod is ⌘ on Apple systems, Ctrl
 * elsewhere. Shift counts only for keys that do not change with it.
 */
export function matchesShortcut(shortcut: string, press: KeyPress, apple: boolean): boolean {
  const words = shortcut.split('+');
  const key = shortcut.endsWith('++') ? '+' : (words.at(-1) ?? '');
  const mod = words.includes('Mod');
  const ctrl = words.includes('Ctrl') || (mod && !apple);
  const meta = mod && apple;
  const shiftMatters = key.length > 1 || /[a-z]/i.test(key);
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    press.ctrlKey === ctrl &&
    press.metaKey === meta &&
    press.altKey === words.includes('Alt') &&
    (!shiftMatters || press.shiftKey === words.includes('Shift'))
  );
}

const ARROWS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};
const NAMED = ['PageUp', 'PageDown', 'Home', 'End', 'Enter', 'Space', 'Escape', 'Delete'] as const;

/** What stands on the key. */
function keyText(key: string): string {
  const named = NAMED.find((name) => name === key);
  return named === undefined ? (ARROWS[key] ?? key) : t(`key.${named}`);
}

/** The shortcut as people read it. */
export function shortcutText(shortcut: string, apple: boolean): string {
  const key = shortcut.endsWith('++') ? '+' : (shortcut.split('+').at(-1) ?? '');
  const modifiers = shortcut
    .slice(0, shortcut.length - key.length)
    .split('+')
    .filter(Boolean);
  const shown = [...modifiers.map((word) => modifierText(word, apple)), keyText(key)];
  return shown.join(apple ? '' : '+');
}

function modifierText(word: string, apple: boolean): string {
  switch (word) {
    case 'Mod':
      return apple ? '⌘' : t('key.Ctrl');
    case 'Ctrl':
      return apple ? '⌃' : t('key.Ctrl');
    case 'Shift':
      return apple ? '⇧' : t('key.Shift');
    default:
      return apple ? '⌥' : t('key.Alt');
  }
}
