import { EN } from './en/index.ts';
import { formatter, tellerOf, type Tell } from './formatter.ts';
import type { Sentence } from './sentence.ts';

const LOCALE = 'en-GB';

/**
 * What the engine says in English, for the command line, logs and JSON; numbers without separators, as programs read
 * them. It brings no other language along: workers load this too.
 */
export const english: Tell = tellerOf(
  formatter(EN, { language: 'en', locale: LOCALE, groupDigits: false }),
  LOCALE,
);

/** Sentences hold sentences, which hold no more than this many of their own in a row. */
const MAX_DEPTH = 4;

/** Whether something of unknown origin is a sentence that can be told: its message exists and has all of its values. */
export function isSentence(value: unknown): value is Sentence {
  if (!hasForm(value, MAX_DEPTH)) return false;
  try {
    english(value);
    return true;
  } catch {
    return false; // a value is missing
  }
}

function hasForm(value: unknown, depth: number): value is Sentence {
  if (typeof value !== 'object' || value === null || depth === 0) return false;
  // Asked of every part of what is written as JSON, nearly all of which have no such member.
  if (!('key' in value) || typeof value.key !== 'string' || !Object.hasOwn(EN, value.key)) return false;
  const { values, ...rest } = value as Readonly<Record<string, unknown>>; // any object has names
  if (Object.keys(rest).length > 1) return false;
  if (values === undefined) return true;
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false;
  return Object.values(values).every((part: unknown) =>
    Array.isArray(part)
      ? part.every((one) => hasForm(one, depth - 1))
      : typeof part === 'string' || typeof part === 'number' || hasForm(part, depth - 1),
  );
}
