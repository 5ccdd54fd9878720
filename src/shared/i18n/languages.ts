/** The languages the view is written in, each by its own name. A new one is a folder beside `en` and an entry here. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof LANGUAGES;

export const isLanguage = (name: string): name is Language => Object.hasOwn(LANGUAGES, name);

/** A language with the way numbers and dates are written where it is spoken: `de` and `de-AT`. */
export interface Tongue {
  readonly language: Language;
  /** BCP 47, for `Intl`. */
  readonly locale: string;
  /** False: `10125`, where the locale would write `10,125`. Absent: as the locale does. */
  readonly groupDigits?: boolean;
}

/**
 * The language to speak: the one that was chosen, or the first of the system's that there is. Regional habits follow
 * the system wherever it speaks the same language. `preferred` are BCP 47 tags, most wanted first.
 */
export function tongueOf(chosen: Language | undefined, preferred: readonly string[]): Tongue {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split(/[-_]/)[0] ?? '';
    if (isLanguage(base) && (chosen === undefined || chosen === base) && isTag(tag))
      return { language: base, locale: tag };
  }
  const language = chosen ?? 'en';
  return { language, locale: language === 'en' ? 'en-GB' : language };
}

/** False for tags that `Intl` would refuse. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // not well-formed: what a system's environment says need not be
  }
}
