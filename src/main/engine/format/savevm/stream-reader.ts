import { fileOffset } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';

const WINDOW = 512;

/** The stream ended in the middle of something. */
export class StreamEnd extends Error {}

/** Reads a big-endian stream front to back through a small window, so that page contents are passed by, not read. */
export class StreamReader {
  at: number;
  readonly file: DumpFile;
  readonly #bytes = new Uint8Array(WINDOW);
  readonly #view = new DataView(this.#bytes.buffer);
  #start = 0;
  #held = 0;

  constructor(file: DumpFile, at = 0) {
    this.file = file;
    this.at = at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4));
  }

  /** The value in halves: numbers of the stream carry flags in their low bits. */
  u64(): { readonly high: number; readonly low: number } {
    const at = this.#take(8);
    return { high: this.#view.getUint32(at), low: this.#view.getUint32(at + 4) };
  }

  /** The value as a number, rounded beyond 2^53. */
  size(): number {
    const { high, low } = this.u64();
    return high * 2 ** 32 + low;
  }

  /** A name of `length` bytes. */
  text(length: number): string {
    const at = this.#take(length);
    return Buffer.from(this.#bytes.subarray(at, at + length)).toString('latin1');
  }

  skip(bytes: number): void {
    this.at += bytes;
  }

  /** The position in the window of the next `length` bytes, which are passed. Throws `StreamEnd`. */
  #take(length: number): number {
    if (this.at < this.#start || this.at + length > this.#start + this.#held) {
      this.#start = this.at;
      this.#held = this.file.read(fileOffset(this.at), this.#bytes);
    }
    const position = this.at - this.#start;
    if (length > WINDOW || position + length > this.#held) throw new StreamEnd();
    this.at += length;
    return position;
  }
}
