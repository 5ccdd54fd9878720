import { safeText } from '../../shared/text.ts';

const PLAIN = /^[\x20-\x7e]*$/;
const encoder = new TextEncoder();

/** A text from outside (a path, a message that quotes one) with everything escaped that a terminal would obey. */
export const safeString = (text: string): string =>
  PLAIN.test(text) ? text : safeText(encoder.encode(text));
