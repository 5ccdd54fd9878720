import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, statfs, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, TaskshapeError } from '../../../../shared/errors.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import { cachePart, removeOldest } from '../../file/cache-folder.ts';
import { cannotOpen, scanCancelled } from '../../file/file-errors.ts';
import { packedPart, type PackedPart } from './packing-of.ts';
import { unpackStream } from './packing.ts';
import { DamagedStream } from './byte-source.ts';
import { SparseWriter } from './sparse-writer.ts';

const GIB = 1024 ** 3;
/** A file packed into another is followed this deep. */
const MAX_DEPTH = 3;
const HEAD = 64 * 1024;
/** Left free on the disk. */
const SPARE_DISK = GIB;
/** What unpacked dumps may take together; the ones used longest ago go first. */
const MAX_CACHE = 64 * GIB;

export interface PrepareOptions {
  readonly signal?: AbortSignal;
  /** Packed bytes read of all, and unpacked bytes written so far. */
  readonly onProgress?: (doneBytes: number, totalBytes: number, unpackedBytes: number) => void;
  /** Where unpacked dumps are kept; default: the user’s cache folder. */
  readonly folder?: string;
  /** The most bytes a file may unpack to. Default: 16 GiB, or 2,000 times its size if that is more. */
  readonly maxBytes?: number;
}

export interface PreparedFile {
  /** What to open: the file itself, or what it unpacked to. */
  readonly path: string;
  /** How it was packed, outermost first; empty when it was not. */
  readonly packings: readonly string[];
  readonly notices: readonly Sentence[];
}

/**
 * Makes a packed file ready to be opened: unpacks it once into the cache folder (mode 0600, named after its content),
 * never beside the user's file. A file that is not packed comes back as it is, at once.
 *
 * Rejects with `TaskshapeError`: `file-not-found`, `file-unreadable`, `format-damaged` (nothing could be unpacked, or
 * it unpacks to more than is allowed), `no-space`, `cancelled`.
 */
export async function prepareFile(path: string, options: PrepareOptions = {}): Promise<PreparedFile> {
  const packings: string[] = [];
  const notices: Sentence[] = [];
  let current = path;
  for (let depth = 0; ; depth++) {
    const found = await lookInto(current, path);
    if (found === undefined) return { path: current, packings, notices };
    if (depth === MAX_DEPTH) throw tooDeep(path);
    const unpacked = await unpackOnce(current, path, found, options);
    packings.push(found.part.packing);
    notices.push(...unpacked.notices);
    current = unpacked.path;
  }
}

const tooDeep = (path: string): TaskshapeError =>
  failure('format-unsupported', say('failure.tooDeep', { times: MAX_DEPTH }), {
    file: path,
    remedy: say('remedy.unpackByHand'),
  });

interface Packed {
  readonly part: PackedPart;
  readonly size: number;
  /** Names the content. */
  readonly fingerprint: string;
}

/** How a file is packed; undefined when it is not, or is nothing that can be read here (the opener says why). */
async function lookInto(path: string, shown: string): Promise<Packed | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const handle = file;
    const about = await file.stat();
    if (!about.isFile() || about.size === 0) return undefined;
    const readAt = async (offset: number, length = 16): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    const part = await packedPart(await readAt(0, HEAD), readAt);
    if (part === undefined) return undefined;
    const hash = createHash('sha256').update(`${about.size} ${about.mtimeMs} ${part.offset}`);
    for (let i = 0; i <= 16; i++) hash.update(await readAt(Math.floor((about.size * i) / 16.25), HEAD));
    return { part, size: about.size, fingerprint: hash.digest('hex').slice(0, 32) };
  } catch (error) {
    throw cannotOpen(shown, error);
  } finally {
    await file?.close();
  }
}

async function unpackOnce(
  path: string,
  shown: string,
  packed: Packed,
  options: PrepareOptions,
): Promise<{ path: string; notices: Sentence[] }> {
  const folder = options.folder ?? cachePart('unpacked');
  const whole = join(folder, `${packed.fingerprint}.dump`);
  const cutOff = join(folder, `${packed.fingerprint}.part.dump`);
  for (const known of [whole, cutOff]) {
    if (await touch(known)) return { path: known, notices: known === cutOff ? [PARTIAL] : [] };
  }
  const partial = join(folder, `${packed.fingerprint}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    removeOldest(folder, MAX_CACHE);
    const damage = await unpackTo(partial, path, shown, packed, options);
    const final = damage === undefined ? whole : cutOff;
    await rename(partial, final);
    return {
      path: final,
      notices: damage === undefined ? [] : [say('notice.partlyUnpackedWhy', { why: damage })],
    };
  } catch (error) {
    await rm(partial, { force: true });
    throw asFailure(error, shown);
  }
}

const PARTIAL = say('notice.partlyUnpacked');

/** Unpacks into a new file. Returns why the end is missing; a file of which nothing could be unpacked is an error. */
async function unpackTo(
  target: string,
  path: string,
  shown: string,
  { part, size }: Packed,
  options: PrepareOptions,
): Promise<string | Sentence | undefined> {
  const disk = await statfs(join(target, '..'));
  const allowed = options.maxBytes ?? Math.max(16 * GIB, 2000 * size);
  const room = disk.bavail * disk.bsize - SPARE_DISK;
  let read = 0;
  const writer = new SparseWriter(await open(target, 'wx', 0o600));
  try {
    const stream = unpackStream(path, part, (bytes) => (read += bytes));
    for await (const chunk of stream) {
      if (options.signal?.aborted === true) throw scanCancelled(shown);
      await writer.write(chunk);
      if (writer.length > allowed) throw bomb(shown, allowed);
      if (writer.stored > room) throw noSpace(shown);
      options.onProgress?.(Math.min(read, size), size, writer.length);
    }
    await writer.finish();
  } catch (error) {
    const why = damageOf(error);
    if (why === undefined || writer.length === 0) throw error;
    await writer.finish();
    return why;
  } finally {
    await writer.close();
  }
  return undefined;
}

/** What a decoder said about damaged data; undefined for every other error. */
function damageOf(error: unknown): string | Sentence | undefined {
  if (error instanceof TaskshapeError || !(error instanceof Error)) return undefined;
  if (error instanceof DamagedStream) return error.reason;
  const code = 'code' in error ? String(error.code) : '';
  return /^(Z_|ZSTD_|ERR_)/.test(code) ? error.message : undefined;
}

function asFailure(error: unknown, path: string): Error {
  if (error instanceof TaskshapeError) return error;
  const why = damageOf(error);
  if (why !== undefined) {
    return failure('format-damaged', say('failure.unpack', { why }), {
      file: path,
      offset: 0,
      expected: say('expected.wholeFile'),
      remedy: say('remedy.unpackTool'),
    });
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return noSpace(path);
  return cannotOpen(path, error);
}

const bomb = (path: string, allowed: number): TaskshapeError =>
  failure('format-damaged', say('failure.bomb', { allowed }), {
    file: path,
    expected: say('expected.atMostBytes', { most: allowed }),
    remedy: say('remedy.trust'),
  });

const noSpace = (path: string): TaskshapeError =>
  failure('no-space', say('failure.noRoom'), {
    file: path,
    remedy: say('remedy.makeRoom'),
  });

/** True when the file is there; it then counts as used now. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}
