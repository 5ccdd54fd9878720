import { LONGEST_FILTER, LONGEST_PATH, LONGEST_SEARCH, type DumpView } from '../../shared/dump-view.ts';
import type { TaskTable } from '../../shared/task-table.ts';
import { COLOURINGS } from '../map/colour.ts';
import { SEARCH_KINDS } from '../search/parse-search.ts';
import { NO_SEARCH } from '../search/search-state.ts';
import { COLUMNS } from '../tree/columns.ts';
import { BY_PID } from '../tree/sort-rows.ts';
import { foldsOf, unpackFolds } from './kept-folds.ts';
import { packHistory, unpackHistory } from './kept-history.ts';
import { packKernel } from './kept-kernel.ts';
import { present, topAddress } from './navigate.ts';
import { PANELS, type SessionState } from './state.ts';

/** How a session is looked at now. */
export function dumpView(session: SessionState): DumpView {
  const { tree, hex, derived, row, mark, panel, picture, map, search, compared, diffWith } = session;
  const pid = derived.tree?.table.pid[row];
  const start = derived.tree?.table.startTime[row];
  const top = topAddress(session);
  const history = packHistory(session, present(session));
  const folded = foldsOf(session);
  const kernel = packKernel(session);
  const addressOf = (task: number): string => derived.tree?.table.address[task]?.toString(16) ?? '';
  const { filter, kernelThreads, threads, zombies, namespaces, flat, sort } = tree;
  return {
    // A pid that could not be read is NaN: it names nobody.
    ...(Number.isSafeInteger(pid) && pid !== undefined && start !== undefined
      ? { task: { pid, start: start.toString(16) } }
      : {}),
    space: hex.space,
    ...(top === undefined ? {} : { top: top.toString(16) }),
    ...(hex.selection === undefined
      ? {}
      : {
          selection: {
            anchor: hex.selection.anchor.toString(16),
            focus: hex.selection.focus.toString(16),
          },
        }),
    ...(mark === undefined ? {} : { mark: { ...mark } }),
    ...(history === undefined ? {} : { history }),
    ...(folded === undefined ? {} : { folded }),
    panel,
    picture,
    colouring: map.colouring,
    ...(addressOf(map.root) === ''
      ? {}
      : {
          zoom: {
            task: addressOf(map.root),
            ...(map.last === undefined ? {} : { last: addressOf(map.last) }),
          },
        }),
    ...(search.text === ''
      ? {}
      : {
          search: {
            kind: search.kind,
            text: search.text.slice(0, LONGEST_SEARCH),
            byteOrder: search.byteOrder,
          },
        }),
    ...(compared.some((task) => task >= 0)
      ? { compared: [addressOf(compared[0]), addressOf(compared[1])] }
      : {}),
    ...(diffWith === undefined || diffWith.path.length > LONGEST_PATH ? {} : { comparedWith: diffWith.path }),
    ...(kernel === undefined ? {} : { kernel }),
    filter: filter.slice(0, LONGEST_FILTER),
    kernelThreads,
    threads,
    zombies,
    namespaces,
    flat,
    sort: sort.column,
    descending: sort.descending,
  };
}

/** The parts of a view that need nothing of the dump. */
export function dressed(session: SessionState, view: DumpView): SessionState {
  const {
    filter,
    kernelThreads,
    threads,
    zombies,
    namespaces,
    flat,
    descending,
    picture,
    search,
    comparedWith,
  } = view;
  const kind = SEARCH_KINDS.find((name) => name === search?.kind);
  const colouring = COLOURINGS.find((name) => name === view.colouring) ?? session.map.colouring;
  const column = COLUMNS.find(({ id }) => id === view.sort);
  const sort = column === undefined ? BY_PID : { column: column.id, descending };
  return {
    ...session,
    picture,
    panel: PANELS.find((name) => name === view.panel) ?? session.panel,
    tree: { ...session.tree, filter, kernelThreads, threads, zombies, namespaces, flat, sort },
    map: { ...session.map, colouring },
    // That dump may be opened after this one.
    diffWith: comparedWith === undefined ? session.diffWith : { path: comparedWith },
    search:
      search === undefined || kind === undefined
        ? session.search
        : { ...NO_SEARCH, kind, text: search.text, byteOrder: search.byteOrder },
  };
}

/** The row of the task a view had selected; −1 while it is not in the table. */
export function rowOfTask(table: TaskTable | undefined, task: DumpView['task']): number {
  if (table === undefined || task === undefined) return -1;
  const start = BigInt(`0x${task.start}`);
  return table.pid.findIndex((pid, row) => pid === task.pid && table.startTime[row] === start);
}

/** The session with the bytes of a view in front; unchanged while the dump has no such addresses. */
export function scrolled(session: SessionState, { space, top, selection, history }: DumpView): SessionState {
  const map = session.hex.segments[space];
  if (map === undefined || top === undefined) return session;
  const [anchor, focus] = [selection?.anchor, selection?.focus].map((one) => BigInt(`0x${one ?? 0}`));
  const isHeld =
    selection !== undefined &&
    anchor !== undefined &&
    focus !== undefined &&
    map.holds(anchor) &&
    map.holds(focus);
  const moved = {
    ...session,
    hex: {
      ...session.hex,
      space,
      top: map.rowOf(BigInt(`0x${top}`)),
      selection: isHeld ? { anchor, focus } : undefined,
    },
  };
  const place = present(moved);
  return place === undefined ? moved : { ...moved, history: unpackHistory(moved, history, place) };
}

/** The row of the task at an address, −1 where there is none. */
const rowAt = ({ derived }: SessionState, address: string): number =>
  address === '' ? -1 : (derived.byVirtual?.rowAt(BigInt(`0x${address}`), 1) ?? -1);

/** The session with its map zoomed as a view has it; not at all where that task is not there. */
export function zoomed(session: SessionState, { zoom }: DumpView): SessionState {
  const root = zoom === undefined ? -1 : rowAt(session, zoom.task);
  const last = zoom?.last === undefined ? undefined : rowAt(session, zoom.last);
  return root < 0 || last === -1 ? session : { ...session, map: { ...session.map, root, last } };
}

/** The session with those tasks compared that a view has compared; one that is not there is none. */
export function comparing(session: SessionState, { compared }: DumpView): SessionState {
  const [first, second] = (compared ?? []).map((address) => rowAt(session, address));
  return first === undefined || second === undefined ? session : { ...session, compared: [first, second] };
}

/** The session with those rows of the tree folded that a view has folded. */
export const folded = (session: SessionState, view: DumpView): SessionState => ({
  ...session,
  tree: { ...session.tree, collapsed: unpackFolds(session.derived, view.folded) },
});
