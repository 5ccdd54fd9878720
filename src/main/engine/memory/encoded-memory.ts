import { fileOffset, physAddr, type FileOffset, type PhysAddr } from '../../../shared/units.ts';
import { BlockCache } from './block-cache.ts';
import { CODEC, decodeUnit } from './decode/decode-unit.ts';
import { DecodePool } from './decode/decode-pool.ts';
import { storedBytes } from './decode/plan-jobs.ts';
import { scanUnits } from './decode/scan-units.ts';
import type { MemoryRun, MemoryScanOptions, MemoryScanResult, PhysicalMemory } from './physical-memory.ts';
import { unitColumns, type UnitSource } from './unit-source.ts';

/** What decoded blocks may take; every other buffer is small and of fixed size. */
const CACHE_BYTES = 32 * 1024 * 1024;
/** Units listed at once by a read. */
const READ_UNITS = 64;
/** Damaged units remembered; beyond that they are only zeros. */
const MAX_DAMAGED = 1_000_000;

/** Physical memory that a format stores packed or in small pieces. Decoded as needed, never held as a whole. */
export class EncodedMemory implements PhysicalMemory {
  readonly runs: readonly MemoryRun[];
  readonly size: number;
  readonly end: PhysAddr;
  /** Where its pieces come from. */
  readonly source: UnitSource;
  readonly #path: string;
  readonly #cache: BlockCache;
  readonly #pool: DecodePool;
  readonly #units = unitColumns(READ_UNITS);
  readonly #one = unitColumns(1);
  /** Units whose stored bytes turned out damaged: they count as holes from then on. */
  readonly #damaged = new Set<number>();
  #touched = 0;

  /** `path` is for error messages. */
  constructor(source: UnitSource, path: string, options: { cacheBytes?: number; pool?: DecodePool } = {}) {
    this.source = source;
    this.#path = path;
    this.#cache = new BlockCache(options.cacheBytes ?? CACHE_BYTES);
    this.#pool = options.pool ?? new DecodePool();
    this.runs = source.runs.map((run) => ({
      start: physAddr(run.start),
      length: run.length,
      file: undefined,
    }));
    this.size = source.size;
    const last = source.runs.at(-1);
    this.end = physAddr(last === undefined ? 0 : last.start + last.length);
  }

  has(address: PhysAddr, length: number): boolean {
    if (!(address >= 0)) return false;
    return this.holes(address, Math.max(1, length)).length === 0;
  }

  read(address: PhysAddr, target: Uint8Array): number {
    target.fill(0);
    if (!(address >= 0)) return 0;
    const end = address + target.length;
    let held = 0;
    for (let at: number = address; at < end;) {
      const units = this.#units;
      const count = this.source.list(at, end, units);
      if (count === 0) break;
      for (let row = 0; row < count; row++) {
        const start = units.address[row] ?? 0;
        const from = Math.max(address, start);
        const to = Math.min(end, start + (units.length[row] ?? 0));
        if (from >= to) continue;
        if (this.#readUnit(units, row, from - start, target.subarray(from - address, to - address))) {
          held += to - from;
        }
      }
      const next = (units.address[count - 1] ?? 0) + (units.length[count - 1] ?? 0);
      if (!(next > at)) break;
      at = next;
    }
    this.#touched += held;
    return held;
  }

  gather(addresses: Float64Array, length: number, target: Uint8Array): Uint8Array {
    const whole = new Uint8Array(addresses.length);
    addresses.forEach((address, row) => {
      const into = target.subarray(row * length, (row + 1) * length);
      if (this.read(physAddr(address), into) === length) whole[row] = 1;
      else into.fill(0);
    });
    return whole;
  }

