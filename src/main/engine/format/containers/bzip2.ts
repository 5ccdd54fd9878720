import { say } from '../../../../shared/i18n/sentence.ts';
import { ByteSource, DamagedStream } from './byte-source.ts';
import { readBlock, type BlockScratch } from './bzip2-block.ts';
import { BitReader } from './bit-reader.ts';

/** A block packs up to 900,000 bytes; incompressible ones grow a little. Once that much is there it can be read. */
const MOST_PACKED = 1_200_000;
const OUT = 256 * 1024;

/**
 * Unpacks a .bz2 file, also several behind each other. Memory stays bounded whatever the file holds: runs are written
 * out piece by piece. Checksums are not looked at. Throws `DamagedStream`.
 */
export async function* unpackBzip2(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(chunks);
  const scratch: BlockScratch = { order: new Uint32Array(0) };
  const bits = new BitReader();
  let level = 0;
  for (;;) {
    const room = MOST_PACKED - bits.bytesLeft;
    if (room > 0) bits.append(await source.take(room));
    if (level === 0) {
      bits.alignToByte();
      if (bits.bytesLeft === 0) return;
      if (bits.read(24) !== 0x42_5a_68) throw new DamagedStream(say('damage.noHeader', { format: 'bzip2' }));
      level = bits.read(8) - 0x30;
      if (level < 1 || level > 9) throw new DamagedStream(say('damage.headerKind', { format: 'bzip2' }));
    }
    const magic = bits.read(24) * 2 ** 24 + bits.read(24);
    bits.read(32);
    if (magic === 0x1772_4538_5090) {
      level = 0;
      continue;
    }
    if (magic !== 0x3141_5926_5359) throw new DamagedStream(say('damage.noBlock', { format: 'bzip2' }));
    const { length, start } = readBlock(bits, level * 100_000, scratch);
    yield* expand(scratch.order, length, start);
  }
}

/** Follows the block’s bytes in order; four equal ones are followed by how many more there are. */
function* expand(order: Uint32Array, length: number, start: number): Generator<Uint8Array> {
  let out = Buffer.allocUnsafe(OUT);
  let filled = 0;
  let at = order[start] ?? 0;
  let equal = 0;
  let last = -1;
  for (let i = 0; i < length; i++) {
    at = order[at >>> 8] ?? 0;
    const byte = at & 0xff;
    const repeat = equal === 4 ? byte : 1;
    const value = equal === 4 ? last : byte;
    if (filled + repeat > OUT) {
      yield out.subarray(0, filled);
      out = Buffer.allocUnsafe(OUT);
      filled = 0;
    }
    if (repeat === 1) out[filled] = value;
    else out.fill(value, filled, filled + repeat);
    filled += repeat;
    if (equal === 4) {
      equal = 0;
      last = -1;
    } else {
      equal = byte === last ? equal + 1 : 1;
      last = byte;
    }
  }
  yield out.subarray(0, filled);
}
