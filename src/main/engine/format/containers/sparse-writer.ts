import type { FileHandle } from 'node:fs/promises';

const BLOCK = 64 * 1024;
const ZEROS = Buffer.alloc(BLOCK);

/** Writes a file front to back, leaving out stretches of zeros, which most of a memory dump can be. */
export class SparseWriter {
  /** Bytes of the file so far. */
  length = 0;
  /** Bytes that take room on the disk. */
  stored = 0;
  readonly #file: FileHandle;
  readonly #block = Buffer.alloc(BLOCK);
  #filled = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + BLOCK - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      this.length += part.length;
      at += part.length;
      if (this.#filled === BLOCK) await this.#flush();
    }
  }

  /** Writes what is left and gives the file its length. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#file.truncate(this.length);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const block = this.#block.subarray(0, this.#filled);
    if (block.compare(ZEROS, 0, block.length) !== 0) {
      await this.#file.write(block, 0, block.length, this.length - this.#filled);
      this.stored += block.length;
    }
    this.#filled = 0;
  }
}
