/**
 * What could make a name lie: control and format characters (bidi overrides among them), line separators, halves of
 * characters, and whatever is drawn as nothing.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** Longer texts are cut in their middle, so that none pushes the others off the screen. */
const MOST = 500;

/** The beginning and the end of a text that is too long. A character that the cut would halve is left out. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  const start = text.slice(0, half).replace(/[\ud800-\udbff]$/, '');
  return `${start}…${text.slice(-half).replace(/^[\udc00-\udfff]/, '')}`;
}

/**
 * A name or path from the host as text that shows what is in it: a file called `a<RLO>cod.raw` must not look like
 * `awar.doc`. At most `most` characters. Bytes from a dump go through `safeText` instead.
 */
export const visibleText = (text: string, most = MOST): string =>
  shorten(
    text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`),
    most,
  );
