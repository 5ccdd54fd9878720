import type { FileOffset, PhysAddr } from '../../../shared/units.ts';

/**
 * Where each piece of an encoded memory comes from. A unit is what is decoded at once: a page of a kdump, a chunk of
 * a Snappy stream. Formats implement this; `EncodedMemory` does the rest.
 */
export interface UnitSource {
  /** Ascending and disjoint: what the dump holds, coarsely where there are too many gaps to list them all. */
  readonly runs: readonly { readonly start: number; readonly length: number }[];
  /** Bytes held, exactly. */
  readonly size: number;
  /** The most bytes that one unit decodes to. */
  readonly maxUnit: number;
  /**
   * The first stretch of memory held that ends beyond `address`; it may begin before. Stretches may touch. What lies
   * beyond `to` need not be looked at.
   */
  stretchAfter(address: number, to: number): Stretch | undefined;
  /**
   * Lists the units that hold bytes of [from, to), ascending, until `into` is full or none is left. Returns how many;
   * 0 means there are none in that range.
   */
  list(from: number, to: number, into: UnitColumns): number;
  /** Reads stored bytes, which may lie in several pieces; what is missing comes back zero. Returns how many there were. */
  readStored(offset: number, target: Uint8Array): number;
  /** Where a stored byte lies in the file the user named, if it does. Default: at its own offset. */
  placeOf?(offset: number): FileOffset | undefined;
  /** The address of a byte of the file that lies there as itself. */
  addressOf?(offset: FileOffset): PhysAddr | undefined;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Units as columns. */
export interface UnitColumns {
  readonly capacity: number;
  readonly address: Float64Array;
  /** Bytes it decodes to. */
  readonly length: Uint32Array;
  /** One of `CODEC`. */
  readonly codec: Uint8Array;
  /** Where its stored bytes begin, as `readStored` counts. */
  readonly offset: Float64Array;
  /** Stored bytes; of a fill unit the byte. */
  readonly size: Uint32Array;
}

export const unitColumns = (capacity: number): UnitColumns => ({
  capacity,
  address: new Float64Array(capacity),
  length: new Uint32Array(capacity),
  codec: new Uint8Array(capacity),
  offset: new Float64Array(capacity),
  size: new Uint32Array(capacity),
});

/** Writes row `row`. */
export function setUnit(
  into: UnitColumns,
  row: number,
  address: number,
  length: number,
  codec: number,
  offset: number,
  size: number,
): void {
  into.address[row] = address;
  into.length[row] = length;
  into.codec[row] = codec;
  into.offset[row] = offset;
  into.size[row] = size;
}
