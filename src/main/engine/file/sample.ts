import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { cacheFolder } from './cache-folder.ts';

/** The name the sample is shown under. */
export const SAMPLE_NAME = 'sample.elf';

const PACKED = join('resources', 'sample.elf.zst');
/** A packed file of ours never unpacks to more. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The packed sample, found upwards from this module: from src in a checkout, from out/main in a bundle; in an Electron
 * package inside app.asar, which `fs` reads like a folder. `undefined` where none ships.
 */
export function packedSample(): string | undefined {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, PACKED);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * The path of the unpacked sample dump. For the command line and for every host: it is unpacked once into the user's
 * own cache folder (mode 0600) under a name that tells its content, and found there from then on. Show it as
 * `SAMPLE_NAME`. Nobody has to remove it; deleting it is safe.
 *
 * Rejects with `file-not-found` where no sample ships, `file-unreadable` where the cache cannot be written.
 */
export async function openSamplePath(): Promise<string> {
  const packed = packedSample();
  if (packed === undefined) {
    throw failure('file-not-found', say('failure.noSample'), {
      file: PACKED,
      remedy: say('remedy.ownDump'),
    });
  }
  const content = await readFile(packed);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const folder = cacheFolder();
  const path = join(folder, `sample-${digest}.elf`);
  if (await isWhole(path)) return path;
  try {
    await unpack(content, folder, path);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw failure('file-unreadable', say('failure.sampleUnpack', { why }), {
      file: path,
      remedy: say('remedy.cacheWritable'),
    });
  }
  return path;
}

/** Only whole files get their final name; an empty one would be the work of a full disk's repair. */
async function isWhole(path: string): Promise<boolean> {
  try {
    const about = await stat(path);
    return about.isFile() && about.size > 0;
  } catch {
    return false;
  }
}

async function unpack(content: Buffer, folder: string, path: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bytes = await promisify(zstdDecompress)(content, { maxOutputLength: MAX_BYTES });
  const partial = `${path}.${randomUUID()}`;
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
  await rename(partial, path);
  await removeOlder(folder, path);
}

/** Samples of earlier versions, which nothing refers to any more. */
async function removeOlder(folder: string, current: string): Promise<void> {
  const old = (await readdir(folder)).filter((name) => /^sample-[0-9a-f]{16}\.elf$/.test(name));
  const others = old.map((name) => join(folder, name)).filter((file) => file !== current);
  await Promise.allSettled(others.map((file) => unlink(file)));
}
