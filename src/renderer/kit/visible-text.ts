/** Control and format characters (bidi overrides among them) and line separators: what could make a name lie. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A name or path from the host as text that shows what is in it: a file called `a<RLO>cod.raw` must not look like
 * `awar.doc`. Bytes from a dump go through `safeText` instead.
 */
export const visibleText = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
