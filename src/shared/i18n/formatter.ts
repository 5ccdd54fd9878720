import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue, MessageKey } from './catalogue.ts';
import type { Tongue } from './languages.ts';
import type { Sentence, SentenceValue } from './sentence.ts';

/** What the engine says, in the language of its reader; text stays as it is. */
export type Tell = (said: Sentence | string) => string;

export type Format = (
  key: MessageKey,
  values: Readonly<Record<string, string | number>> | undefined,
) => string;

/** Messages that only have values put in as they are, which most do: the library takes half a millisecond to read one. */
const PLAIN = /^[^{}']*(?:\{\w+\}[^{}']*)*$/;
const PLACE = /\{(\w+)\}/g;

/** Throws where a value is missing, as the library does. */
const fill = (message: string, values: Readonly<Record<string, string | number>>): string =>
  message.replace(PLACE, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The message "${message}" lacks ${name}.`);
    return String(value);
  });

/** Messages are ICU MessageFormat: `{count, plural, one {# task} other {# tasks}}`. Values are put in as plain text. */
export function formatter(catalogue: Catalogue, { locale, groupDigits = true }: Tongue): Format {
  const formatters = {
    getNumberFormat: (locales: string | string[], options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locales, { ...options, ...(groupDigits ? {} : { useGrouping: false }) }),
    getDateTimeFormat: (locales: string | string[], options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locales, options),
    getPluralRules: (locales: string | string[], options?: Intl.PluralRulesOptions) =>
      new Intl.PluralRules(locales, options),
  };
  const formats = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const message = catalogue[key];
    if (values === undefined) return message;
    if (PLAIN.test(message)) return fill(message, values);
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true, formatters });
      formats.set(key, format);
    }
    return String(format.format(values));
  };
}

/** Sentences within a sentence are put in as words; several are joined as the language joins a list. */
export function tellerOf(format: Format, locale: string): Tell {
  let list: Intl.ListFormat | undefined; // rarely needed, and dear to make
  const word = (value: SentenceValue): string | number => {
    if (typeof value !== 'object') return value;
    if ('key' in value) return tell(value);
    list ??= new Intl.ListFormat(locale);
    return list.format(value.map(tell));
  };
  const tell: Tell = (said) => {
    if (typeof said === 'string') return said;
    const { key, values = {} } = said;
    return format(
      key,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, word(value)])),
    );
  };
  return tell;
}
