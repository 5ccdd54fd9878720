import type { StageTiming } from '../../../../shared/api.ts';
import type { KernelCandidate, KernelInfo } from '../../../../shared/dump-info.ts';
import type { InitSearch } from '../../../../shared/init-search.ts';
import type { TaskShape } from '../../../../shared/shape.ts';
import type { FileRun } from '../../memory/normalise-runs.ts';
import type { TaskTable } from '../../../../shared/task-table.ts';
import type { Sentence } from '../../../../shared/i18n/sentence.ts';

/** Which file it was, and when it was last written to. */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
  readonly modifiedNs: bigint;
}

export interface Layout {
  readonly runs: readonly FileRun[];
  /** What is to be said about the dump laid out like this. */
  readonly notices: readonly Sentence[];
}

/** All that a finished analysis leaves behind, as it is kept on disk. Plain data. */
export interface StoredResult {
  /** The digest of the bytes it rests on. */
  readonly witness: string;
  readonly file: FileIdentity;
  /** When it was found, in milliseconds since 1970, and how long each stage took. */
  readonly endedMs: number;
  readonly timings: readonly StageTiming[];
  readonly kernel: KernelInfo;
  readonly kernels: readonly KernelCandidate[];
  /** What else was tried as init_task. */
  readonly initSearch?: InitSearch | undefined;
  /** Bytes from a task's start to its name, and in which its members were looked for. */
  readonly commOffset: number;
  readonly span: number;
  /** What the analysis had to say about the result. */
  readonly warnings: readonly Sentence[];
  /** Where its bytes belong, if the content told otherwise than the format. */
  readonly layout?: Layout | undefined;
  readonly shape: TaskShape;
  readonly table: TaskTable;
}
