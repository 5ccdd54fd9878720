import { safeText } from '../../shared/text.ts';
import { hex, type ByteOrder } from '../../shared/units.ts';
import { t } from '../kit/i18n.ts';
import type { PartKind } from './shape-parts.ts';

/** The bytes as one unsigned number. At most 8 bytes make sense. */
export function unsigned(bytes: Uint8Array, order: ByteOrder): bigint {
  let value = 0n;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[order === 'big' ? i : bytes.length - 1 - i] ?? 0;
    value = (value << 8n) | BigInt(byte);
  }
  return value;
}

/** A part's bytes in words. Untrusted text comes out escaped. */
export function decodePart(kind: PartKind, bytes: Uint8Array, order: ByteOrder): string {
  switch (kind) {
    case 'chars':
      return t('value.quoted', { text: safeText(bytes) });
    case 's32':
      return String(BigInt.asIntN(bytes.length * 8, unsigned(bytes, order)));
    case 'u32':
    case 'u64':
      return String(unsigned(bytes, order));
    case 'pointer':
    case 'word':
      return hex(unsigned(bytes, order));
  }
}

/** The rows of the data inspector: what the bytes from the cursor on mean when read as each width. */
export function inspect(bytes: Uint8Array, order: ByteOrder): readonly { name: string; value: string }[] {
  const rows: { name: string; value: string }[] = [];
  for (const width of [1, 2, 4, 8]) {
    if (bytes.length < width) break;
    const value = unsigned(bytes.subarray(0, width), order);
    const signed = BigInt.asIntN(width * 8, value);
    const shown = width === 8 ? hex(value) : String(value);
    rows.push({
      name: `u${String(width * 8)}`,
      value: signed < 0n && width < 8 ? `${shown} (${String(signed)})` : shown,
    });
  }
  return rows;
}

/** Two digits a byte, blanks between, a new line every 16. */
export function hexText(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    lines.push(
      Array.from(bytes.subarray(at, at + 16), (byte) => byte.toString(16).padStart(2, '0')).join(' '),
    );
  }
  return lines.join('\n');
}
