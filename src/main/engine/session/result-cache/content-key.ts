import { createHash } from 'node:crypto';
import { fileOffset } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';

/** Headers, notes and tables of formats stand at the ends of a file. */
const END_BYTES = 64 * 1024;
const BLOCKS = 64;
const BLOCK_BYTES = 4096;

/**
 * Names a dump by its content: its size, its ends and 64 blocks spread over it, the same ones each time. Quick on files
 * of any size, and therefore only a name: whether a result kept under it is true of these bytes is for `witnessOf` to say.
 * `engine` keeps what another build found apart.
 */
export function contentKey(file: DumpFile, engine: string): string {
  const hash = createHash('sha256').update(`${engine} ${file.size}\n`);
  const add = (offset: number, length: number): void => {
    const bytes = new Uint8Array(length);
    hash.update(bytes.subarray(0, file.read(fileOffset(offset), bytes)));
  };
  add(0, END_BYTES);
  add(Math.max(0, file.size - END_BYTES), END_BYTES);
  const step = file.size / BLOCKS;
  for (let block = 0; block < BLOCKS; block++) add(Math.floor(block * step), BLOCK_BYTES);
  return hash.digest('hex').slice(0, 40);
}
