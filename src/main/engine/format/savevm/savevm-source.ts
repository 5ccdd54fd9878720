import { fileOffset, physAddr, type FileOffset, type PhysAddr } from '../../../../shared/units.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { VirtualFile } from '../../file/virtual-file.ts';
import { CODEC } from '../../memory/decode/decode-unit.ts';
import { setUnit, type Stretch, type UnitColumns, type UnitSource } from '../../memory/unit-source.ts';
import { PageBitmap } from '../kdump/page-bitmap.ts';
import { runsOf } from '../kdump/page-runs.ts';
import type { PlacedBlock } from './place-ram.ts';

/** The pages of a migration stream at their places in memory. */
export class SavevmSource implements UnitSource {
  readonly runs: readonly { readonly start: number; readonly length: number }[];
  readonly size: number;
  readonly maxUnit: number;
  readonly #file: DumpFile;
  readonly #placed: readonly PlacedBlock[];
  readonly #held: PageBitmap;
  /** Pages that lie in the file as themselves, by file offset: made when it is first asked for. */
  #byOffset: { readonly offsets: Float64Array; readonly pages: Float64Array } | undefined;

  constructor(file: DumpFile, placed: readonly PlacedBlock[], pageSize: number) {
    this.#file = file;
    this.#placed = placed;
    this.maxUnit = pageSize;
    this.#held = presentPages(placed, pageSize);
    this.runs = runsOf(this.#held, pageSize);
    this.size = this.#held.count * pageSize;
  }

  stretchAfter(address: number, to: number): Stretch | undefined {
    const limit = Math.min(this.#held.pages, Math.ceil(to / this.maxUnit));
    const start = this.#held.nextSet(Math.floor(address / this.maxUnit), limit);
    if (start >= limit) return undefined;
    return { start: start * this.maxUnit, end: this.#held.nextClear(start, limit) * this.maxUnit };
  }

  list(from: number, to: number, into: UnitColumns): number {
    const size = this.maxUnit;
    let count = 0;
    const limit = Math.min(this.#held.pages, Math.ceil(to / size));
    const next = (page: number): number => this.#held.nextSet(page, limit);
    for (
      let page = next(Math.floor(from / size));
      page < limit && count < into.capacity;
      page = next(page + 1)
    ) {
      const found = this.#find(page * size);
      if (found === undefined) setUnit(into, count++, page * size, size, CODEC.lost, 0, 0);
      else if ('fill' in found) setUnit(into, count++, page * size, size, CODEC.fill, 0, found.fill);
      else if (found.packed === undefined)
        setUnit(into, count++, page * size, size, CODEC.raw, found.offset, size);
      else setUnit(into, count++, page * size, size, CODEC.zlib, found.offset, found.packed);
    }
    return count;
  }

  readStored(offset: number, target: Uint8Array): number {
    return this.#file.read(fileOffset(offset), target);
  }

  placeOf(offset: number): FileOffset | undefined {
    return this.#file instanceof VirtualFile ? this.#file.placeOf(offset) : fileOffset(offset);
  }

  addressOf(offset: FileOffset): PhysAddr | undefined {
    this.#byOffset ??= this.#indexOffsets();
    const { offsets, pages } = this.#byOffset;
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const skip = offset - (offsets[low - 1] ?? NaN);
    return skip < this.maxUnit ? physAddr((pages[low - 1] ?? 0) * this.maxUnit + skip) : undefined;
  }

  #find(address: number): ReturnType<PlacedBlock['block']['find']> {
    const part = this.#placed.find(({ start, length }) => address >= start && address < start + length);
    return part?.block.find((part.from + address - part.start) / this.maxUnit);
  }

  #indexOffsets(): { offsets: Float64Array; pages: Float64Array } {
    const found: { at: number; page: number }[] = [];
    for (let page = this.#held.nextSet(0); page < this.#held.pages; page = this.#held.nextSet(page + 1)) {
      const where = this.#find(page * this.maxUnit);
      if (where === undefined || 'fill' in where || where.packed !== undefined) continue;
      const at = this.placeOf(where.offset);
      if (at !== undefined) found.push({ at, page });
    }
    found.sort((a, b) => a.at - b.at);
    return {
      offsets: Float64Array.from(found, ({ at }) => at),
      pages: Float64Array.from(found, ({ page }) => page),
    };
  }
}

function presentPages(placed: readonly PlacedBlock[], pageSize: number): PageBitmap {
  const end = placed.reduce(
    (most, { block, from, start, length }) =>
      Math.max(most, (start + Math.min(length, Math.max(0, block.pages * pageSize - from))) / pageSize),
    0,
  );
  const bits = new Uint8Array(Math.ceil(end / 8));
  for (const { block, from, start, length } of placed) {
    const first = from / pageSize;
    const last = Math.min(block.pages, first + Math.floor(length / pageSize));
    block.forEachSent(first, last, (page) => {
      const at = start / pageSize + page - first;
      bits[Math.floor(at / 8)] = (bits[Math.floor(at / 8)] ?? 0) | (1 << (at % 8));
    });
  }
  return new PageBitmap(bits, Math.floor(end));
}
