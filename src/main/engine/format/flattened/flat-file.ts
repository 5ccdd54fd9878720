import { fileOffset, type FileOffset } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { VirtualFile } from '../../file/virtual-file.ts';
import { find, type FlatIndex } from './flat-index.ts';

/** Bytes of a record’s head, and some. */
const MOST_BETWEEN = 64;
const MOST_AT_ONCE = 1024 * 1024;

/** A flattened file as the file it would be rearranged into. Gaps read as zeros. */
export class FlatFile extends VirtualFile {
  readonly size: number;
  readonly #file: DumpFile;
  readonly #index: FlatIndex;
  #block = new Uint8Array(0);

  constructor(file: DumpFile, index: FlatIndex) {
    super(file.path);
    this.#file = file;
    this.#index = index;
    const last = index.count - 1;
    this.size = last < 0 ? 0 : (index.start[last] ?? 0) + (index.length[last] ?? 0);
  }

  override read(offset: FileOffset, target: Uint8Array): number {
    const end = Math.min(offset + target.length, this.size);
    const { start, length, place, count } = this.#index;
    // Most reads lie within one piece.
    let at = Math.max(0, find(start, offset));
    const from = start[at] ?? 0;
    if (offset >= from && offset + target.length <= from + (length[at] ?? 0)) {
      return this.#file.read(fileOffset((place[at] ?? 0) + offset - from), target);
    }
    target.fill(0);
    while (at < count && (start[at] ?? 0) < end) at = this.#readNeighbours(at, offset, end, target);
    return Math.max(0, end - offset);
  }

  /**
   * Reads piece `at` and those whose bytes lie right behind it, with no more than a record’s head between, at once:
   * QEMU writes a record for every page. Returns the next piece.
   */
  #readNeighbours(at: number, offset: number, end: number, target: Uint8Array): number {
    const { start, length, place, count } = this.#index;
    const from = place[at] ?? 0;
    let to = from + (length[at] ?? 0);
    let next = at + 1;
    while (next < count && (start[next] ?? 0) < end) {
      const begin = place[next] ?? 0;
      const close = begin + (length[next] ?? 0);
      if (begin < to || begin > to + MOST_BETWEEN || close > from + MOST_AT_ONCE) break;
      to = close;
      next++;
    }
    // Pieces larger than what is read at once, and single ones, go straight to where they belong.
    const isOne = next === at + 1;
    if (!isOne && this.#block.length < to - from) this.#block = new Uint8Array(MOST_AT_ONCE);
    if (!isOne) this.#file.read(fileOffset(from), this.#block.subarray(0, to - from));
    for (let piece = at; piece < next; piece++) {
      const first = Math.max(offset, start[piece] ?? 0);
      const last = Math.min(end, (start[piece] ?? 0) + (length[piece] ?? 0));
      if (first >= last) continue;
      const into = target.subarray(first - offset, last - offset);
      const source = (place[piece] ?? 0) + first - (start[piece] ?? 0);
      if (isOne) this.#file.read(fileOffset(source), into);
      else into.set(this.#block.subarray(source - from, source - from + into.length));
    }
    return next;
  }

  /** Where a byte of the rearranged file lies in the flattened one. */
  placeOf(offset: number): FileOffset | undefined {
    const at = find(this.#index.start, offset);
    const skip = offset - (this.#index.start[at] ?? NaN);
    return skip < (this.#index.length[at] ?? 0) ? fileOffset((this.#index.place[at] ?? 0) + skip) : undefined;
  }
}
