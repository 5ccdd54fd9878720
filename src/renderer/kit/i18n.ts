import { tongueOf, type Language, type Tongue } from '../../shared/i18n/languages.ts';
import { translator, type Translate } from '../../shared/i18n/translator.ts';

let tongue: Tongue = tongueOf(undefined, []);
let translate = translator(tongue);

/** A message in the language of this page. One page speaks one language: this alone is not passed down. */
export const t: Translate = (key, ...values) => translate(key, ...values);

/** For `Intl`: how numbers and dates are written. */
export const locale = (): string => tongue.locale;

/** Makes the page speak the chosen language, or the browser’s. What is on screen has to be drawn anew. */
export function speak(chosen: Language | undefined): void {
  tongue = tongueOf(chosen, typeof navigator === 'undefined' ? [] : navigator.languages);
  translate = translator(tongue);
  if (typeof document !== 'undefined') document.documentElement.lang = tongue.language;
}

/** The language the page speaks now. */
export const spoken = (): Language => tongue.language;
