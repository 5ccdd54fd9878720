import type { ByteOrder, WordSize } from '../../src/shared/units.ts';

export interface ElfImageSegment {
  readonly physical: bigint;
  readonly virtual?: bigint;
  readonly bytes: Uint8Array;
  /** Default: as many as there are bytes. */
  readonly memorySize?: bigint;
}

export interface ElfImageNote {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

export interface ElfImageOptions {
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  readonly segments: readonly ElfImageSegment[];
  readonly notes?: readonly ElfImageNote[];
  /** e_type; default 4, ET_CORE. */
  readonly type?: number;
  readonly machine?: number;
  /** Keep the number of segments in section 0, as files with more than 65,534 segments must. */
  readonly countInSection?: boolean;
}

const align4 = (length: number): number => Math.ceil(length / 4) * 4;

/** Writes fields one after the other in the file's byte order. */
class FieldWriter {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #wordSize: WordSize;
  at = 0;

  constructor(length: number, wordSize: WordSize, byteOrder: ByteOrder) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
    this.#little = byteOrder === 'little';
    this.#wordSize = wordSize;
  }

  u16(...values: number[]): void {
    for (const value of values) this.#view.setUint16((this.at += 2) - 2, value, this.#little);
  }

  u32(...values: number[]): void {
    for (const value of values) this.#view.setUint32((this.at += 4) - 4, value, this.#little);
  }

  word(...values: (bigint | number)[]): void {
    for (const value of values) {
      if (this.#wordSize === 8) this.#view.setBigUint64((this.at += 8) - 8, BigInt(value), this.#little);
      else this.u32(Number(value));
    }
  }

  raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }
}

/** Builds an ELF core file: header, [section 0,] program headers, notes, and the segments' bytes. */
export function elfCoreImage(options: ElfImageOptions): Uint8Array {
  const { wordSize, byteOrder, segments, notes = [] } = options;
  const wide = wordSize === 8;
  const headerSize = wide ? 64 : 52;
  const entrySize = wide ? 56 : 32;
  const sectionSize = wide ? 64 : 40;
  const inSection = options.countInSection ?? segments.length > 65_000;
  const count = segments.length + (notes.length > 0 ? 1 : 0);
  const sectionAt = headerSize;
  const programAt = sectionAt + (inSection ? sectionSize : 0);
  const notesAt = programAt + count * entrySize;
  const noteLength = notes.reduce(
    (sum, { name, data }) => sum + 12 + align4(name.length + 1) + align4(data.length),
    0,
  );
  const dataAt = notesAt + noteLength;
  const total = segments.reduce((sum, { bytes }) => sum + bytes.length, dataAt);

  const out = new FieldWriter(total, wordSize, byteOrder);
  out.raw(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, byteOrder === 'little' ? 1 : 2, 1));
  out.at = 16;
  out.u16(options.type ?? 4, options.machine ?? 62);
  out.u32(1);
  out.word(0, programAt, inSection ? sectionAt : 0);
  out.u32(0);
  out.u16(
    headerSize,
    entrySize,
    inSection ? 0xffff : count,
    inSection ? sectionSize : 0,
    inSection ? 1 : 0,
    0,
  );

  if (inSection) {
    out.at = sectionAt + (wide ? 44 : 28);
    out.u32(count);
  }

  out.at = programAt;
  const program = (
    type: number,
    offset: number,
    virtual: bigint,
    physical: bigint,
    length: number,
    memory: bigint,
  ) => {
    out.u32(type);
    if (wide) out.u32(0);
    out.word(offset, virtual, physical, length, memory);
    if (!wide) out.u32(0);
    out.word(0);
  };
  if (notes.length > 0) program(4, notesAt, 0n, 0n, noteLength, 0n);
  let offset = dataAt;
  for (const { physical, virtual = 0n, bytes, memorySize } of segments) {
    program(1, offset, virtual, physical, bytes.length, memorySize ?? BigInt(bytes.length));
    offset += bytes.length;
  }

  out.at = notesAt;
  for (const { name, type, data } of notes) {
    out.u32(name.length + 1, data.length, type);
    const start = out.at;
    out.raw(new TextEncoder().encode(name));
    out.at = start + align4(name.length + 1);
    out.raw(data);
    out.at = start + align4(name.length + 1) + align4(data.length);
  }
  out.at = dataAt;
  for (const { bytes } of segments) out.raw(bytes);
  return out.bytes;
}
