import { say } from '../../../../shared/i18n/sentence.ts';
import { ByteSource, DamagedStream } from './byte-source.ts';

/** lz4_Frame_format.md. */
const FRAME = 0x184d_2204;
const LEGACY = 0x184c_2102;
const SKIPPABLE = 0x184d_2a5;
const LEGACY_BLOCK = 8 * 1024 * 1024;
/** How far back a block may refer to the ones before it. */
const WINDOW = 64 * 1024;
const BLOCK_SIZES = new Map([
  [4, 64 * 1024],
  [5, 256 * 1024],
  [6, 1024 * 1024],
  [7, 4 * 1024 * 1024],
]);

/** Unpacks the frames of an .lz4 file. Throws `DamagedStream`. */
export async function* unpackLz4(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(chunks);
  let head = await source.take(4);
  while (head.length > 0) {
    const magic = head.length === 4 ? head.readUInt32LE(0) : 0;
    if (magic === LEGACY) {
      // A legacy frame has no end: what follows is the next one’s magic, or nothing.
      head = yield* unpackLegacy(source);
      continue;
    }
    if (magic === FRAME) yield* unpackFrame(source);
    else if (magic >>> 4 === SKIPPABLE) await source.need((await source.need(4)).readUInt32LE(0));
    else throw new DamagedStream(say('damage.noFrame', { format: 'lz4' }));
    head = await source.take(4);
  }
}

async function* unpackFrame(source: ByteSource): AsyncGenerator<Uint8Array> {
  const [flags = 0, descriptor = 0] = await source.need(2);
  const blockSize = BLOCK_SIZES.get((descriptor >> 4) & 7);
  if (flags >> 6 !== 1 || blockSize === undefined)
    throw new DamagedStream(say('damage.frameKind', { format: 'lz4' }));
  await source.need((flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0) + 1);
  const buffer = new Uint8Array(WINDOW + blockSize);
  let history = 0;
  for (;;) {
    const field = (await source.need(4)).readUInt32LE(0);
    if (field === 0) break;
    const size = field & 0x7fff_ffff;
    if (size > blockSize) throw new DamagedStream(say('damage.blockSize', { size }));
    const stored = await source.need(size);
    let length = size;
    if (field > 0x7fff_ffff) buffer.set(stored, WINDOW);
    else length = unpackLz4Block(stored, buffer, WINDOW, WINDOW - history);
    if (length < 0) throw new DamagedStream(say('damage.block', { format: 'lz4' }));
    if ((flags & 0x10) !== 0) await source.need(4);
    yield buffer.slice(WINDOW, WINDOW + length);
    if ((flags & 0x20) === 0) {
      // Blocks refer to those before them: what was written moves in front of the next one.
      buffer.copyWithin(
        WINDOW - Math.min(WINDOW, history + length),
        WINDOW + length - Math.min(WINDOW, history + length),
        WINDOW + length,
      );
      history = Math.min(WINDOW, history + length);
    }
  }
  if ((flags & 4) !== 0) await source.need(4);
}

/** Returns the four bytes behind it that are no block’s size. */
async function* unpackLegacy(source: ByteSource): AsyncGenerator<Uint8Array, Buffer> {
  const buffer = new Uint8Array(LEGACY_BLOCK);
  for (;;) {
    const field = await source.take(4);
    const size = field.length === 4 ? field.readUInt32LE(0) : Infinity;
    if (field.length === 0 || size === LEGACY || size === FRAME || size >>> 4 === SKIPPABLE) return field;
    if (size > 2 * LEGACY_BLOCK) throw new DamagedStream(say('damage.blockSize', { size }));
    const length = unpackLz4Block(await source.need(size), buffer, 0, 0);
    if (length < 0) throw new DamagedStream(say('damage.block', { format: 'lz4' }));
    yield buffer.slice(0, length);
  }
}

/**
 * Unpacks one block to `target` from `start` on; it may refer back to `first`. Every length and distance is checked.
 *
 * @returns the bytes written, or −1 when the block is damaged.
 */
export function unpackLz4Block(source: Uint8Array, target: Uint8Array, start: number, first: number): number {
  let at = 0;
  let out = start;
  const longer = (length: number): number => {
    for (let byte = 255; byte === 255; length += byte) {
      if (at >= source.length) return Infinity;
      byte = source[at++] ?? 0;
    }
    return length;
  };
  while (at < source.length) {
    const token = source[at++] ?? 0;
    const literals = token >> 4 === 15 ? longer(15) : token >> 4;
    if (literals > source.length - at || literals > target.length - out) return -1;
    target.set(source.subarray(at, at + literals), out);
    at += literals;
    out += literals;
    if (at === source.length) return out - start;
    if (at + 2 > source.length) return -1;
    const distance = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8);
    at += 2;
    const length = ((token & 15) === 15 ? longer(15) : token & 15) + 4;
    if (distance === 0 || distance > out - first || length > target.length - out) return -1;
    if (distance >= length) target.copyWithin(out, out - distance, out - distance + length);
    else for (let i = 0; i < length; i++) target[out + i] = target[out + i - distance] ?? 0;
    out += length;
  }
  return out - start;
}
