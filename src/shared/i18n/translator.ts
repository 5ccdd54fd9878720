import { IntlMessageFormat } from 'intl-messageformat';
import { CATALOGUES, type MessageKey, type MessageValues } from './catalogue.ts';
import type { Tongue } from './languages.ts';

/** A message in the language of the view. Its arguments are checked by their names. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>) => string;

/** Messages are ICU MessageFormat: `{count, plural, one {# task} other {# tasks}}`. Values are put in as plain text. */
export function translator({ language, locale, groupDigits = true }: Tongue): Translate {
  const catalogue = CATALOGUES[language];
  const formatters = {
    getNumberFormat: (locales: string | string[], options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locales, { ...options, ...(groupDigits ? {} : { useGrouping: false }) }),
    getDateTimeFormat: (locales: string | string[], options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locales, options),
    getPluralRules: (locales: string | string[], options?: Intl.PluralRulesOptions) =>
      new Intl.PluralRules(locales, options),
  };
  const formats = new Map<MessageKey, IntlMessageFormat>();
  return (key, ...[values]) => {
    const message = catalogue[key];
    if (values === undefined) return message;
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true, formatters });
      formats.set(key, format);
    }
    return String(format.format(values));
  };
}
