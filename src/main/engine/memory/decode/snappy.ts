/** The most bytes that the length in front of a block takes: a base-128 number of 32 bits. */
const MAX_LENGTH_BYTES = 5;

/** The unpacked length a block announces, and where its instructions begin; undefined when it makes no sense. */
export function snappyLength(
  source: Uint8Array,
): { readonly length: number; readonly at: number } | undefined {
  let length = 0;
  for (let at = 0; at < MAX_LENGTH_BYTES && at < source.length; at++) {
    const byte = source[at] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return { length, at: at + 1 };
  }
  return undefined;
}

/**
 * Unpacks one raw Snappy block (google/snappy, format_description.txt): its length, then instructions that copy
 * literals from the input or a stretch of what was already written. Every length and distance is checked.
 *
 * @returns the bytes written, or −1 when the block is damaged or does not fit `target`.
 */
export function unpackSnappy(source: Uint8Array, target: Uint8Array): number {
  const header = snappyLength(source);
  if (header === undefined || header.length > target.length) return -1;
  const inEnd = source.length;
  const outEnd = header.length;
  let at = header.at;
  let out = 0;
  while (at < inEnd) {
    const tag = source[at++] ?? 0;
    if ((tag & 3) === 0) {
      let length = (tag >> 2) + 1;
      if (length > 60) {
        const bytes = length - 60;
        if (bytes > inEnd - at) return -1;
        length = 1;
        for (let i = 0; i < bytes; i++) length += (source[at++] ?? 0) * 2 ** (8 * i);
      }
      if (length > inEnd - at || length > outEnd - out) return -1;
      if (length < 32) for (let i = 0; i < length; i++) target[out + i] = source[at + i] ?? 0;
      else target.set(source.subarray(at, at + length), out);
      at += length;
      out += length;
      continue;
    }
    let length: number;
    let distance: number;
    if ((tag & 3) === 1) {
      if (at >= inEnd) return -1;
      length = ((tag >> 2) & 7) + 4;
      distance = ((tag >> 5) << 8) | (source[at++] ?? 0);
    } else {
      const bytes = (tag & 3) === 2 ? 2 : 4;
      if (bytes > inEnd - at) return -1;
      length = (tag >> 2) + 1;
      distance = 0;
      for (let i = 0; i < bytes; i++) distance += (source[at++] ?? 0) * 2 ** (8 * i);
    }
    if (distance === 0 || distance > out || length > outEnd - out) return -1;
    if (distance >= length && length >= 16) target.copyWithin(out, out - distance, out - distance + length);
    else for (let i = 0; i < length; i++) target[out + i] = target[out + i - distance] ?? 0;
    out += length;
  }
  return out === outEnd ? out : -1;
}
