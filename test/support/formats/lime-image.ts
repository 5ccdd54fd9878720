import { Fields } from './fields.ts';

export interface LimeRange {
  readonly start: number;
  readonly bytes: Uint8Array;
}

const header = (out: Fields, magic: string, version: number, { start, bytes }: LimeRange): Fields =>
  out
    .text(magic)
    .u32(version)
    .u64(start, start + bytes.length - 1, 0);

/** Builds a LiME dump, which AVML’s first version is too. */
export function limeImage(ranges: readonly LimeRange[]): Uint8Array {
  const out = new Fields('little');
  for (const range of ranges) header(out, 'EMiL', 1, range).raw(range.bytes);
  return out.bytes();
}

/** Builds a compressed AVML dump; `chunk` unpacked bytes a chunk, every third one stored as it is. */
export function avmlImage(ranges: readonly LimeRange[], chunk = 65_536): Uint8Array {
  const out = new Fields('little');
  for (const range of ranges) {
    const stream = new Fields('little').text('\xff\x06\0\0sNaPpY');
    for (let at = 0, i = 0; at < range.bytes.length; at += chunk, i++) {
      const data = range.bytes.subarray(at, at + chunk);
      const stored = i % 3 === 2 ? data : snappyLiterals(data);
      const size = stored.length + 4;
      stream
        .u8(i % 3 === 2 ? 1 : 0, size & 0xff, (size >> 8) & 0xff, size >> 16)
        .u32(0)
        .raw(stored);
    }
    const packed = stream.bytes();
    header(out, 'AVML', 2, range).raw(packed).u64(packed.length);
  }
  return out.bytes();
}

/** A Snappy block of literals alone. */
function snappyLiterals(data: Uint8Array): Uint8Array {
  const out = new Fields('little');
  let length = data.length;
  for (; length >= 0x80; length = Math.floor(length / 128)) out.u8((length & 0x7f) | 0x80);
  return out
    .u8(length, 61 << 2)
    .u16(data.length - 1)
    .raw(data)
    .bytes();
}
