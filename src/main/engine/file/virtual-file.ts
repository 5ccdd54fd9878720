import type { FileOffset } from '../../../shared/units.ts';
import type { DumpFile, ScanResult } from './dump-file.ts';

/** A file that is a view of others, such as one whose pieces lie out of order. Read only, never searched as itself. */
export abstract class VirtualFile implements DumpFile {
  readonly path: string;
  abstract readonly size: number;
  readonly access = 'pread';
  readonly isVirtual = true;

  constructor(path: string) {
    this.path = path;
  }

  abstract read(offset: FileOffset, target: Uint8Array): number;

  /** Where a byte lies in the file the user named. */
  abstract placeOf(offset: number): FileOffset | undefined;

  gather(offsets: Float64Array, length: number, target: Uint8Array): number {
    let whole = 0;
    offsets.forEach((offset, row) => {
      const into = target.subarray(row * length, (row + 1) * length);
      if (offset >= 0 && offset + length <= this.size) {
        // Branded: an offset of this file, by the bounds just checked.
        this.read(offset as FileOffset, into);
        whole++;
      } else into.fill(0);
    });
    return whole;
  }

  scan(): Promise<ScanResult> {
    return Promise.reject(new Error('a view of a file is searched through its memory'));
  }

  /** The files behind it belong to whoever opened them. */
  close(): void {
    // Nothing of its own to close.
  }
}
