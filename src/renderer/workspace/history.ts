import type { Space } from '../../shared/api.ts';
import type { Mark } from './state.ts';

/** A place one can come back to. */
export interface Visit {
  readonly space: Space;
  /** First address in view. */
  readonly top: bigint;
  /** Selected task, −1 for none. */
  readonly row: number;
  /** Its marked field. */
  readonly mark?: Mark | undefined;
  /** True for places passed by while walking through the tree: the next such place takes their stead. */
  readonly passing: boolean;
}

export interface History {
  readonly visits: readonly Visit[];
  /** Index of the present place; −1 while there is none. */
  readonly at: number;
}

export const NO_HISTORY: History = { visits: [], at: -1 };
const LONGEST = 200;

/**
 * Goes to a new place. `leaving` is the present place as it looks now, after scrolling; what lay ahead is forgotten.
 */
export function visit(history: History, next: Visit, leaving: Visit | undefined): History {
  const past = history.visits.slice(0, history.at + 1);
  const present = past.at(-1);
  if (present !== undefined && leaving !== undefined)
    past[past.length - 1] = { ...leaving, passing: present.passing };
  if (next.passing && present?.passing) past.pop();
  past.push(next);
  const visits = past.slice(-LONGEST);
  return { visits, at: visits.length - 1 };
}

export const canGoBack = (history: History): boolean => history.at > 0;
export const canGoForward = (history: History): boolean => history.at < history.visits.length - 1;

/** One step back (−1) or forward (+1), remembering how the present place was left. Undefined at either end. */
export function step(
  history: History,
  by: -1 | 1,
  leaving: Visit | undefined,
): { readonly history: History; readonly visit: Visit } | undefined {
  const target = history.visits[history.at + by];
  if (target === undefined) return undefined;
  const visits = history.visits.slice();
  const present = visits[history.at];
  if (present !== undefined && leaving !== undefined)
    visits[history.at] = { ...leaving, passing: present.passing };
  return { history: { visits, at: history.at + by }, visit: target };
}
