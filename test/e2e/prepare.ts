import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import type { TestProject } from 'vitest/node';
import { fingerprint } from './fingerprint.ts';

const root = join(import.meta.dirname, '..', '..');

/** Real dumps, best first: the sample that ships, and one that lies beside the checkout where the project is tested. */
const DUMPS = [
  join(root, 'resources', 'sample.elf.zst'),
  join(root, '..', 'shared', 'dumps', 'amd64-6.1.elf.zst'),
];

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for all files of this run. */
    folder: string;
    /** The unpacked dump in it. */
    dump: string;
    /** Of the dump, before any journey. */
    fingerprint: string;
  }
}

/** Unpacks the dump once for all journeys. */
export default async function prepare({ provide }: TestProject): Promise<() => void> {
  const packed = DUMPS.find((file) => existsSync(file));
  if (packed === undefined) throw new Error(`no dump to test with: neither of ${DUMPS.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'taskshape-e2e-'));
  const dump = join(folder, 'dump.elf');
  await pipeline(createReadStream(packed), createZstdDecompress(), createWriteStream(dump));
  provide('folder', folder);
  provide('dump', dump);
  provide('fingerprint', fingerprint(dump));
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
