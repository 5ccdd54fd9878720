import type { DumpInfo, KernelCandidate } from './dump-info.ts';
import type { DumpView } from './dump-view.ts';
import type { Problem } from './errors.ts';
import type { FieldName, FieldKind, StructName } from './fields.ts';
import type { InitSearch } from './init-search.ts';
import type { SearchQuery, SearchReport } from './search.ts';
import type { ViewSettings } from './settings.ts';
import type { TaskShape } from './shape.ts';
import type { TaskTable } from './task-table.ts';
import type { Sentence } from './i18n/sentence.ts';

/** The one contract between views and engine. Served by Electron IPC, WebSocket and direct calls alike. */

/** Names one opened dump. */
export type SessionId = string;

/** Names one search of a session; chosen by the view. */
export type SearchId = number;

/** Which numbers the reader counts bytes by. */
export type Space = 'virtual' | 'physical' | 'file';

/** The stages of an analysis, in order. */
export const STAGES = ['open', 'locate', 'shape', 'tasks', 'carve', 'done'] as const;
export type Stage = (typeof STAGES)[number];

/** A range of a space that the dump holds bytes for. */
export interface Segment {
  /** First address; a file offset or physical address is exact in a bigint as well. */
  readonly start: bigint;
  /** Bytes. */
  readonly length: number;
  /** What lies here: `direct map`, `kernel image`, `RAM`, `file`. */
  readonly label: string;
}

export interface ReadResult {
  /** As many bytes as were asked for; what the dump does not hold is zero and listed in `holes`. */
  readonly bytes: Uint8Array;
  /** Ranges of `bytes` that the dump does not hold: [start, end) pairs, ascending. */
  readonly holes: readonly (readonly [number, number])[];
}

/** One address seen in all three spaces. */
export interface Place {
  readonly virtual?: bigint;
  readonly physical?: number;
  readonly file?: number;
}

/** One field of one task, read and explained. */
export interface FieldValue {
  readonly name: FieldName;
  readonly struct: StructName;
  readonly kind: FieldKind;
  /** Where these bytes lie. */
  readonly place: Place;
  /** Bytes from the start of the struct, and bytes occupied. */
  readonly offset: number;
  readonly width: number;
  /** The value, safe to show. */
  readonly text: string | Sentence;
  /** Pointers: what they hold (list heads: next, prev). */
  readonly pointers: readonly Target[];
}

/** Where a pointer leads. */
export interface Target {
  readonly address: bigint;
  /** The task the address lies in, as a table row; −1 when in none. */
  readonly row: number;
  /** In words: `systemd (1) + children`, `kernel image`, `direct map`, `null`, `not in the dump`. */
  readonly text: string | Sentence;
  readonly mapped: boolean;
}

/** What words that no field is known for look like, by their content. */
export const CONTENT_CLASSES = ['task', 'image', 'direct-map', 'text', 'integer', 'zero', 'missing'] as const;
export type ContentClass = (typeof CONTENT_CLASSES)[number];

/** Neighbouring words of one class: bytes from the start of the struct. */
export interface ContentRun {
  readonly offset: number;
  readonly length: number;
  readonly content: ContentClass;
}

export interface TaskDetail {
  readonly row: number;
  readonly fields: readonly FieldValue[];
  /** The rest of the task_struct, ascending by offset. */
  readonly unknown: readonly ContentRun[];
}

