import { say } from '../../../../shared/i18n/sentence.ts';
import { DamagedStream } from './byte-source.ts';

/** Bits of a growing stretch of bytes, the most significant first. */
export class BitReader {
  #bytes: Buffer = Buffer.alloc(0);
  /** In bits. */
  #at = 0;

  get bytesLeft(): number {
    return this.#bytes.length - Math.ceil(this.#at / 8);
  }

  append(bytes: Buffer): void {
    const passed = this.#at >>> 3;
    this.#bytes = Buffer.concat([this.#bytes.subarray(passed), bytes]);
    this.#at -= passed * 8;
  }

  alignToByte(): void {
    this.#at = Math.ceil(this.#at / 8) * 8;
  }

  /** The next 20 bits without passing them; zeros behind the end. */
  peek20(): number {
    const byte = this.#at >>> 3;
    const bytes = this.#bytes;
    const word =
      ((bytes[byte] ?? 0) * 2 ** 24 +
        ((bytes[byte + 1] ?? 0) << 16) +
        ((bytes[byte + 2] ?? 0) << 8) +
        (bytes[byte + 3] ?? 0)) >>>
      0;
    return (word >>> (12 - (this.#at & 7))) & 0xf_ffff;
  }

  /** Passes bits seen by `peek20`. Throws `DamagedStream` past the end. */
  skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length * 8) throw new DamagedStream(say('damage.end'));
  }

  /** The next `count` bits, at most 32. Throws `DamagedStream` past the end. */
  read(count: number): number {
    if (count > 16) return this.read(count - 16) * 2 ** 16 + this.read(16);
    const byte = this.#at >>> 3;
    if (this.#at + count > this.#bytes.length * 8) throw new DamagedStream(say('damage.end'));
    const word =
      ((this.#bytes[byte] ?? 0) << 16) | ((this.#bytes[byte + 1] ?? 0) << 8) | (this.#bytes[byte + 2] ?? 0);
    const value = (word >>> (24 - count - (this.#at & 7))) & ((1 << count) - 1);
    this.#at += count;
    return value;
  }
}
