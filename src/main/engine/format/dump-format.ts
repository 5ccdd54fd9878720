import type { Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import type { FileRun } from '../memory/normalise-runs.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';

/** What a format makes of a file. */
export interface OpenedDump {
  /** Short name: `raw`, `elf`. */
  readonly format: string;
  /** In words, for people. */
  readonly detail: Sentence;
  readonly memory: PhysicalMemory;
  /** Things a reader should know (truncated, overlapping segments, …). */
  readonly notices: readonly Sentence[];
  /** ELF-style notes found in the file, kept for later witnesses. */
  readonly notes: readonly DumpNote[];
  /** Closes what the format opened beside the file itself, such as the other parts of a split dump. */
  readonly close?: () => void;
  /** Of files that do not say where in physical memory their bytes belong: `memory` is then a guess. */
  readonly relay?: Relay;
  /** Set once its content has told: the runs that it was laid out by. */
  readonly laidBy?: readonly FileRun[];
}

/** How to lay out otherwise what a dump holds, when its own content contradicts the guess. */
export interface Relay {
  /** Bytes of memory, in the order in which the file holds them. */
  readonly size: number;
  /** Whether it is known at least where memory begins. */
  readonly beginsKnown: boolean;
  /** The same dump with the memory of `runs`, whose `file` counts from 0 to `size`. */
  readonly lay: (runs: readonly FileRun[]) => OpenedDump;
}

export interface DumpNote {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

/** One file format. Formats are tried in order; the first whose `detect` accepts opens the file. */
export interface DumpFormat {
  readonly name: string;
  /**
   * True when the content says so. `head` is the first 128 KiB of the file (less for small files). Never looks at
   * the name.
   */
  detect(head: Uint8Array, file: DumpFile): boolean;
  /** Throws `TaskshapeError` `format-damaged` or `format-unsupported` with the offset. */
  open(file: DumpFile): OpenedDump;
}
