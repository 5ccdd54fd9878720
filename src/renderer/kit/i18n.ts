import { tongueOf, type Language, type Tongue } from '../../shared/i18n/languages.ts';
import type { Tell } from '../../shared/i18n/formatter.ts';
import { teller, translator, type Translate } from '../../shared/i18n/translator.ts';

/** What the user has chosen; absent: as the browser says. */
interface Habits {
  readonly language?: Language | undefined;
  readonly groupDigits?: boolean;
  readonly startsSinceBoot?: boolean;
}

let tongue: Tongue = tongueOf(undefined, []);
let translate = translator(tongue);
let speakOut = teller(tongue);
let sinceBoot = true;

/** A message in the language of this page. One page speaks one language: this alone is not passed down. */
export const t: Translate = (key, ...values) => translate(key, ...values);

/** What the engine says, in the language of this page. Its values may come out of the dump: see `visibleText`. */
export const tell: Tell = (said) => speakOut(said);

/** For `Intl`: how numbers and dates are written. */
export const locale = (): string => tongue.locale;

/** Whether thousands are set apart. */
export const groupsDigits = (): boolean => tongue.groupDigits !== false;

/** Whether start times count from boot, or back from the dump. */
export const startsSinceBoot = (): boolean => sinceBoot;

/** Makes the page speak the chosen language, or the browser’s. What is on screen has to be drawn anew. */
export function speak({ language, groupDigits = true, startsSinceBoot: boot = true }: Habits): void {
  const preferred = typeof navigator === 'undefined' ? [] : navigator.languages;
  tongue = { ...tongueOf(language, preferred), groupDigits };
  translate = translator(tongue);
  speakOut = teller(tongue);
  sinceBoot = boot;
  if (typeof document !== 'undefined') document.documentElement.lang = tongue.language;
}

/** The language the page speaks now. */
export const spoken = (): Language => tongue.language;
