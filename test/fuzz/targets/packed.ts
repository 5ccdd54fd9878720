import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { prepareFile } from '../../../src/main/engine/format/containers/prepare-file.ts';
import { TaskshapeError } from '../../../src/shared/errors.ts';
import packedSeeds from '../packed-seeds.json' with { type: 'json' };
import { pageOf, pagesOf } from '../../support/formats/guest-pages.ts';
import { hibernationImage } from '../../support/formats/hibernation-image.ts';
import { limeImage } from '../../support/formats/lime-image.ts';
import type { Target } from '../target.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What an input may unpack to. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Sources beside the one that bears a target's name. */
const HELPERS: Readonly<Record<string, readonly string[]>> = {
  bzip2: ['bit-reader'],
  hibernation: ['swap-image'],
};

const plain = Buffer.from(limeImage([{ start: 4096, bytes: pageOf(1) }]));

function seedsOf(name: string): Uint8Array[] {
  const kept = Object.entries(packedSeeds).flatMap(([packing, texts]) => (packing === name ? texts : []));
  const seeds: Uint8Array[] = kept.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  if (name === 'gzip')
    seeds.push(new Uint8Array(gzipSync(plain)), new Uint8Array(gzipSync(Buffer.from(gzipSync(plain)))));
  if (name === 'zstd') seeds.push(new Uint8Array(zstdCompressSync(plain)));
  if (name === 'zip') seeds.push(storedZip(plain.subarray(0, 300)));
  if (name === 'hibernation')
    for (const packing of ['lzo', 'lz4', 'none', 'unmarked'] as const)
      seeds.push(hibernationImage({ pages: pagesOf([1, 2, 7]), zeros: [3], packing }));
  return seeds;
}

/** The smallest archive: one stored file. */
function storedZip(content: Uint8Array): Uint8Array {
  const local = Buffer.alloc(30 + 1);
  local.writeUInt32LE(0x0403_4b50, 0);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(1, 26);
  const entry = Buffer.alloc(46 + 1);
  entry.writeUInt32LE(0x0201_4b50, 0);
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt32LE(content.length, 24);
  entry.writeUInt16LE(1, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + content.length, 16);
  return new Uint8Array(Buffer.concat([local, content, entry, end]));
}

/** Unpacks files into a cache of its own. */
export function packedTarget(name: string): Target {
  const folder = temporaryFolder();
  const path = join(folder.path, 'packed');
  const cache = join(folder.path, 'cache');
  return {
    seeds: seedsOf(name),
    covers: [
      `src/main/engine/format/containers/${name}`,
      'src/main/engine/format/containers/p',
      ...(HELPERS[name] ?? []).map((helper) => `src/main/engine/format/containers/${helper}`),
    ],
    close: folder.remove,
    run: async (input) => {
      writeFileSync(path, input);
      const end = await unpack(path, cache);
      const left = namesIn(cache).filter((file) => file.endsWith('.tmp'));
      rmSync(cache, { recursive: true, force: true });
      if (left.length > 0) throw new Error('something half unpacked was left behind');
      return end;
    },
  };
}

async function unpack(path: string, folder: string): Promise<string> {
  try {
    const prepared = await prepareFile(path, { folder, maxBytes: MAX_BYTES });
    if (statSync(prepared.path).size > MAX_BYTES + 2 ** 20)
      throw new Error('more was unpacked than is allowed');
    const how = prepared.packings.join(' in ') || 'not packed';
    return prepared.notices.length > 0 ? `${how}, cut off` : how;
  } catch (error) {
    if (error instanceof TaskshapeError && error.problem.code !== 'internal') return error.problem.code;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
