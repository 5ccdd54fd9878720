/**
 * Unpacks one block of LZO1X, the form that makedumpfile's `-l` and the kernel's `lib/lzo` write.
 *
 * A block is instructions, each copying literals from the input or a stretch of what was already written
 * (Documentation/staging/lzo.rst). Every length and distance is checked: a damaged block ends early.
 *
 * @returns the bytes written, or −1 when the block is damaged or does not fit `target`.
 */
export function unpackLzo(source: Uint8Array, target: Uint8Array): number {
  const inEnd = source.length;
  const outEnd = target.length;
  let at = 0;
  let out = 0;
  /** Literals that the instruction before copied: 0 to 3 short ones, 4 for a long run. */
  let state = 0;

  /** A length that does not fit its bits: zero bytes count 255 each, the byte after them ends it. −1 past the end. */
  const longLength = (base: number): number => {
    let length = base;
    while (at < inEnd && source[at] === 0) {
      length += 255;
      at++;
    }
    return at < inEnd ? length + (source[at++] ?? 0) : -1;
  };

  const first = source[0] ?? 0;
  if (first > 17) {
    at = 1;
    const length = first - 17;
    if (length > inEnd - at || length > outEnd) return -1;
    for (let i = 0; i < length; i++) target[out++] = source[at++] ?? 0;
    state = length < 4 ? length : 4;
  }

  while (at < inEnd) {
    const code = source[at++] ?? 0;
    let length: number;
    let distance: number;
    let trailing: number;
    if (code >= 64) {
      // Two bytes: 3 to 8 bytes from up to 2 KiB back.
      if (at >= inEnd) return -1;
      length = (code >> 5) + 1;
      distance = ((source[at++] ?? 0) << 3) + ((code >> 2) & 7) + 1;
      trailing = code & 3;
    } else if (code >= 16) {
      const isNear = code >= 32;
      const bits = code & (isNear ? 31 : 7);
      length = bits === 0 ? longLength(isNear ? 31 : 7) : bits;
      if (length < 0 || at + 2 > inEnd) return -1;
      length += 2;
      const low = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8);
      at += 2;
      trailing = low & 3;
      if (isNear) distance = (low >> 2) + 1;
      else {
        distance = ((code & 8) << 11) + (low >> 2);
        // Nothing back from here is how a block says that it is over.
        if (distance === 0) return out;
        distance += 0x4000;
      }
    } else if (state === 0) {
      length = code === 0 ? longLength(15) : code;
      if (length < 0) return -1;
      length += 3;
      if (length > inEnd - at || length > outEnd - out) return -1;
      for (let i = 0; i < length; i++) target[out++] = source[at++] ?? 0;
      state = 4;
      continue;
    } else {
      if (at >= inEnd) return -1;
      length = state === 4 ? 3 : 2;
      distance = ((source[at++] ?? 0) << 2) + (code >> 2) + (state === 4 ? 0x801 : 1);
      trailing = code & 3;
    }

    if (
      distance > out ||
      length > outEnd - out ||
      trailing > inEnd - at ||
      trailing > outEnd - out - length
    ) {
      return -1;
    }
    if (distance >= length) {
      target.copyWithin(out, out - distance, out - distance + length);
      out += length;
    } else {
      for (let i = 0; i < length; i++, out++) target[out] = target[out - distance] ?? 0;
    }
    for (let i = 0; i < trailing; i++) target[out++] = source[at++] ?? 0;
    state = trailing;
  }
  return -1;
}
