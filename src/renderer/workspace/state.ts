import type {
  HostInfo,
  LastOpen,
  RecentDump,
  SessionId,
  SessionSnapshot,
  Space,
  TaskDetail,
} from '../../shared/api.ts';
import type { Problem } from '../../shared/errors.ts';
import type { CommandId } from '../../shared/i18n/catalogue.ts';
import type { FieldName } from '../../shared/fields.ts';
import type { ByteOrder } from '../../shared/units.ts';
import { DEFAULT_SETTINGS, type ViewSettings } from '../../shared/settings.ts';
import type { SegmentMap } from '../hex/segment-map.ts';
import type { PartMap } from '../hex/shape-parts.ts';
import type { TaskIndex } from '../hex/task-index.ts';
import type { Bookmark } from '../hex/bookmarks.ts';
import { NOTHING_MUTED, type Muted } from '../hex/legend.ts';
import { NO_SEARCH, type SearchState } from '../search/search-state.ts';
import { BY_PID, type Sort } from '../tree/sort-rows.ts';
import type { DiffKind } from '../diff/diff-lines.ts';
import type { Colouring } from '../map/colour.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import { NO_HISTORY, type History } from './history.ts';

/** Bytes chosen in the hex view: from anchor to focus, both included, in either order. */
export interface ByteSelection {
  readonly anchor: bigint;
  readonly focus: bigint;
}

/** A field, or one part of it such as `tasks.next`. */
export interface Mark {
  readonly field: FieldName;
  readonly part?: string;
}

/** What is derived from a snapshot, once, when its table or shape arrives. */
export interface Derived {
  readonly tree?: TreeModel;
  readonly parts?: PartMap;
  readonly byVirtual?: TaskIndex;
  readonly byPhysical?: TaskIndex;
}

export interface TreeState {
  readonly filter: string;
  readonly kernelThreads: boolean;
  readonly threads: boolean;
  readonly zombies: boolean;
  /** Tasks of inner pid namespaces. */
  readonly namespaces: boolean;
  /** All on one level, in the order of `sort`. */
  readonly flat: boolean;
  readonly sort: Sort;
  /** Rows selected together with the one in front, that one included; empty when it is alone. */
  readonly marked: ReadonlySet<number>;
  /** Where a range of rows starts. */
  readonly anchor: number;
  /** Per table row: 1 where folded. Empty: nothing is. */
  readonly collapsed: Uint8Array;
  /** The same while a filter is set; starts anew with each filter. */
  readonly collapsedInFilter: Uint8Array;
}

export interface HexState {
  readonly space: Space;
  /** First visible row of the space's segment map. */
  readonly top: number;
  /** Whole rows that fit the view. */
  readonly visibleRows: number;
  readonly selection?: ByteSelection | undefined;
  readonly segments: Partial<Readonly<Record<Space, SegmentMap>>>;
  /** A word about the last jump, e.g. that its target is not in the dump. */
  readonly notice?: string | undefined;
  /** Grows when bytes read before may have changed. */
  readonly generation: number;
}

export interface MapState {
  /** The row that the map is zoomed into, −1 for none. */
  readonly root: number;
  /** The row of the last task that is shown, where neighbours share a box; absent: all below the root. */
  readonly last?: number | undefined;
  readonly colouring: Colouring;
}

export const PANELS = ['fields', 'data', 'search', 'bookmarks', 'compare', 'evidence', 'diff'] as const;
export type Panel = (typeof PANELS)[number];

/** Panels that say something where there are no tasks. */
const PANELS_OF_BYTES: readonly Panel[] = ['data', 'search', 'bookmarks'];

/** The panels there are of a dump as far as it is understood, and which of them is shown. */
export function panelsOf({ derived, snapshot, panel }: SessionState): {
  readonly panels: readonly Panel[];
  readonly shown: Panel;
} {
  if (derived.tree !== undefined) return { panels: PANELS, shown: panel };
  const panels: readonly Panel[] =
    snapshot.initSearch === undefined ? PANELS_OF_BYTES : [...PANELS_OF_BYTES, 'evidence'];
  const first = snapshot.initSearch === undefined ? 'data' : 'evidence';
  return { panels, shown: panels.includes(panel) ? panel : first };
}

/** What panels keep while another one is in front. */
export interface PanelState {
  /** Differences between dumps: what they are filtered by, and the kinds that are left out. */
  readonly diffText: string;
  readonly diffLeftOut: ReadonlySet<DiffKind>;
  /** Compared structs: only the lines that differ. */
  readonly onlyDifferent: boolean;
  /** The byte order in which data is read, where one was chosen. */
  readonly order?: ByteOrder;
}

