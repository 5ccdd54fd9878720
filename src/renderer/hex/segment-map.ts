import type { Segment } from '../../shared/api.ts';

/** Bytes of a line where nobody has chosen otherwise. */
export const ROW_BYTES = 16;
const TOP_OF_SPACE = 1n << 64n;

/** One line of the hex view. */
export type HexLine =
  | {
      readonly type: 'bytes';
      /** Address of the first column, a multiple of the bytes in a line. */
      readonly address: bigint;
      /** Columns [from, to) belong to the segment; the rest of the line lies outside. */
      readonly from: number;
      readonly to: number;
      readonly label: string;
    }
  /** Stands between two segments that do not touch. */
  | { readonly type: 'gap'; readonly start: bigint; readonly length: bigint; readonly label: string };

interface Piece {
  /** First row of the piece; a gap line, if it has one, comes just before. */
  readonly row: number;
  readonly start: bigint;
  readonly end: bigint;
  /** `start` rounded down to a whole line. */
  readonly base: bigint;
  readonly gapBefore: bigint;
  readonly label: string;
}

/** Segments ascending, none empty, none overlapping, touching ones of one label joined. Input may be in any order. */
function tidy(segments: readonly Segment[]): { start: bigint; end: bigint; label: string }[] {
  const sorted = [...segments].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const out: { start: bigint; end: bigint; label: string }[] = [];
  for (const segment of sorted) {
    if (!Number.isSafeInteger(segment.length) || segment.length <= 0) continue;
    const last = out.at(-1);
    const start = last !== undefined && segment.start < last.end ? last.end : segment.start;
    const stated = segment.start + BigInt(segment.length);
    const end = stated > TOP_OF_SPACE ? TOP_OF_SPACE : stated;
    if (end <= start) continue;
    if (last?.end === start && last.label === segment.label) last.end = end;
    else out.push({ start, end, label: segment.label });
  }
  return out;
}

/**
 * The rows of a whole space, one after the other: what a scrollbar runs over.
 *
 *   segment A   rows 0 … a−1      `rowBytes` each, the first and last may be partly outside
 *   gap         row  a            one line, however many bytes are missing
 *   segment B   rows a+1 …
 *
 * A row number is a plain number: 2^53 rows of 16 bytes are more than any address space has.
 */
export class SegmentMap {
  readonly rows: number;
  /** Bytes held by all segments. */
  readonly bytes: number;
  /** Bytes of a line: a power of two. */
  readonly rowBytes: number;
  readonly #width: bigint;
  readonly #pieces: readonly Piece[];
  readonly #segments: readonly Segment[];

  constructor(segments: readonly Segment[], rowBytes = ROW_BYTES) {
    const width = BigInt(rowBytes);
    const pieces: Piece[] = [];
    let row = 0;
    let bytes = 0;
    let previousEnd: bigint | undefined;
    for (const { start, end, label } of tidy(segments)) {
      const gapBefore = previousEnd === undefined ? 0n : start - previousEnd;
      if (gapBefore > 0n) row++;
      const base = start & ~(width - 1n);
      pieces.push({ row, start, end, base, gapBefore, label });
      row += Number((end - base + width - 1n) / width);
      bytes += Number(end - start);
      previousEnd = end;
    }
    this.#pieces = pieces;
    this.#segments = segments;
    this.#width = width;
    this.rowBytes = rowBytes;
    this.rows = row;
    this.bytes = bytes;
  }

  /** The same space in lines of another width. */
  withRowBytes(rowBytes: number): SegmentMap {
    return rowBytes === this.rowBytes ? this : new SegmentMap(this.#segments, rowBytes);
  }

  /** The last piece for which `isBefore` holds, by bisection. */
  #find(isBefore: (piece: Piece) => boolean): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const piece = this.#pieces[middle];
      if (piece !== undefined && isBefore(piece)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** What stands in `row`. Undefined outside 0 … rows−1. */
  line(row: number): HexLine | undefined {
    if (row < 0 || row >= this.rows) return undefined;
    const piece = this.#pieces[this.#find((p) => p.row - (p.gapBefore > 0n ? 1 : 0) <= row)];
    if (piece === undefined) return undefined;
    const { start, end, base, gapBefore, label } = piece;
    if (row < piece.row) return { type: 'gap', start: start - gapBefore, length: gapBefore, label };
    const address = base + BigInt(row - piece.row) * this.#width;
    return {
      type: 'bytes',
      address,
      from: start > address ? Number(start - address) : 0,
      to: end < address + this.#width ? Number(end - address) : this.rowBytes,
      label,
    };
  }

  /** True where some segment holds the address. */
  holds(address: bigint): boolean {
    return this.labelAt(address) !== undefined;
  }

  /** What the segment that holds the address is called; undefined where none does. */
  labelAt(address: bigint): string | undefined {
    const piece = this.#pieces[this.#find((p) => p.start <= address)];
    return piece !== undefined && address < piece.end ? piece.label : undefined;
  }

  /** The row that shows `address`; for an address in no segment, the nearest row before it (0 at the very start). */
  rowOf(address: bigint): number {
    const index = this.#find((p) => p.base <= address);
    const piece = this.#pieces[index];
    if (piece === undefined) return 0;
    if (address < piece.end) return piece.row + Number((address - piece.base) / this.#width);
    const next = this.#pieces[index + 1];
    return next === undefined ? this.rows - 1 : next.row - (next.gapBefore > 0n ? 1 : 0);
  }

  /** The first address held, 0 when there is none. */
  get first(): bigint {
    return this.#pieces[0]?.start ?? 0n;
  }
}