  holes(address: PhysAddr, length: number): [number, number][] {
    const end = address + length;
    const gaps: [number, number][] = [];
    let at: number = address;
    while (at < end) {
      const stretch = this.source.stretchAfter(at, end);
      if (stretch === undefined || stretch.start >= end) break;
      if (stretch.start > at) gaps.push([at - address, stretch.start - address]);
      this.#addDamaged(Math.max(at, stretch.start), Math.min(end, stretch.end), address, gaps);
      at = stretch.end;
    }
    if (at < end) gaps.push([at - address, length]);
    return gaps;
  }

  fileOffsetOf(address: PhysAddr): FileOffset | undefined {
    const one = this.#one;
    if (!(address >= 0) || this.source.list(address, address + 1, one) === 0) return undefined;
    // What turned out not to be in the file lies nowhere in it.
    if (one.codec[0] !== CODEC.raw || this.#damaged.has(one.address[0] ?? NaN)) return undefined;
    const offset = (one.offset[0] ?? 0) + address - (one.address[0] ?? 0);
    return this.source.placeOf === undefined ? fileOffset(offset) : this.source.placeOf(offset);
  }

  addressOf(offset: FileOffset): PhysAddr | undefined {
    return this.source.addressOf?.(offset);
  }

  async scan(options: MemoryScanOptions): Promise<MemoryScanResult> {
    const result = await scanUnits(this.source, {
      ...options,
      path: this.#path,
      pool: this.#pool,
      onDamaged: (address) => {
        this.#remember(address);
      },
    });
    this.#touched += result.bytesScanned;
    return result;
  }

  bytesTouched(): number {
    return this.#touched;
  }

  /** Copies bytes of a unit from `skip` on; false when it is damaged. */
  #readUnit(units: ReturnType<typeof unitColumns>, row: number, skip: number, target: Uint8Array): boolean {
    const codec = units.codec[row];
    if (codec === CODEC.fill) {
      target.fill(units.size[row] ?? 0);
      return true;
    }
    const size = storedBytes(units, row);
    const offset = units.offset[row] ?? 0;
    // What lies there as itself needs neither decoding nor the cache.
    if (size === 0 || codec === CODEC.raw) {
      const address = units.address[row] ?? 0;
      // Of a unit that the file cuts off, the start could still be read: but it is one hole, however it is asked for.
      const isKnown = this.#damaged.size > 0 && this.#damaged.has(address);
      if (size > 0 && !isKnown && this.source.readStored(offset + skip, target) === target.length)
        return true;
      target.fill(0);
      this.#remember(address);
      return false;
    }
    const block = this.#decoded(
      units.address[row] ?? 0,
      units.length[row] ?? 0,
      codec ?? CODEC.lost,
      offset,
      size,
    );
    if (block === undefined) return false;
    target.set(block.subarray(skip, skip + target.length));
    return true;
  }

  #decoded(
    address: number,
    length: number,
    codec: number,
    offset: number,
    size: number,
  ): Uint8Array | undefined {
    if (this.#damaged.has(address)) return undefined;
    const cached = this.#cache.get(address);
    if (cached !== undefined) return cached;
    const stored = new Uint8Array(size);
    if (this.source.readStored(offset, stored) === size) {
      const bytes = new Uint8Array(length);
      if (decodeUnit(codec, stored, bytes)) {
        const block = this.#cache.add(address, length);
        block.set(bytes);
        return block;
      }
    }
    this.#remember(address);
    return undefined;
  }

  #remember(address: number): void {
    if (this.#damaged.size < MAX_DAMAGED) this.#damaged.add(address);
  }

  /** Adds the units of [from, to) known to be damaged to `gaps`. */
  #addDamaged(from: number, to: number, base: number, gaps: [number, number][]): void {
    if (this.#damaged.size === 0) return;
    const one = this.#one;
    for (let at = from; at < to && this.source.list(at, to, one) > 0;) {
      const start = one.address[0] ?? 0;
      const end = start + (one.length[0] ?? 0);
      if (this.#damaged.has(start)) gaps.push([Math.max(start, from) - base, Math.min(end, to) - base]);
      if (!(end > at)) return;
      at = end;
    }
  }
}
