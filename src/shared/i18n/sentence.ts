import type { MessageKey, MessageValues } from './catalogue.ts';

/** What can be put into a message: text, a number that the language writes its own way, or other sentences. */
export type SentenceValue = string | number | Sentence | readonly Sentence[];

/**
 * What the engine has to say, as data: a message of the catalogue and what is put into it. It is put into words where
 * it is read, in the language of the reader.
 */
export interface Sentence {
  readonly key: MessageKey;
  readonly values?: Readonly<Record<string, SentenceValue>>;
}

/** A sentence whose values are those that its message asks for. */
export const say = <Key extends MessageKey>(
  key: Key,
  ...[values]: MessageValues<Key, SentenceValue>
): Sentence => (values === undefined ? { key } : { key, values });
