import type {
  MemoryRun,
  MemoryScanOptions,
  MemoryScanResult,
  PhysicalMemory,
} from '../src/main/engine/memory/physical-memory.ts';
import type { FileOffset, PhysAddr } from '../src/shared/units.ts';

export const PAGE = 4096;

/** Physical memory that remembers which pages were read, and which ones a scan found something in. */
export class RecordingMemory implements PhysicalMemory {
  readonly runs: readonly MemoryRun[];
  readonly size: number;
  readonly end: PhysAddr;
  /** Page numbers. */
  readonly seen = new Set<number>();
  readonly hit = new Set<number>();
  /** Pages that somebody wanted to know to be there: whether a pointer leads anywhere is evidence too. */
  readonly asked = new Set<number>();
  readonly #inner: PhysicalMemory;

  constructor(inner: PhysicalMemory) {
    this.#inner = inner;
    this.runs = inner.runs;
    this.size = inner.size;
    this.end = inner.end;
  }

  /** Remembers [address, address + length) as read. */
  note(address: number, length: number): void {
    if (!(address >= 0)) return;
    for (let page = Math.floor(address / PAGE); page * PAGE < address + length; page++) {
      if (this.#inner.has((page * PAGE) as PhysAddr, PAGE)) this.seen.add(page);
    }
  }

  has(address: PhysAddr, length: number): boolean {
    this.asked.add(Math.floor(address / PAGE));
    return this.#inner.has(address, length);
  }

  read(address: PhysAddr, target: Uint8Array): number {
    this.note(address, target.length);
    return this.#inner.read(address, target);
  }

  gather(addresses: Float64Array, length: number, target: Uint8Array): Uint8Array {
    for (const address of addresses) this.note(address, length);
    return this.#inner.gather(addresses, length, target);
  }

  holes(address: PhysAddr, length: number): [number, number][] {
    return this.#inner.holes(address, length);
  }

  fileOffsetOf(address: PhysAddr): FileOffset | undefined {
    return this.#inner.fileOffsetOf(address);
  }

  addressOf(offset: FileOffset): PhysAddr | undefined {
    return this.#inner.addressOf(offset);
  }

  async scan(options: MemoryScanOptions): Promise<MemoryScanResult> {
    const result = await this.#inner.scan(options);
    for (const address of result.hits.offsets) this.hit.add(Math.floor(address / PAGE));
    return result;
  }

  bytesTouched(): number {
    return this.#inner.bytesTouched();
  }
}
