import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { failure } from '../../shared/errors.ts';
import { sampleFile } from './resources.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The name the sample is shown under. */
const SAMPLE_NAME = 'sample.elf';

/** True where the sample ships with this copy of the program. */
export const hasSample = (): boolean => existsSync(sampleFile);

export interface UnpackedSample {
  readonly path: string;
  readonly displayPath: string;
  /** Removes the unpacked file. */
  readonly remove: () => Promise<void>;
}

/** Unpacks the sample dump into a temporary folder. Rejects with `file-not-found` where none ships. */
export async function unpackSample(): Promise<UnpackedSample> {
  if (!hasSample()) {
    throw failure('file-not-found', 'The sample dump does not ship with this copy of Taskshape.', {
      file: sampleFile,
      remedy: 'Open a dump of your own.',
    });
  }
  const folder = await temporaryFolder();
  const path = join(folder.path, SAMPLE_NAME);
  try {
    await pipeline(
      createReadStream(sampleFile),
      createZstdDecompress(),
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    );
  } catch (thrown) {
    await folder.remove();
    throw thrown;
  }
  return { path, displayPath: SAMPLE_NAME, remove: folder.remove };
}
