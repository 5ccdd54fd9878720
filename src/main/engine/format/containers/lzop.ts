import { say } from '../../../../shared/i18n/sentence.ts';
import { unpackLzo } from '../../memory/decode/lzo.ts';
import { ByteSource, DamagedStream } from './byte-source.ts';

/** Flags of an lzop file (lzop's conf.h). */
const ADLER_UNPACKED = 0x1;
const ADLER_PACKED = 0x2;
const EXTRA = 0x40;
const CRC_UNPACKED = 0x100;
const CRC_PACKED = 0x200;
const FILTER = 0x800;
const NEW_HEADER = 0x940;
const MAX_BLOCK = 64 * 1024 * 1024;

/** Unpacks an lzop file, as libvirt writes them too. Checksums are not looked at. Throws `DamagedStream`. */
export async function* unpackLzop(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(chunks);
  // A file may hold several, one after the other.
  while ((await source.take(9)).length === 9) yield* unpackMember(source);
}

async function* unpackMember(source: ByteSource): AsyncGenerator<Uint8Array> {
  const version = (await source.need(4)).readUInt16BE(0);
  const isNew = version >= NEW_HEADER;
  if (isNew) await source.need(2);
  await source.need(isNew ? 2 : 1);
  const flags = (await source.need(4)).readUInt32BE(0);
  if ((flags & FILTER) !== 0) throw new DamagedStream(say('damage.filter'));
  await source.need(isNew ? 12 : 8);
  const [nameLength = 0] = await source.need(1);
  await source.need(nameLength + 4);
  if ((flags & EXTRA) !== 0) await source.need((await source.need(4)).readUInt32BE(0) + 4);
  const sums = (...bits: number[]): number =>
    bits.reduce((sum, bit) => sum + ((flags & bit) !== 0 ? 4 : 0), 0);
  for (;;) {
    const length = (await source.need(4)).readUInt32BE(0);
    if (length === 0) return;
    const size = (await source.need(4)).readUInt32BE(0);
    if (length > MAX_BLOCK || size > length)
      throw new DamagedStream(say('damage.blockSizes', { length, size }));
    await source.need(
      sums(ADLER_UNPACKED, CRC_UNPACKED) + (size < length ? sums(ADLER_PACKED, CRC_PACKED) : 0),
    );
    const stored = await source.need(size);
    if (size === length) yield stored;
    else {
      const block = new Uint8Array(length);
      if (unpackLzo(stored, block) !== length)
        throw new DamagedStream(say('damage.block', { format: 'LZO' }));
      yield block;
    }
  }
}
