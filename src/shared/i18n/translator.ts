import { CATALOGUES, type MessageKey, type MessageValues } from './catalogue.ts';
import { formatter, tellerOf, type Tell } from './formatter.ts';
import type { Tongue } from './languages.ts';

/** A message in the language of the view. Its arguments are checked by their names. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>) => string;

export function translator(tongue: Tongue): Translate {
  const format = formatter(CATALOGUES[tongue.language], tongue);
  return (key, ...[values]) => format(key, values);
}

/** Tells what the engine says in a language of the view. */
export const teller = (tongue: Tongue): Tell =>
  tellerOf(formatter(CATALOGUES[tongue.language], tongue), tongue.locale);
