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
    const kind = below(9);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    else if (kind <= 5)
      setNumber(bytes, at - (at % 4), below(3), random() < 0.5, pickNumber(bytes, below, random));
    else if (kind === 6) bytes = bytes.slice(0, random() < 0.3 ? at : bytes.length - below(200));
    else if (kind === 7) bytes.copyWithin(at, below(bytes.length), below(bytes.length));
    else
      bytes = new Uint8Array(
        Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - below(64)))]),
      );
  }
  return bytes;
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