export interface DirectoryEntry {
  readonly name: string;
  readonly path: string;
  readonly directory: boolean;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export interface DirectoryListing {
  readonly path: string;
  /** Absent at an allowed root. */
  readonly parent?: string;
  readonly entries: readonly DirectoryEntry[];
}

/** A dump that was opened before. */
export interface RecentDump {
  readonly path: string;
  /** When it was opened last, in milliseconds since 1970. */
  readonly openedMs: number;
  /** What was found in it then, once an analysis came to its end. */
  readonly tasks?: number;
  readonly release?: string;
  /** True where the file is no longer there. */
  readonly missing: boolean;
}

/** A dump that was open, and how it was looked at. */
export interface OpenDump {
  readonly path: string;
  readonly view?: DumpView;
}

/** What was open when the last window closed. */
export interface LastOpen {
  readonly dumps: readonly OpenDump[];
  /** The path of the one in front. */
  readonly active?: string;
}

export interface HostInfo {
  readonly mode: 'desktop' | 'browser' | 'direct';
  readonly version: string;
  /** What the host runs on, by name: Node, Electron. */
  readonly runtime?: Readonly<Record<string, string>>;
  /** True where a cut-down real dump ships with the program. */
  readonly sample: boolean;
  /** Folders the file picker may show (browser mode). */
  readonly roots: readonly string[];
  /** How the view looks, where the host keeps that; in browser mode the page does. */
  readonly settings?: ViewSettings;
  /** Sessions already open in this window when it loads. */
  readonly sessions: readonly {
    readonly session: SessionId;
    readonly path: string;
    /** How it was looked at before this window loaded. */
    readonly view?: DumpView;
  }[];
}

/** What was deleted. */
export interface Cleared {
  readonly files: number;
  readonly bytes: number;
}

/** Every call: argument and answer. All arguments are validated where they enter the host. */
export interface ApiMethods {
  describeHost: (args: Record<string, never>) => HostInfo;
  /** Browser mode: what lies in a folder. */
  listDirectory: (args: { readonly path: string }) => DirectoryListing;
  /** Desktop: the native file dialog; answers the sessions it opened. */
  pickFiles: (args: Record<string, never>) => readonly SessionId[];
  openDump: (args: { readonly path: string }) => SessionId;
  openSample: (args: Record<string, never>) => SessionId;
  /** The dumps opened last, newest first. */
  listRecent: (args: Record<string, never>) => readonly RecentDump[];
  /** Takes one dump off that list, or all; answers what is left. */
  forgetRecent: (args: { readonly path?: string | undefined }) => readonly RecentDump[];
  /** What was open last time, as long as nothing has been opened since. */
  lastOpen: (args: Record<string, never>) => LastOpen;
  /** Says what is open in this window now and how it is looked at, to be found again another time. */
  rememberOpen: (args: {
    readonly dumps: readonly { readonly session: SessionId; readonly view: DumpView }[];
    /** The one in front. */
    readonly active?: SessionId | undefined;
  }) => void;
  /** Desktop: opens another window, and moves a session of this one into it as it is. */
  openWindow: (args: { readonly session?: SessionId | undefined }) => void;
  /** Stops the analysis, keeps what was found. */
  cancelAnalysis: (args: { readonly session: SessionId }) => void;
  /** Shows another of the kernels that the dump holds: its tasks are found and announced like those of the first. */
  selectKernel: (args: { readonly session: SessionId; readonly kernel: number }) => void;
  /** Analyses an opened dump once more, whatever is known of it from earlier, and shows the same kernel of it. */
  analyseAgain: (args: { readonly session: SessionId }) => void;
  closeDump: (args: { readonly session: SessionId }) => void;
  /** Everything that has been announced of a session so far (a view that connects late catches up with it). */
  snapshot: (args: { readonly session: SessionId }) => SessionSnapshot;
  /** At most 1 MiB a call. */
  read: (args: {
    readonly session: SessionId;
    readonly space: Space;
    readonly address: bigint;
    readonly length: number;
  }) => ReadResult;
  locate: (args: { readonly session: SessionId; readonly space: Space; readonly address: bigint }) => Place;
  segments: (args: { readonly session: SessionId; readonly space: Space }) => readonly Segment[];
  describeTask: (args: { readonly session: SessionId; readonly row: number }) => TaskDetail;
  /**
   * Says where a field lies, in bytes from the start of its struct; without an offset it is given back to the search.
   * The tasks are read anew and announced, with how the place fares as evidence.
   */
  pinField: (args: {
    readonly session: SessionId;
    readonly name: FieldName;
    readonly offset?: number | undefined;
  }) => void;
  /** Starts a search of the guest's memory; hits come as events. A search that still runs in the session ends. */
  search: (args: {
    readonly session: SessionId;
    readonly search: SearchId;
    readonly query: SearchQuery;
  }) => void;
  /** Ends the search that runs in the session, if any; what it found stays. */
  cancelSearch: (args: { readonly session: SessionId }) => void;
  /** Starts computing the SHA-256 of the dump file in the background; it comes as an event. */
  fingerprint: (args: { readonly session: SessionId }) => void;
  /** Deletes what is kept of earlier analyses of all dumps. */
  clearResults: (args: Record<string, never>) => Cleared;
  /** Desktop: keeps how the view looks, and tells all windows. */
  keepSettings: (args: { readonly settings: ViewSettings }) => void;
}

export type ApiMethod = keyof ApiMethods;
export type ApiArgs<K extends ApiMethod> = Parameters<ApiMethods[K]>[0];
export type ApiAnswer<K extends ApiMethod> = ReturnType<ApiMethods[K]>;

export interface Progress {
  readonly stage: Stage;
  /** Bytes done and to do in this stage; total 0 when it cannot be known. */
  readonly done: number;
  readonly total: number;
  readonly bytesPerSecond: number;
  /** Tasks found so far. */
  readonly tasks: number;
}

export interface StageTiming {
  readonly stage: Stage;
  readonly milliseconds: number;
  readonly bytesRead: number;
}

/** Where a result comes from that was not found now: an analysis of the same bytes, whose result was kept. */
export interface EarlierAnalysis {
  /** When it ended, in milliseconds since 1970. */
  readonly endedMs: number;
  /** What it took then. */
  readonly timings: readonly StageTiming[];
}

export interface SessionSnapshot {
  readonly session: SessionId;
  readonly path: string;
  readonly progress: Progress;
  readonly timings: readonly StageTiming[];
  readonly info?: DumpInfo;
  /** What was noticed of a file of which no dump could be made; what is noticed of a dump is in `info`. */
  readonly notices?: readonly Sentence[];
  /** The kernels that the dump holds, best first, once all were judged. */
  readonly kernels?: readonly KernelCandidate[];
  /** What was tried as init_task, once all places were judged. */
  readonly initSearch?: InitSearch;
  readonly shape?: TaskShape;
  readonly table?: TaskTable;
  /** Why the analysis ended early, if it did; what was found before stays. */
  readonly problem?: Problem;
  readonly finished: boolean;
  /** Set when the result was kept from an earlier analysis; `timings` then tell what reading it took. */
  readonly earlier?: EarlierAnalysis;
}

/** A snapshot when its dump begins to be analysed once more: what was found stays until it is found anew. */
export function startedAnew(snapshot: SessionSnapshot): SessionSnapshot {
  const { session, path, progress, info, kernels, initSearch, shape, table } = snapshot;
  return {
    session,
    path,
    progress,
    timings: [],
    finished: false,
    ...(info !== undefined && { info }),
    ...(kernels !== undefined && { kernels }),
    ...(initSearch !== undefined && { initSearch }),
    ...(shape !== undefined && { shape }),
    ...(table !== undefined && { table }),
  };
}

/** What a session announces while it works. `changed` carries only the parts of the snapshot that are new. */
export type SessionEvent =
  | { readonly type: 'progress'; readonly session: SessionId; readonly progress: Progress }
  | {
      readonly type: 'changed';
      readonly session: SessionId;
      readonly changes: Partial<Omit<SessionSnapshot, 'session' | 'path' | 'progress'>>;
    }
  /** The analysis begins once more: see `startedAnew`. */
  | { readonly type: 'restarted'; readonly session: SessionId }
  | { readonly type: 'searched'; readonly session: SessionId; readonly report: SearchReport }
  /** How far the SHA-256 of the file has come: bytes done of all, and the digest in hex at the end. */
  | {
      readonly type: 'fingerprint';
      readonly session: SessionId;
      readonly done: number;
      readonly total: number;
      readonly sha256?: string;
    };

/** What the host itself announces to one window. */
export type HostEvent =
  | { readonly type: 'opened'; readonly session: SessionId; readonly path: string }
  | { readonly type: 'closed'; readonly session: SessionId }
  /** A native menu item was chosen: the id of a renderer command. */
  | { readonly type: 'command'; readonly command: string }
  /** Settings were changed in some window. */
  | { readonly type: 'settings'; readonly settings: ViewSettings }
  | { readonly type: 'problem'; readonly problem: Problem };

export type ApiEvent = SessionEvent | HostEvent;

/** The contract as a caller holds it, whatever carries it. */
export interface ApiClient {
  /** Rejects with `TaskshapeError`. */
  call<K extends ApiMethod>(method: K, args: ApiArgs<K>): Promise<ApiAnswer<K>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: ApiEvent) => void): () => void;
}
