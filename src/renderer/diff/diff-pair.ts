import { diffTables, type TableDiff } from '../../shared/diff-tables.ts';
import type { TaskTable } from '../../shared/task-table.ts';
import { latestStart } from '../tree/columns.ts';
import type { AppState, SessionState } from '../workspace/state.ts';

/** Two open dumps, the earlier one first. */
export interface DiffPair {
  readonly before: SessionState;
  readonly after: SessionState;
}

/** Other open dumps that this one can be held against. */
export const partners = ({ sessions }: AppState, session: SessionState): readonly SessionState[] =>
  sessions.filter(({ id, derived }) => id !== session.id && derived.tree !== undefined);

/** The one it is held against: the one that was chosen, also at another time, or the only one there is. */
export function partnerOf(state: AppState, session: SessionState): SessionState | undefined {
  const { diffWith } = session;
  const others = partners(state, session);
  return (
    others.find(({ id }) => id === diffWith?.session) ??
    others.find(({ snapshot }) => snapshot.path === diffWith?.path) ??
    (others.length === 1 ? others[0] : undefined)
  );
}

/** This dump and the one it is compared with; later is the one whose last task started later. */
export function diffPair(state: AppState, session: SessionState): DiffPair | undefined {
  const other = partnerOf(state, session);
  const own = session.derived.tree?.table;
  const table = other?.derived.tree?.table;
  if (other === undefined || own === undefined || table === undefined) return undefined;
  return latestStart(table) > latestStart(own)
    ? { before: session, after: other }
    : { before: other, after: session };
}

const known = new WeakMap<TaskTable, WeakMap<TaskTable, TableDiff>>();

/** What happened between the two, computed once for two tables. */
export function diffOf({ before, after }: DiffPair): TableDiff | undefined {
  const then = before.derived.tree?.table;
  const now = after.derived.tree?.table;
  if (then === undefined || now === undefined) return undefined;
  let ofThen = known.get(then);
  if (ofThen === undefined) {
    ofThen = new WeakMap();
    known.set(then, ofThen);
  }
  let diff = ofThen.get(now);
  if (diff === undefined) {
    diff = diffTables(then, now);
    ofThen.set(now, diff);
  }
  return diff;
}
