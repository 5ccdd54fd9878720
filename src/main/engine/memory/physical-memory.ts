import type { FileOffset, PhysAddr } from '../../../shared/units.ts';
import type { ScanHits, ScanQuery } from '../file/dump-file.ts';

/** A contiguous range of guest-physical memory that the dump holds. */
export interface MemoryRun {
  readonly start: PhysAddr;
  /** Bytes. */
  readonly length: number;
  /** Where its first byte lies in the file; undefined for encoded (compressed, encrypted) runs. */
  readonly file: FileOffset | undefined;
}

export interface MemoryScanOptions {
  /** Only memory in [from, to); default everything. */
  readonly from?: PhysAddr;
  readonly to?: PhysAddr;
  readonly query: ScanQuery;
  readonly maxHits?: number;
  /** As in `ScanOptions`; memory that has to be decoded takes what its decoders take. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** As in `ScanOptions`, but `fresh.offsets` are guest-physical addresses. */
  readonly onProgress?: (doneBytes: number, totalBytes: number, fresh: ScanHits) => void;
}

export interface MemoryScanResult {
  /** `offsets` are guest-physical addresses, ascending. */
  readonly hits: ScanHits;
  readonly capped: boolean;
  readonly bytesScanned: number;
}

/**
 * The guest's physical memory, whatever the file format. All reads are synchronous: callers run in the session's
 * worker. Nothing above this interface knows about files' encodings.
 */
export interface PhysicalMemory {
  /** Ascending and disjoint. Two runs touch only where the file holds them apart. */
  readonly runs: readonly MemoryRun[];
  /** Bytes held in all runs together. */
  readonly size: number;
  /** One past the highest address held. */
  readonly end: PhysAddr;
  /** True when all of [address, address+length) is held. */
  has(address: PhysAddr, length: number): boolean;
  /** Fills `target` from `address`; bytes the dump does not hold are zero. Returns how many bytes were held. */
  read(address: PhysAddr, target: Uint8Array): number;
  /**
   * `length` bytes from each address into `target`. Addresses may be NaN. A row that is not wholly held is zero.
   * Returns a column: 1 where the row was whole.
   */
  gather(addresses: Float64Array, length: number, target: Uint8Array): Uint8Array;
  /** Ranges within [address, address+length) that the dump does not hold, as [start, end) relative to `address`. */
  holes(address: PhysAddr, length: number): [number, number][];
  /** Where a byte lies in the file, when it lies there as itself. */
  fileOffsetOf(address: PhysAddr): FileOffset | undefined;
  /** The guest-physical address of a file byte, when it is memory. */
  addressOf(offset: FileOffset): PhysAddr | undefined;
  scan(options: MemoryScanOptions): Promise<MemoryScanResult>;
  /** Bytes copied out by `read` and `gather` plus bytes scanned, since opening. For the bench. */
  bytesTouched(): number;
}
