import { LONGEST_FILTER, type DumpView } from '../../shared/dump-view.ts';
import type { TaskTable } from '../../shared/task-table.ts';
import { COLUMNS } from '../tree/columns.ts';
import { BY_PID } from '../tree/sort-rows.ts';
import { NO_HISTORY, visit } from './history.ts';
import { present, topAddress } from './navigate.ts';
import { PANELS, type SessionState } from './state.ts';

/** How a session is looked at now. */
export function dumpView(session: SessionState): DumpView {
  const { tree, hex, derived, row, panel, picture } = session;
  const pid = derived.tree?.table.pid[row];
  const start = derived.tree?.table.startTime[row];
  const top = topAddress(session);
  const { filter, kernelThreads, threads, zombies, namespaces, flat, sort } = tree;
  return {
    // A pid that could not be read is NaN: it names nobody.
    ...(Number.isSafeInteger(pid) && pid !== undefined && start !== undefined
      ? { task: { pid, start: start.toString(16) } }
      : {}),
    space: hex.space,
    ...(top === undefined ? {} : { top: top.toString(16) }),
    panel,
    picture,
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
  const { filter, kernelThreads, threads, zombies, namespaces, flat, descending, picture } = view;
  const column = COLUMNS.find(({ id }) => id === view.sort);
  const sort = column === undefined ? BY_PID : { column: column.id, descending };
  return {
    ...session,
    picture,
    panel: PANELS.find((name) => name === view.panel) ?? session.panel,
    tree: { ...session.tree, filter, kernelThreads, threads, zombies, namespaces, flat, sort },
  };
}

/** The row of the task a view had selected; −1 while it is not in the table. */
export function rowOfTask(table: TaskTable | undefined, task: DumpView['task']): number {
  if (table === undefined || task === undefined) return -1;
  const start = BigInt(`0x${task.start}`);
  return table.pid.findIndex((pid, row) => pid === task.pid && table.startTime[row] === start);
}

/** The session with the bytes of a view in front; unchanged while the dump has no such addresses. */
export function scrolled(session: SessionState, { space, top }: DumpView): SessionState {
  const map = session.hex.segments[space];
  if (map === undefined || top === undefined) return session;
  const moved = { ...session, hex: { ...session.hex, space, top: map.rowOf(BigInt(`0x${top}`)) } };
  const place = present(moved);
  return place === undefined ? moved : { ...moved, history: visit(NO_HISTORY, place, undefined) };
}
