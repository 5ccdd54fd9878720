import type {
  Place,
  ReadResult,
  SearchId,
  Segment,
  SessionEvent,
  SessionId,
  SessionSnapshot,
  Space,
  TaskDetail,
} from '../../../shared/api.ts';

import type { FieldName } from '../../../shared/fields.ts';
import type { SearchQuery } from '../../../shared/search.ts';
import type { ResultsOptions } from './result-cache/dump-results.ts';

export interface SessionOptions {
  readonly id: SessionId;
  /** The file to open, and the name to show for it (a spooled upload shows the user's own name). */
  readonly path: string;
  readonly displayPath?: string;
  readonly onEvent: (event: SessionEvent) => void;
  /** Where results of earlier analyses are kept; absent: nowhere. */
  readonly results?: ResultsOptions;
  /** Set [0] to 1 from any thread to cancel the analysis within 100 ms, also while it computes. */
  readonly cancelFlag?: Int32Array<SharedArrayBuffer>;
  /** One line per step of the search, for `--debug`. */
  readonly onLog?: (line: string) => void;
}

/**
 * One opened dump: runs the analysis and answers questions about the bytes. Lives in a worker thread (desktop,
 * browser) or in the process itself (CLI, tests). Answers reads while the analysis runs.
 */
export interface Session {
  /** Runs the analysis to its end. Expected failures end up in `snapshot().problem`; this rejects only on bugs. */
  run(): Promise<void>;
  /**
   * The same on a dump that is finished, without looking at earlier results; a kernel that was chosen stays the one that
   * is shown. Throws `bad-request` while it runs.
   */
  analyseAgain(): Promise<void>;
  /** Finds the tasks of another of the snapshot's `kernels`, by its id. Throws `bad-request` where there is none. */
  selectKernel(id: number): Promise<void>;
  /** Keeps a result that was found now for the next opening, if it may. Whoever runs the session calls it when idle. */
  keep(): Promise<void>;
  /** Stops the analysis; what was found stays. */
  cancel(): void;
  snapshot(): SessionSnapshot;
  read(space: Space, address: bigint, length: number): ReadResult;
  locate(space: Space, address: bigint): Place;
  segments(space: Space): readonly Segment[];
  describeTask(row: number): TaskDetail;
  /**
   * Says where a field lies, or with no offset gives it back to the search. Shape and table are announced anew.
   * Throws `bad-request` for a place where it cannot be.
   */
  pinField(name: FieldName, offset: number | undefined): void;
  /** Starts a search; what it finds is announced. One that still runs ends. */
  search(id: SearchId, query: SearchQuery): void;
  cancelSearch(): void;
  /** Starts the SHA-256 of the file; announced when done. */
  fingerprint(): void;
  close(): void;
}
