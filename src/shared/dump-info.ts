import type { Sentence } from './i18n/sentence.ts';
import type { ByteOrder, WordSize } from './units.ts';

/** What is known about the opened file and the machine in it; grows as the stages end. */
export interface DumpInfo {
  readonly path: string;
  /** Short name of the format, e.g. `raw` or `elf`. */
  readonly format: string;
  /** The format in words, e.g. `ELF core, 64-bit little-endian, 12 segments`. */
  readonly formatDetail: Sentence;
  readonly sizeBytes: number;
  /** Bytes of guest memory the file holds. */
  readonly memoryBytes: number;
  /** Guest-physical ranges present in the dump, ascending. */
  readonly ranges: readonly { readonly start: number; readonly length: number }[];
  /** Things a reader should know: truncated file, ignored segments, missing native addon, … */
  readonly notices: readonly Sentence[];
  /** Known once the kernel is located. */
  readonly kernel?: KernelInfo;
}

export interface KernelInfo {
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  /** As `uname -m` says: x86_64, i686, aarch64, armv7l, s390x, ppc64le, …, when found. */
  readonly architecture?: string;
  /** `uname -r` and `-n` of the dumped machine, when found. */
  readonly release?: string;
  readonly hostname?: string;
  /** The `Linux version …` line, when found; control characters escaped. */
  readonly banner?: string;
  /** Virtual address of init_task, and its guest-physical address. */
  readonly initTask: bigint;
  readonly initTaskPhysical: number;
  /** VA − PA of the kernel image and of the direct map (mod 2^wordbits). */
  readonly imageDelta: bigint;
  readonly directMapDelta: bigint;
  /** How init_task and the two deltas were found and proven. */
  readonly evidence: readonly Sentence[];
}

/** One of the kernels that a dump holds: consistent with itself, whatever the others say. Plain data. */
export interface KernelCandidate {
  /** Its place in the order, best first, from 1. */
  readonly id: number;
  readonly initTask: bigint;
  readonly initTaskPhysical: number;
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  readonly architecture?: string;
  readonly release?: string;
  readonly hostname?: string;
  readonly banner?: string;
  /** Members of its list of tasks. */
  readonly tasks: number;
  /** What speaks for it and what against; by this the order is made. */
  readonly evidence: readonly Sentence[];
  /** True for the one whose tasks are shown. */
  readonly current: boolean;
}
