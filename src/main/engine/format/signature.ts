import type { ErrorCode } from '../../../shared/errors.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';

/** A kind of file that can be told by its first bytes, but not opened. */
export interface Signature {
  /** What it is, as in "This file is …". */
  readonly what: Sentence;
  /** Any of these tells it. */
  readonly marks: readonly Mark[];
  readonly code: Extract<ErrorCode, 'format-unsupported' | 'format-unknown' | 'not-linux'>;
  /** What the user can do instead. */
  readonly remedy: Sentence;
}

export type Mark = (head: Uint8Array, fileSize: number) => boolean;

/** Bytes at a fixed offset, given as text of one byte a character (`\x28\xb5`). */
export const at =
  (offset: number, magic: string): Mark =>
  (head) => {
    if (offset + magic.length > head.length) return false;
    for (let i = 0; i < magic.length; i++) if (head[offset + i] !== magic.charCodeAt(i)) return false;
    return true;
  };

/** Several marks that must all be there. */
export const all =
  (...marks: readonly Mark[]): Mark =>
  (head, fileSize) =>
    marks.every((mark) => mark(head, fileSize));

export const not =
  (mark: Mark): Mark =>
  (head, fileSize) =>
    !mark(head, fileSize);
