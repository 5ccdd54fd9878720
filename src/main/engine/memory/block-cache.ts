/** Decoded blocks by address, the ones used last; never more than a fixed number of bytes. */
export class BlockCache {
  readonly #blocks = new Map<number, Uint8Array>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(address: number): Uint8Array | undefined {
    const block = this.#blocks.get(address);
    if (block !== undefined) {
      // A Map keeps the order of insertion: the one used last goes to the end.
      this.#blocks.delete(address);
      this.#blocks.set(address, block);
    }
    return block;
  }

  /** Keeps a block. Of equal length it is written into the bytes of the one that makes room. */
  add(address: number, length: number): Uint8Array {
    let reused: Uint8Array | undefined;
    while (this.#bytes + length > this.#maxBytes && this.#blocks.size > 0) {
      const oldest = this.#blocks.entries().next().value;
      if (oldest === undefined) break;
      this.#blocks.delete(oldest[0]);
      this.#bytes -= oldest[1].length;
      if (oldest[1].length === length) reused = oldest[1];
    }
    const block = reused ?? new Uint8Array(length);
    this.#blocks.set(address, block);
    this.#bytes += length;
    return block;
  }
}
