import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';

/** Bytes that grow as fields are written one after the other. */
export class Fields {
  readonly #parts: Uint8Array[] = [];
  readonly #little: boolean;
  length = 0;

  constructor(order: ByteOrder) {
    this.#little = order === 'little';
  }

  u8(...values: number[]): this {
    return this.raw(Uint8Array.from(values));
  }

  u16(...values: number[]): this {
    for (const value of values) {
      this.#number(2, (view) => {
        view.setUint16(0, value, this.#little);
      });
    }
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) {
      this.#number(4, (view) => {
        view.setUint32(0, value, this.#little);
      });
    }
    return this;
  }

  u64(...values: (number | bigint)[]): this {
    for (const value of values) {
      this.#number(8, (view) => {
        view.setBigUint64(0, BigInt.asUintN(64, BigInt(value)), this.#little);
      });
    }
    return this;
  }

  word(size: WordSize, value: number): this {
    return size === 8 ? this.u64(value) : this.u32(value);
  }

  text(value: string, length = value.length): this {
    const bytes = new Uint8Array(length);
    bytes.set(Buffer.from(value, 'latin1'));
    return this.raw(bytes);
  }

  /** Zeros up to a multiple of `size`. */
  align(size: number): this {
    return this.raw(new Uint8Array((size - (this.length % size)) % size));
  }

  /** Zeros up to an offset. */
  upTo(offset: number): this {
    return this.raw(new Uint8Array(Math.max(0, offset - this.length)));
  }

  raw(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.length += bytes.length;
    return this;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  #number(width: number, write: (view: DataView) => void): this {
    const bytes = new Uint8Array(width);
    write(new DataView(bytes.buffer));
    return this.raw(bytes);
  }
}
