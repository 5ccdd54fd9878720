import type { SearchQuery } from '../../shared/search.ts';
import type { ByteOrder } from '../../shared/units.ts';

export const SEARCH_KINDS = ['bytes', 'text', 'utf16', 'u8', 'u16', 'u32', 'u64', 'pointers'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Whether what is searched for reads otherwise in the other byte order; pointers have that of the machine. */
export const hasByteOrder = (kind: SearchKind): boolean =>
  kind === 'utf16' || kind === 'u16' || kind === 'u32' || kind === 'u64';

const LONGEST = 256;
const WIDTHS: Readonly<Record<'u8' | 'u16' | 'u32' | 'u64', 1 | 2 | 4 | 8>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
};

const whole = (bytes: Uint8Array): SearchQuery | undefined =>
  bytes.length === 0 || bytes.length > LONGEST
    ? undefined
    : { kind: 'bytes', bytes, mask: new Uint8Array(bytes.length).fill(1) };

/** `7f 45 ?? 46` or `7f45??46`; a half given byte (`?2`) counts as any. Undefined when it is none. */
function parseBytes(text: string): SearchQuery | undefined {
  const digits = text.replace(/0x|[\s,]/gi, '').toLowerCase();
  if (digits.length === 0 || digits.length % 2 !== 0 || digits.length > 2 * LONGEST) return undefined;
  if (!/^[0-9a-f?]+$/.test(digits)) return undefined;
  const bytes = new Uint8Array(digits.length / 2);
  const mask = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    const pair = digits.slice(2 * at, 2 * at + 2);
    if (pair.includes('?')) continue;
    bytes[at] = Number.parseInt(pair, 16);
    mask[at] = 1;
  }
  return mask.includes(1) ? { kind: 'bytes', bytes, mask } : undefined;
}

function utf16(text: string, order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes[2 * at] = order === 'little' ? unit & 0xff : unit >> 8;
    bytes[2 * at + 1] = order === 'little' ? unit >> 8 : unit & 0xff;
  }
  return bytes;
}

function parseInteger(text: string): bigint | undefined {
  const trimmed = text.trim().replace('−', '-');
  if (!/^-?(0x[0-9a-f]+|\d+)$/i.test(trimmed) || trimmed.length > 24) return undefined;
  return trimmed.startsWith('-') ? -BigInt(trimmed.slice(1)) : BigInt(trimmed);
}

/** `ffff8880001000`, with `+100` the bytes after it as well. */
function parsePointers(text: string): SearchQuery | undefined {
  const [, start, length = '1'] =
    /^(?:0x)?([0-9a-f]{1,16})(?:\s*\+\s*(?:0x)?([0-9a-f]{1,8}))?$/i.exec(text.trim()) ?? [];
  if (start === undefined) return undefined;
  const from = BigInt(`0x${start}`);
  const to = BigInt.asUintN(64, from + BigInt(`0x${length}`));
  return to > from ? { kind: 'pointers', from, to } : undefined;
}

/** What was typed as a query; undefined when it cannot be one of this kind. */
export function parseSearch(kind: SearchKind, text: string, byteOrder: ByteOrder): SearchQuery | undefined {
  switch (kind) {
    case 'bytes':
      return parseBytes(text);
    case 'text':
      return whole(new TextEncoder().encode(text));
    case 'utf16':
      return whole(utf16(text, byteOrder));
    case 'pointers':
      return parsePointers(text);
    case 'u8':
    case 'u16':
    case 'u32':
    case 'u64': {
      const width = WIDTHS[kind];
      const value = parseInteger(text);
      const top = 1n << BigInt(8 * width);
      if (value === undefined || value >= top || value < -top / 2n) return undefined;
      return {
        kind: 'integer',
        value: BigInt.asUintN(64, BigInt.asUintN(8 * width, value)),
        width,
        byteOrder,
      };
    }
  }
}
