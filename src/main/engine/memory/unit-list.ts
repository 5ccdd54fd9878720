import { CODEC } from './decode/decode-unit.ts';
import { fileOffset, physAddr, type FileOffset, type PhysAddr } from '../../../shared/units.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { setUnit, unitColumns, type Stretch, type UnitColumns, type UnitSource } from './unit-source.ts';

/** Bounds what a hostile file can make us keep: 1 TiB in chunks of 64 KiB. */
const MAX_UNITS = 16 * 1024 * 1024;

/** Units while a format lists them, in any order. */
export class UnitListBuilder {
  #units = unitColumns(1024);
  #count = 0;

  get isFull(): boolean {
    return this.#count >= MAX_UNITS;
  }

  add(address: number, length: number, codec: number, offset: number, size: number): void {
    if (this.#count === this.#units.capacity) this.#grow();
    setUnit(this.#units, this.#count++, address, length, codec, offset, size);
  }

  /**
   * The units by address. Of units that overlap the one that begins first is kept, of two that begin together the one
   * added first; `dropped` counts the others.
   */
  finish(file: Pick<DumpFile, 'read'>): { readonly source: UnitList; readonly dropped: number } {
    const { address, length } = this.#units;
    const order = Uint32Array.from({ length: this.#count }, (_, i) => i);
    order.sort((a, b) => (address[a] ?? 0) - (address[b] ?? 0) || a - b);
    let end = 0;
    const kept = order.filter((i) => {
      const fits = (address[i] ?? 0) >= end && (length[i] ?? 0) > 0;
      if (fits) end = (address[i] ?? 0) + (length[i] ?? 0);
      return fits;
    });
    const sorted = unitColumns(kept.length);
    for (const key of ['address', 'length', 'codec', 'offset', 'size'] as const) {
      kept.forEach((from, to) => {
        sorted[key][to] = this.#units[key][from] ?? 0;
      });
    }
    return { source: new UnitList(sorted, file), dropped: this.#count - kept.length };
  }

  #grow(): void {
    const grown = unitColumns(this.#units.capacity * 2);
    for (const key of ['address', 'length', 'codec', 'offset', 'size'] as const)
      grown[key].set(this.#units[key]);
    this.#units = grown;
  }
}

/** Memory whose units are all listed, ascending and disjoint. */
export class UnitList implements UnitSource {
  readonly runs: readonly { readonly start: number; readonly length: number }[];
  readonly size: number;
  readonly maxUnit: number;
  readonly #units: UnitColumns;
  readonly #file: Pick<DumpFile, 'read'>;
  /** Units that lie in the file as themselves, by file offset. */
  #byOffset: Uint32Array | undefined;

  constructor(units: UnitColumns, file: Pick<DumpFile, 'read'>) {
    this.#units = units;
    this.#file = file;
    this.size = units.length.reduce((sum, length) => sum + length, 0);
    this.maxUnit = units.length.reduce((most, length) => Math.max(most, length), 0);
    this.runs = this.#findRuns();
  }

  stretchAfter(address: number, to: number): Stretch | undefined {
    const { capacity } = this.#units;
    let row = this.#firstEndingAfter(address);
    if (row >= capacity) return undefined;
    const start = this.#units.address[row] ?? 0;
    let end = this.#endOf(row);
    while (end < to && ++row < capacity && this.#units.address[row] === end) end = this.#endOf(row);
    return { start, end };
  }

  list(from: number, to: number, into: UnitColumns): number {
    const { capacity, address, length, codec, offset, size } = this.#units;
    let count = 0;
    for (let row = this.#firstEndingAfter(from); row < capacity && count < into.capacity; row++) {
      const start = address[row] ?? 0;
      if (start >= to) break;
      setUnit(
        into,
        count++,
        start,
        length[row] ?? 0,
        codec[row] ?? CODEC.lost,
        offset[row] ?? 0,
        size[row] ?? 0,
      );
    }
    return count;
  }

  readStored(offset: number, target: Uint8Array): number {
    return this.#file.read(fileOffset(offset), target);
  }

  addressOf(offset: FileOffset): PhysAddr | undefined {
    const { address, offset: offsets, size, codec } = this.#units;
    this.#byOffset ??= Uint32Array.from(offsets.keys())
      .filter((row) => codec[row] === CODEC.raw)
      .sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
    let low = 0;
    let high = this.#byOffset.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((offsets[this.#byOffset[middle] ?? 0] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const row = this.#byOffset[low - 1];
    if (row === undefined) return undefined;
    const skip = offset - (offsets[row] ?? 0);
    return skip < (size[row] ?? 0) ? physAddr((address[row] ?? 0) + skip) : undefined;
  }

  #endOf(row: number): number {
    return (this.#units.address[row] ?? NaN) + (this.#units.length[row] ?? NaN);
  }

  #firstEndingAfter(address: number): number {
    let low = 0;
    let high = this.#units.capacity;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#endOf(middle) > address) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #findRuns(): { start: number; length: number }[] {
    const runs: { start: number; length: number }[] = [];
    const { capacity } = this.#units;
    for (let row = 0; row < capacity; row++) {
      const start = this.#units.address[row] ?? 0;
      const last = runs.at(-1);
      if (last !== undefined && last.start + last.length === start)
        last.length += this.#units.length[row] ?? 0;
      else runs.push({ start, length: this.#units.length[row] ?? 0 });
    }
    return runs;
  }
}
