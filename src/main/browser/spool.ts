import { createWriteStream } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { fileProblem } from '../api/file-problem.ts';
import { temporaryFolder, type TemporaryFolder } from '../api/temporary-folder.ts';

/** Left free on the spool's disk, so that an upload never fills it to the last byte. */
const RESERVE_BYTES = 64 * 1024 * 1024;

export interface Spooled {
  readonly path: string;
  /** Removes the file. */
  readonly remove: () => Promise<void>;
}

/**
 * Writes an upload of `size` bytes into a folder of its own under `parent` (mode 0700, file 0600). What was written
 * is removed again when the sender stops early. Rejects with `no-space`, or `bad-request` for another size.
 */
export async function spool(body: Readable, size: number, name: string, parent?: string): Promise<Spooled> {
  const folder = await temporaryFolder(parent);
  try {
    await demandSpace(folder, size, name);
    const path = join(folder.path, 'dump');
    const file = createWriteStream(path, { mode: 0o600, flags: 'wx', highWaterMark: 1024 * 1024 });
    await pipeline(body, file);
    if (file.bytesWritten !== size) {
      throw failure('bad-request', say('failure.uploadEnded', { sent: file.bytesWritten, size }), {
        file: name,
      });
    }
    return { path, remove: folder.remove };
  } catch (thrown) {
    await folder.remove();
    throw fileProblem(thrown, name);
  }
}

async function demandSpace(folder: TemporaryFolder, size: number, name: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder.path);
  const free = bavail * bsize;
  if (size + RESERVE_BYTES <= free) return;
  throw failure('no-space', say('failure.serverFull', { free, size }), {
    file: name,
    remedy: say('remedy.serverPath'),
  });
}
