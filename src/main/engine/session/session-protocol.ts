import type {
  Place,
  ReadResult,
  SearchId,
  Segment,
  SessionEvent,
  SessionId,
  Space,
  TaskDetail,
} from '../../../shared/api.ts';
import type { FieldName } from '../../../shared/fields.ts';
import type { SearchQuery } from '../../../shared/search.ts';
import type { Result } from '../../../shared/errors.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';
import type { ResultsOptions } from './result-cache/dump-results.ts';

/** What passes between a session in its worker thread and the host in the main one. */

/** Handed to the worker when it starts. */
export interface WorkerSetup {
  readonly id: SessionId;
  readonly path: string;
  readonly displayPath?: string;
  readonly results?: ResultsOptions;
  readonly cancelFlag: Int32Array<SharedArrayBuffer>;
}

/** Every question a host asks. (The snapshot is not among them: the host keeps it from the events.) */
export interface WorkerMethods {
  read: (args: { readonly space: Space; readonly address: bigint; readonly length: number }) => ReadResult;
  locate: (args: { readonly space: Space; readonly address: bigint }) => Place;
  segments: (args: { readonly space: Space }) => readonly Segment[];
  describeTask: (args: { readonly row: number }) => TaskDetail;
  pinField: (args: { readonly name: FieldName; readonly offset?: number | undefined }) => void;
  search: (args: { readonly search: SearchId; readonly query: SearchQuery }) => void;
  cancelSearch: (args: Record<string, never>) => void;
  fingerprint: (args: Record<string, never>) => void;
  cancel: (args: Record<string, never>) => void;
  analyseAgain: (args: Record<string, never>) => void;
  selectKernel: (args: { readonly kernel: number }) => void;
  close: (args: Record<string, never>) => void;
}

export type WorkerMethod = keyof WorkerMethods;
export type WorkerArgs<K extends WorkerMethod> = Parameters<WorkerMethods[K]>[0];
export type WorkerAnswer<K extends WorkerMethod> = ReturnType<WorkerMethods[K]>;

/** A question with its number. */
export type WorkerRequest = {
  readonly [K in WorkerMethod]: { readonly id: number; readonly method: K; readonly args: WorkerArgs<K> };
}[WorkerMethod];

export type WorkerMessage =
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly event: SessionEvent }
  /** The analysis threw what it should not have. */
  | { readonly type: 'failed'; readonly message: Sentence };
