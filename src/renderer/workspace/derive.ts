import type { SessionSnapshot } from '../../shared/api.ts';
import { partsOfShape } from '../hex/shape-parts.ts';
import { indexPhysical, indexVirtual } from '../hex/task-index.ts';
import { buildTreeModel } from '../tree/tree-model.ts';
import { carryFolds } from './kept-folds.ts';
import { NO_ROWS, type Derived, type MapState, type SessionState } from './state.ts';

type Changes = Partial<Omit<SessionSnapshot, 'session' | 'path'>>;

/** The row of the same task in a newer table: rows may be numbered anew, addresses stay. */
function sameTask(session: SessionState, next: Derived, row: number): number {
  const address = session.derived.tree?.table.address[row];
  if (address === undefined || next.byVirtual === undefined) return -1;
  return next.byVirtual.rowAt(address, 1);
}

/** What the map is zoomed into, in a newer table; where an end of it has gone, the map shows all. */
function sameZoom({ root, last }: MapState, same: (row: number) => number): Pick<MapState, 'root' | 'last'> {
  const ends = [same(root), last === undefined ? undefined : same(last)] as const;
  return ends.includes(-1) ? { root: -1, last: undefined } : { root: ends[0], last: ends[1] };
}

/** Takes in what a session announced and derives what panes need from it. */
export function applyChanges(session: SessionState, changes: Changes): SessionState {
  const snapshot = { ...session.snapshot, ...changes };
  let next: SessionState = { ...session, snapshot };
  if (changes.shape !== undefined) {
    next = { ...next, derived: { ...next.derived, parts: partsOfShape(changes.shape) } };
  }
  if (changes.table !== undefined) {
    const { table } = changes;
    const derived = {
      ...next.derived,
      tree: buildTreeModel(table),
      byVirtual: indexVirtual(table),
      byPhysical: indexPhysical(table),
    };
    const before = session.derived.tree?.table;
    const renumbered = table.count !== before?.count;
    const same = (row: number): number => sameTask(session, derived, row);
    const carried = (flags: Uint8Array): Uint8Array =>
      carryFolds(flags, before, derived.byVirtual, table.count);
    next = {
      ...next,
      derived,
      row: same(session.row),
      compared: [same(session.compared[0]), same(session.compared[1])],
      map: renumbered ? { ...next.map, ...sameZoom(next.map, same) } : next.map,
      tree: renumbered
        ? {
            ...next.tree,
            collapsed: carried(next.tree.collapsed),
            collapsedInFilter: carried(next.tree.collapsedInFilter),
            marked: NO_ROWS,
            anchor: -1,
          }
        : next.tree,
    };
  }
  return next;
}
