import { say } from '../../../../shared/i18n/sentence.ts';
import { createReadStream } from 'node:fs';
import { Readable, type Transform } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import xz from 'xz-decompress';
import { DamagedStream } from './byte-source.ts';
import { unpackBzip2 } from './bzip2.ts';
import { unpackHibernation } from './hibernation.ts';
import { unpackLz4 } from './lz4.ts';
import { unpackLzop } from './lzop.ts';
import type { PackedPart, Packing } from './packing-of.ts';
import { largestTarEntry } from './tar.ts';
import { largestZipEntry } from './zip.ts';
import { unpackZstd } from './zstd.ts';

/** The packed bytes of `part` unpacked, chunk by chunk. `onRead` is told of the packed bytes read. */
export async function* unpackStream(
  path: string,
  part: PackedPart,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (part.packing === 'hibernation') {
    yield* unpackHibernation(path, part.offset, onRead);
    return;
  }
  let start = part.offset;
  let end = Infinity;
  let isStored = false;
  if (part.packing === 'zip') {
    const entry = await largestZipEntry(path);
    if (entry.encrypted) throw new DamagedStream(say('damage.encrypted', { name: entry.name }));
    if (entry.method !== 0 && entry.method !== 8)
      throw new DamagedStream(say('damage.method', { name: entry.name, method: entry.method }));
    isStored = entry.method === 0;
    start = entry.offset;
    end = entry.offset + entry.packedSize - 1;
    if (entry.packedSize === 0) return;
  }
  if (part.packing === 'tar') {
    const entry = await largestTarEntry(path);
    isStored = true;
    start = entry.offset;
    end = entry.offset + entry.size - 1;
  }
  const packed = createReadStream(path, { start, end, highWaterMark: 256 * 1024 });
  packed.on('data', (chunk) => {
    onRead(chunk.length);
  });
  try {
    yield* isStored ? chunksOf(packed) : unpackBytes(packed, part.packing);
  } finally {
    packed.destroy();
  }
}

async function* chunksOf(stream: Readable | ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield chunk as Uint8Array; // Streams of bytes without an encoding give buffers.
}

function unpackBytes(packed: Readable, packing: Exclude<Packing, 'hibernation'>): AsyncGenerator<Uint8Array> {
  switch (packing) {
    case 'gzip':
      return chunksOf(linked(packed, createGunzip({ chunkSize: 256 * 1024 })));
    case 'zip':
      return chunksOf(linked(packed, createInflateRaw({ chunkSize: 256 * 1024 })));
    case 'zstd':
      return unpackZstd(packed as AsyncIterable<Uint8Array>);
    case 'bzip2':
      return unpackBzip2(packed as AsyncIterable<Uint8Array>);
    case 'xz':
      return unpackXz(packed);
    case 'tar':
      return chunksOf(packed);
    case 'lz4':
      return unpackLz4(packed as AsyncIterable<Uint8Array>);
    case 'lzop':
      return unpackLzop(packed as AsyncIterable<Uint8Array>);
  }
}

/** Pipes, and hands errors of the source on. */
function linked(packed: Readable, unpacker: Transform): Transform {
  packed.on('error', (error) => unpacker.destroy(error));
  return packed.pipe(unpacker);
}

/** The decoder throws plain errors; only those of reading the file have a code. */
async function* unpackXz(packed: Readable): AsyncGenerator<Uint8Array> {
  try {
    // The web stream of Node and that of the DOM are one class under two names.
    yield* chunksOf(new xz.XzReadableStream(Readable.toWeb(packed) as unknown as ReadableStream<Uint8Array>));
  } catch (error) {
    if (error instanceof Error && !('syscall' in error)) throw new DamagedStream(error.message);
    throw error;
  }
}
