import { COMM_LENGTH, type TaskTable } from './task-table.ts';

const escapeByte = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

/** C0, DEL, C1, everything Unicode calls a format or line separator (bidi overrides among them), and what is drawn as nothing. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The length of a valid UTF-8 sequence at `at`, or 0. Rejects overlong forms, surrogates and beyond U+10FFFF (RFC 3629). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second > 0x9f) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second > 0x8f) return 0;
  return length;
}

/**
 * Untrusted bytes as text that is safe to print or show: valid UTF-8 stays, invalid bytes and control or format
 * characters become `\xNN` per byte. A backslash stays as it is. Stops at the first NUL.
 */
export function safeText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const body = end < 0 ? bytes : bytes.subarray(0, end);
  let text = '';
  for (let at = 0; at < body.length;) {
    const length = sequenceLength(body, at);
    const sequence = body.subarray(at, at + Math.max(length, 1));
    const decoded = length === 0 ? undefined : decodeUtf8(sequence);
    text +=
      decoded === undefined || UNSAFE.test(decoded) ? Array.from(sequence, escapeByte).join('') : decoded;
    at += sequence.length;
  }
  return text;
}

/** One valid sequence to its character. (`TextDecoder` is not part of the plain language library shared code uses.) */
function decodeUtf8(sequence: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = sequence;
  switch (sequence.length) {
    case 1:
      return String.fromCodePoint(a);
    case 2:
      return String.fromCodePoint(((a & 0x1f) << 6) | (b & 0x3f));
    case 3:
      return String.fromCodePoint(((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f));
    default:
      return String.fromCodePoint(((a & 0x07) << 18) | ((b & 0x3f) << 12) | ((c & 0x3f) << 6) | (d & 0x3f));
  }
}

/** The name of the task in `row`, safe to show. */
export const commText = (table: TaskTable, row: number): string =>
  safeText(table.comm.subarray(row * COMM_LENGTH, (row + 1) * COMM_LENGTH));