/** One opened dump as this window sees it. */
export interface SessionState {
  readonly id: SessionId;
  readonly snapshot: SessionSnapshot;
  readonly derived: Derived;
  /** When the first event came, for the time taken so far. */
  readonly openedAt: number;
  readonly row: number;
  /** The field of the selected task that is marked in all panes. */
  readonly mark?: Mark | undefined;
  /** The selected task read and explained, once it has come. */
  readonly detail?: TaskDetail | undefined;
  readonly detailProblem?: Problem | undefined;
  readonly tree: TreeState;
  readonly hex: HexState;
  readonly history: History;
  /** What stands above the bytes. */
  readonly panel: Panel;
  /** How the tasks are drawn. */
  readonly picture: 'tree' | 'map';
  readonly map: MapState;
  /** Fields whose evidence is unfolded. */
  readonly unfolded: ReadonlySet<FieldName>;
  readonly search: SearchState;
  /** The SHA-256 of the file, as far as it has come. */
  readonly fingerprint?: { readonly done: number; readonly total: number; readonly sha256?: string };
  readonly bookmarks: readonly Bookmark[];
  /** The two tasks that are compared, −1 for none yet. */
  readonly compared: readonly [number, number];
  readonly panelState: PanelState;
  /** The dump that this one is compared with, where one was chosen; its session, where it was open then. */
  readonly diffWith?: { readonly session?: SessionId; readonly path: string } | undefined;
}

/** A dropped file on its way to the host. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly sent: number;
  readonly total: number;
  readonly startedAt: number;
  readonly cancel: () => void;
}

export interface Notice {
  readonly id: number;
  readonly problem: Problem;
}

/** A dialog over the whole window. */
export type Overlay = 'palette' | 'help' | 'columns' | 'settings' | 'recent' | 'about';

export type Details = 'timings' | 'notices';

/** The dividers between panes: beside the tree, below the fields, below what was tried, beside the bytes of a file alone. */
export type Divider = 'tree' | 'fields' | 'tried' | 'bytes';

/** What a menu is made of: commands by their ids, and `-` for a line. */
export type MenuEntry = CommandId | '-';

/** A menu at a place in the window, in client pixels. */
export interface Menu {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly items: readonly MenuEntry[];
}

export interface AppState {
  readonly host?: HostInfo;
  /** The dumps opened last, as the host told when it was asked. */
  readonly recent: readonly RecentDump[];
  /** What was open last time; nothing once something is open. */
  readonly lastOpen: LastOpen;
  readonly sessions: readonly SessionState[];
  readonly active?: SessionId | undefined;
  readonly uploads: readonly Upload[];
  readonly notices: readonly Notice[];
  /** What a command has done that shows nowhere else, in words. */
  readonly news?: string | undefined;
  /** True while a dump was asked for and no session has answered yet. */
  readonly opening: number;
  readonly pickerOpen: boolean;
  readonly settings: ViewSettings;
  readonly overlay?: Overlay | undefined;
  readonly menu?: Menu | undefined;
  /** Whether what the filter understands is shown below it. */
  readonly filterHelp?: boolean;
  /** What is told in full above the status line. */
  readonly details?: Details | undefined;
  /** Percent of the first of two panes, by the name of the divider, where somebody has moved it. */
  readonly shares: Readonly<Partial<Record<Divider, number>>>;
  /** Colours of bytes that are switched off. */
  readonly muted: Muted;
}

export const INITIAL: AppState = {
  recent: [],
  lastOpen: { dumps: [] },
  sessions: [],
  uploads: [],
  notices: [],
  opening: 0,
  pickerOpen: false,
  settings: DEFAULT_SETTINGS,
  muted: NOTHING_MUTED,
  shares: {},
};

const NOTHING = new Uint8Array(0);
export const NO_ROWS: ReadonlySet<number> = new Set();

export const newSession = (snapshot: SessionSnapshot, openedAt: number): SessionState => ({
  id: snapshot.session,
  snapshot,
  derived: {},
  openedAt,
  row: -1,
  tree: {
    filter: '',
    kernelThreads: true,
    threads: false,
    zombies: true,
    namespaces: true,
    flat: false,
    sort: BY_PID,
    marked: NO_ROWS,
    anchor: -1,
    collapsed: NOTHING,
    collapsedInFilter: NOTHING,
  },
  hex: { space: 'file', top: 0, visibleRows: 1, segments: {}, generation: 0 },
  history: NO_HISTORY,
  panel: 'fields',
  picture: 'tree',
  map: { root: -1, colouring: 'uid' },
  unfolded: new Set(),
  search: NO_SEARCH,
  bookmarks: [],
  compared: [-1, -1],
  panelState: { diffText: '', diffLeftOut: new Set(), onlyDifferent: true },
});

export const activeSession = (state: AppState): SessionState | undefined =>
  state.sessions.find((session) => session.id === state.active);

/** The same state with one session replaced; unchanged when that session is gone. */
export function withSession(
  state: AppState,
  id: SessionId,
  change: (session: SessionState) => SessionState,
): AppState {
  return {
    ...state,
    sessions: state.sessions.map((session) => (session.id === id ? change(session) : session)),
  };
}
