import { MOST_VISITS, type DumpView } from '../../shared/dump-view.ts';
import type { FieldName } from '../../shared/fields.ts';
import type { History, Visit } from './history.ts';
import type { Mark, SessionState } from './state.ts';

/** A field that the dump's shape has; names of a kept view may be of another time. */
export function unpackMark({ snapshot }: SessionState, kept: DumpView['mark']): Mark | undefined {
  const name: FieldName | undefined = snapshot.shape?.fields.find(({ name }) => name === kept?.field)?.name;
  return name === undefined
    ? undefined
    : { field: name, ...(kept?.part === undefined ? {} : { part: kept.part }) };
}

/** The places around the present one, which is kept as it looks now; tasks by their addresses. */
export function packHistory(
  { history, derived }: SessionState,
  present: Visit | undefined,
): DumpView['history'] {
  const { at } = history;
  const visits = history.visits.map((visit, index) =>
    index === at && present !== undefined ? { ...present, passing: visit.passing } : visit,
  );
  if (at < 0) return undefined;
  const from = Math.max(0, Math.min(at - MOST_VISITS / 2, visits.length - MOST_VISITS));
  return {
    visits: visits.slice(from, from + MOST_VISITS).map(({ space, top, row, mark, passing }) => {
      const task = derived.tree?.table.address[row];
      return {
        space,
        top: top.toString(16),
        ...(task === undefined ? {} : { task: task.toString(16) }),
        ...(mark === undefined ? {} : { mark: { ...mark } }),
        passing,
      };
    }),
    at: at - from,
  };
}

/** A kept history, with `present` as the place one is at. Without one it begins there. */
export function unpackHistory(session: SessionState, kept: DumpView['history'], present: Visit): History {
  const visits = (kept?.visits ?? []).map(({ space, top, task, mark, passing }): Visit => ({
    space,
    top: BigInt(`0x${top}`),
    row: task === undefined ? -1 : (session.derived.byVirtual?.rowAt(BigInt(`0x${task}`), 1) ?? -1),
    mark: unpackMark(session, mark),
    passing,
  }));
  const at = kept?.at ?? 0;
  const { passing = false } = visits[at] ?? {};
  return at < visits.length
    ? { visits: visits.with(at, { ...present, passing }), at }
    : { visits: [present], at: 0 };
}
