import { say } from '../../../../shared/i18n/sentence.ts';
import { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { ByteSource, DamagedStream } from './byte-source.ts';

/** RFC 8878. */
const FRAME = 0xfd2f_b528;
const SKIPPABLE = 0x184d_2a5;
/** Bytes of the optional fields of a frame's header, by two bits of its first byte. */
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const SIZE_BYTES = [0, 2, 4, 8] as const;
const RLE = 1;
const RESERVED = 3;
const MAX_BLOCK = 128 * 1024;

/**
 * Unpacks all frames of a .zst file: `pzstd` and `cat` make files of several, and Node's decoder stops without a word
 * behind the first. Throws `DamagedStream`.
 */
export async function* unpackZstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = new ByteSource(chunks);
  for (;;) {
    const head = await source.take(4);
    if (head.length === 0) return;
    const magic = head.length === 4 ? head.readUInt32LE(0) : 0;
    if (magic >>> 4 === SKIPPABLE) await skip(source, (await source.need(4)).readUInt32LE(0));
    else if (magic === FRAME) yield* unpackFrame(source, head);
    else throw new DamagedStream(say('damage.noFrame', { format: 'zstd' }));
  }
}

async function* unpackFrame(source: ByteSource, magic: Buffer): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(partsOf(source, magic), { objectMode: false });
  const unpacker = createZstdDecompress({ chunkSize: 256 * 1024 });
  packed.on('error', (error) => unpacker.destroy(error));
  for await (const chunk of packed.pipe(unpacker)) yield chunk as Uint8Array; // A stream without an encoding gives buffers.
}

/** The bytes of one frame, to its end and no further. */
async function* partsOf(source: ByteSource, magic: Buffer): AsyncGenerator<Buffer> {
  const descriptor = await source.need(1);
  const flags = descriptor[0] ?? 0;
  const isSingle = (flags & 0x20) !== 0;
  const size = SIZE_BYTES[(flags >> 6) as 0 | 1 | 2 | 3] || (isSingle ? 1 : 0); // Two bits.
  const dictionary = DICTIONARY_BYTES[(flags & 3) as 0 | 1 | 2 | 3]; // Two bits.
  yield Buffer.concat([magic, descriptor, await source.need((isSingle ? 0 : 1) + dictionary + size)]);
  for (;;) {
    const header = await source.need(3);
    const word = header.readUIntLE(0, 3);
    const kind = (word >> 1) & 3;
    const length = word >> 3;
    if (kind === RESERVED || (kind !== RLE && length > MAX_BLOCK))
      throw new DamagedStream(say('damage.block', { format: 'zstd' }));
    yield Buffer.concat([header, await source.need(kind === RLE ? 1 : length)]);
    if ((word & 1) !== 0) break;
  }
  if ((flags & 4) !== 0) yield await source.need(4);
}

async function skip(source: ByteSource, length: number): Promise<void> {
  for (let left = length; left > 0; left -= MAX_BLOCK) await source.need(Math.min(left, MAX_BLOCK));
}
