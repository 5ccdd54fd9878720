import { fileOffset, type FileOffset } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { VirtualFile } from '../../file/virtual-file.ts';
import { find, type FlatIndex } from './flat-index.ts';

/** A flattened file as the file it would be rearranged into. Gaps read as zeros. */
export class FlatFile extends VirtualFile {
  readonly size: number;
  readonly #file: DumpFile;
  readonly #index: FlatIndex;

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
    for (; at < count && (start[at] ?? 0) < end; at++) {
      const first = Math.max(offset, start[at] ?? 0);
      const last = Math.min(end, (start[at] ?? 0) + (length[at] ?? 0));
      if (first >= last) continue;
      const into = target.subarray(first - offset, last - offset);
      this.#file.read(fileOffset((place[at] ?? 0) + first - (start[at] ?? 0)), into);
    }
    return Math.max(0, end - offset);
  }

  /** Where a byte of the rearranged file lies in the flattened one. */
  placeOf(offset: number): FileOffset | undefined {
    const at = find(this.#index.start, offset);
    const skip = offset - (this.#index.start[at] ?? NaN);
    return skip < (this.#index.length[at] ?? 0) ? fileOffset((this.#index.place[at] ?? 0) + skip) : undefined;
  }
}
