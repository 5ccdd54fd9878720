import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import { english } from '../../../../shared/i18n/english.ts';

/** Takes exact numbers of bytes from a stream of chunks. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next `length` bytes; fewer only at the end of the stream. */
  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [this.#held];
    let size = this.#held.length;
    while (size < length) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      parts.push(chunk);
      size += chunk.length;
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts);
    this.#held = all.subarray(Math.min(length, all.length));
    return all.subarray(0, length);
  }

  /** As `take`, but a stream that ends first is damaged. */
  async need(length: number): Promise<Buffer> {
    const bytes = await this.take(length);
    if (bytes.length < length) throw new DamagedStream(say('damage.end'));
    return bytes;
  }
}

/** What the packed file says cannot be. */
export class DamagedStream extends Error {
  readonly reason: string | Sentence;

  constructor(reason: string | Sentence) {
    super(english(reason));
    this.reason = reason;
  }
}
