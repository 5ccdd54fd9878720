import { DE } from './de/index.ts';
import { EN } from './en/index.ts';
import type { Language } from './languages.ts';

export type MessageKey = keyof typeof EN;

/** Every message of one language. A missing one is a type error. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: EN, de: DE };

/** What comes before the brace that opens a branch of a plural or select, not an argument. */
type Branch = `${string}${'zero' | 'one' | 'two' | 'few' | 'many' | 'other' | '=0' | '=1'} `;

/** The names of a message's arguments: `{name}`, `{count, plural, …}`. */
type ArgumentNames<Message extends string> = Message extends `${infer Before}{${infer After}`
  ? Before extends Branch
    ? ArgumentNames<After>
    : After extends `${infer Inside}}${infer Rest}`
      ? Inside extends `${infer Name},${string}`
        ? Name | ArgumentNames<After extends `${Name},${infer Branches}` ? Branches : never>
        : Inside | ArgumentNames<Rest>
      : never
  : never;

/** What has to be handed over with a message: nothing, or one value for each of its arguments. */
export type MessageValues<Key extends MessageKey, Value = string | number> = [
  ArgumentNames<(typeof EN)[Key]>,
] extends [never]
  ? []
  : [Readonly<Record<ArgumentNames<(typeof EN)[Key]>, Value>>];

/** Messages without arguments. */
export type PlainKey = {
  [Key in MessageKey]: MessageValues<Key> extends [] ? Key : never;
}[MessageKey];

/** The commands of the view, by the messages that name them. */
export type CommandId = MessageKey extends infer Key
  ? Key extends `command.${infer Id}`
    ? Id
    : never
  : never;
