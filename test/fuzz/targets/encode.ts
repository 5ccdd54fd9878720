/** Literals, then a copy of `length` bytes from `distance` bytes back; the last step's copy may be missing. */
export interface Step {
  readonly literals: Uint8Array;
  readonly length: number;
  readonly distance: number;
}

/** What the steps unpack to, done byte by byte. */
export function unpacked(steps: readonly Step[]): Uint8Array {
  const out: number[] = [];
  for (const { literals, length, distance } of steps) {
    out.push(...literals);
    for (let i = 0; i < length; i++) out.push(out[out.length - distance] ?? 0);
  }
  return Uint8Array.from(out);
}

/** A Snappy block (google/snappy, format_description.txt). */
export function encodeSnappy(steps: readonly Step[]): Uint8Array {
  const out: number[] = [];
  let length = unpacked(steps).length;
  for (; length >= 0x80; length >>>= 7) out.push((length & 0x7f) | 0x80);
  out.push(length);
  for (const step of steps) {
    const count = step.literals.length;
    if (count > 0) {
      if (count <= 60) out.push((count - 1) << 2);
      else if (count <= 256) out.push(60 << 2, count - 1);
      else out.push(61 << 2, (count - 1) & 0xff, (count - 1) >> 8);
      out.push(...step.literals);
    }
    for (let left = step.length; left > 0;) {
      const part = Math.min(left, 64);
      const { distance } = step;
      if (part >= 4 && part <= 11 && distance < 2048) {
        out.push(1 | ((part - 4) << 2) | ((distance >> 8) << 5), distance & 0xff);
      } else if (left % 2 === 0) out.push(2 | ((part - 1) << 2), distance & 0xff, distance >> 8);
      else out.push(3 | ((part - 1) << 2), distance & 0xff, distance >> 8, 0, 0);
      left -= part;
    }
  }
  return Uint8Array.from(out);
}

/** A block of LZ4 (lz4_Block_format.md). */
export function encodeLz4(steps: readonly Step[]): Uint8Array {
  const out: number[] = [];
  const extend = (value: number): void => {
    for (; value >= 255; value -= 255) out.push(255);
    out.push(value);
  };
  for (const { literals, length, distance } of steps) {
    const count = literals.length;
    const rest = length - 4;
    out.push((Math.min(15, count) << 4) | (length === 0 ? 0 : Math.min(15, rest)));
    if (count >= 15) extend(count - 15);
    out.push(...literals);
    if (length === 0) break;
    out.push(distance & 0xff, distance >> 8);
    if (rest >= 15) extend(rest - 15);
  }
  return Uint8Array.from(out);
}

/** A block of LZO1X (Documentation/staging/lzo.rst). */
export function encodeLzo(steps: readonly Step[]): Uint8Array {
  const out: number[] = [];
  /** Where the last instruction keeps the number of literals that follow it; −1 when it has no such bits. */
  let trailer = -1;
  const extended = (code: number, value: number, most: number): void => {
    if (value <= most) {
      out.push(code | value);
      return;
    }
    out.push(code);
    let rest = value - most;
    for (; rest > 255; rest -= 255) out.push(0);
    out.push(rest);
  };
  for (const [i, { literals, length, distance }] of steps.entries()) {
    const count = literals.length;
    let state = 0;
    if (i === 0 && count > 0 && count <= 238) {
      out.push(17 + count);
      state = count < 4 ? count : 4;
    } else if (count > 3) {
      extended(0, count - 3, 15);
      state = 4;
    } else if (count > 0) {
      out[trailer] = (out[trailer] ?? 0) | count;
      state = count;
    }
    out.push(...literals);
    if (length === 0) break;
    if (state > 0 && state < 4 && length === 2) {
      trailer = out.length;
      out.push(((distance - 1) & 3) << 2, (distance - 1) >> 2);
    } else if (state === 4 && length === 3 && distance > 0x800 && distance <= 0xc00) {
      trailer = out.length;
      out.push(((distance - 0x801) & 3) << 2, (distance - 0x801) >> 2);
    } else if (length <= 8 && distance <= 0x800) {
      trailer = out.length;
      out.push(((length - 1) << 5) | (((distance - 1) & 7) << 2), (distance - 1) >> 3);
    } else {
      const isNear = distance <= 0x4000;
      const far = distance - 0x4000;
      extended(isNear ? 32 : 16 | ((far >> 14) << 3), length - 2, isNear ? 31 : 7);
      const low = isNear ? (distance - 1) << 2 : (far & 0x3fff) << 2;
      trailer = out.length;
      out.push(low & 0xff, low >> 8);
    }
  }
  out.push(17, 0, 0);
  return Uint8Array.from(out);
}
