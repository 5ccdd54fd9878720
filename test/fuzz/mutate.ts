/** A small generator of repeatable random numbers (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from zero on, smaller than the limit. */
export type Below = (limit: number) => number;

/** Repeatable random whole numbers. */
export function belowFrom(seed: number): Below {
  const random = randomFrom(seed);
  return (limit) => Math.floor(random() * Math.max(1, limit));
}

/** Numbers at which arithmetic goes wrong. */
const EDGES = [0n, 1n, 2n, 0x7fn, 0xffn, 0xfffn, 0x1000n, 0xffffn, 0x7fff_ffffn, 0x8000_0000n, 0xffff_ffffn];
const WIDE_EDGES = [
  ...EDGES,
  1n << 32n,
  1n << 40n,
  1n << 52n,
  (1n << 53n) - 1n,
  (1n << 63n) - 1n,
  1n << 63n,
  (1n << 64n) - 1n,
];

/**
 * The n-th mutation of a file: one to eight changes, most of them to whole numbers near the front, where headers are.
 * The same seed gives the same file.
 */
export function mutate(original: Uint8Array, seed: number): Uint8Array {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * Math.max(1, limit));
  let bytes = original.slice();
  const changes = 1 + below(8);
  for (let change = 0; change < changes && bytes.length > 0; change++) {
    const reach = random() < 0.6 ? Math.min(bytes.length, 600) : bytes.length;
    const at = below(reach);
    const kind = below(11);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    else if (kind <= 5)
      setNumber(bytes, at - (at % 4), below(3), random() < 0.5, pickNumber(bytes, below, random));
    else if (kind === 6) bytes = bytes.slice(0, random() < 0.3 ? at : bytes.length - below(200));
    else if (kind >= 9) turnField(bytes, below);
    else if (kind === 7) bytes.copyWithin(at, below(bytes.length), below(bytes.length));
    else
      bytes = new Uint8Array(
        Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - below(64)))]),
      );
  }
  return bytes;
}

/** Changes a number that is likely a length, a count or an offset: small, not zero, and aligned. */
function turnField(bytes: Uint8Array, below: Below): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let attempt = 0; attempt < 32; attempt++) {
    const at = 4 * below((attempt % 2 === 0 ? Math.min(8192, bytes.length) : bytes.length) / 4);
    if (at + 4 > bytes.length) continue;
    const little = below(4) > 0;
    const value = view.getUint32(at, little);
    if (value === 0 || value > 2 * bytes.length) continue;
    const turned = [value + 1, value - 1, value * 2, value >> 1, value + 4096, bytes.length - value, -value];
    view.setUint32(at, turned[below(turned.length)] ?? 0, little);
    return;
  }
}

function pickNumber(bytes: Uint8Array, below: (limit: number) => number, random: () => number): bigint {
  const edge = WIDE_EDGES[below(WIDE_EDGES.length)] ?? 0n;
  if (random() < 0.3) return BigInt(bytes.length) + BigInt(below(64)) - 32n;
  return random() < 0.3 ? edge + BigInt(below(16)) - 8n : edge;
}

function setNumber(bytes: Uint8Array, at: number, width: number, little: boolean, value: bigint): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const size = [2, 4, 8][width] ?? 4;
  if (at + size > bytes.length) return;
  if (size === 8) view.setBigUint64(at, BigInt.asUintN(64, value), little);
  else if (size === 4) view.setUint32(at, Number(BigInt.asUintN(32, value)), little);
  else view.setUint16(at, Number(BigInt.asUintN(16, value)), little);
}

/** Random bytes behind the first bytes of a known format. */
export function randomBehind(original: Uint8Array, seed: number): Uint8Array {
  const random = randomFrom(seed);
  const bytes = Uint8Array.from({ length: 64 + Math.floor(random() * 9000) }, () =>
    Math.floor(random() * 256),
  );
  bytes.set(original.subarray(0, Math.min(bytes.length, 4 + Math.floor(random() * 60))));
  return bytes;
}

/**
 * A change to a file found by fuzzing: as `mutate`, or a part of another file put in place of one of its own or between
 * its own.
 */
export function mutateFile(input: Uint8Array, below: Below, other: () => Uint8Array): Uint8Array {
  const kind = below(10);
  if (kind > 1) {
    const bytes = mutate(input, below(2 ** 31)).subarray(0, MAX_FILE);
    // What a file is known by stays, mostly.
    if (below(8) > 0 && bytes.length >= MAGIC) bytes.set(input.subarray(0, MAGIC));
    return bytes;
  }
  const donor = other();
  const from = below(donor.length);
  const part = donor.subarray(from, from + 1 + below(Math.min(4096, donor.length - from)));
  const at = below(input.length);
  const rest = kind === 0 ? input.subarray(at) : input.subarray(at + part.length);
  return new Uint8Array(Buffer.concat([input.subarray(0, at), part, rest])).subarray(0, MAX_FILE);
}

const MAGIC = 8;
/** Files grow no further. */
const MAX_FILE = 512 * 1024;

/** A change to a program: a head of single bytes, then records of one size. */
export function mutateRecords(
  input: Uint8Array,
  below: Below,
  other: () => Uint8Array,
  { head, size }: { readonly head: number; readonly size: number },
): Uint8Array {
  let bytes: Uint8Array = input.slice();
  const changes = 1 + below(4);
  for (let change = 0; change < changes; change++) {
    const count = Math.max(0, Math.floor((bytes.length - head) / size));
    const start = (at: number): number => head + at * size;
    const from = start(below(count + 1));
    const cut = (records: number): Uint8Array => bytes.subarray(from + records * size);
    const join = (...parts: Uint8Array[]): Uint8Array =>
      new Uint8Array(Buffer.concat([bytes.subarray(0, from), ...parts]));
    switch (below(8)) {
      case 0:
        if (bytes.length > 0) bytes[below(Math.min(head, bytes.length))] = below(256);
        break;
      case 1:
        bytes = join(cut(1 + below(3)));
        break;
      case 2:
        bytes = join(bytes.slice(from, from + size), cut(0));
        break;
      case 3: {
        const donor = other();
        const donated = Math.max(0, Math.floor((donor.length - head) / size));
        const at = start(below(donated));
        bytes = join(donor.subarray(at, at + size * (1 + below(4))), cut(0));
        break;
      }
      case 4:
      case 5:
        bytes = join(
          Uint8Array.from({ length: size }, () => below(256)),
          cut(0),
        );
        break;
      default:
        if (count > 0) bytes[head + below(count * size)] = below(3) === 0 ? below(8) : below(256);
    }
  }
  return bytes.subarray(0, head + MAX_RECORDS * size);
}

const MAX_RECORDS = 64;
