import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeOldest } from '../../file/cache-folder.ts';

const MIB = 1024 ** 2;

export interface StoreOptions {
  readonly folder: string;
  /** What all results may take together. */
  readonly maxBytes?: number;
  /** Writes a new file; tests put a full disk here. */
  readonly write?: (path: string, bytes: Uint8Array) => void;
}

/**
 * Files by key in a folder of their own, never more than `maxBytes` of them: the one used longest ago goes first. Several
 * processes may use it at once: a file appears under its name when it is whole, and is never changed after that.
 */
export class ResultStore {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #write: (path: string, bytes: Uint8Array) => void;

  constructor({ folder, maxBytes = 512 * MIB, write = writeNew }: StoreOptions) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#write = write;
  }

  /** The bytes kept under a key, which count as used from now on; undefined when there are none that can be read. */
  load(key: string): Uint8Array | undefined {
    const path = this.#path(key);
    try {
      if (statSync(path).size > this.#maxBytes) return undefined;
      const bytes = readFileSync(path);
      const now = new Date();
      utimesSync(path, now, now);
      return bytes;
    } catch {
      return undefined; // Not there, or not to be read or touched by us: as good as not there.
    }
  }

  /** Keeps bytes and makes room for them. Answers why it could not; that is never more than a lost chance. */
  save(key: string, bytes: Uint8Array): string | undefined {
    if (bytes.length > this.#maxBytes) return `${bytes.length} bytes are more than the cache may hold`;
    const partial = `${this.#path(key)}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      this.#write(partial, bytes);
      renameSync(partial, this.#path(key));
      removeOldest(this.#folder, this.#maxBytes);
      return undefined;
    } catch (thrown) {
      removeQuietly(partial);
      return thrown instanceof Error ? thrown.message : String(thrown);
    }
  }

  /** Forgets what is kept under a key. */
  drop(key: string): void {
    removeQuietly(this.#path(key));
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.result`);
  }
}

const writeNew = (path: string, bytes: Uint8Array): void => {
  writeFileSync(path, bytes, { flag: 'wx', mode: 0o600 });
};

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The folder is gone or not ours: then there is nothing of ours to remove.
  }
}
