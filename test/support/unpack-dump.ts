import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';

/** Unpacks `NAME.zst` into a folder, once; what is not packed is used where it lies. Answers the dump's path. */
export async function unpackDump(packed: string, folder: string): Promise<string> {
  if (!packed.endsWith('.zst')) return packed;
  const dump = join(folder, basename(packed, '.zst'));
  if (existsSync(dump)) return dump;
  await mkdir(folder, { recursive: true });
  const partial = `${dump}.${String(process.pid)}`;
  await pipeline(createReadStream(packed), createZstdDecompress(), createWriteStream(partial));
  await rename(partial, dump);
  return dump;
}
