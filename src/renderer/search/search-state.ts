import type { SearchId } from '../../shared/api.ts';
import type { Problem } from '../../shared/errors.ts';
import { MAX_SEARCH_HITS, type SearchReport } from '../../shared/search.ts';
import type { ByteOrder } from '../../shared/units.ts';
import type { SearchKind } from './parse-search.ts';

/** What the search panel of one dump shows. */
export interface SearchState {
  readonly kind: SearchKind;
  readonly text: string;
  readonly byteOrder: ByteOrder;
  /** The latest search; 0 while there was none. */
  readonly id: SearchId;
  readonly running: boolean;
  readonly done: number;
  readonly total: number;
  readonly capped: boolean;
  readonly problem?: Problem | undefined;
  /** Guest-physical addresses, ascending. */
  readonly hits: Float64Array;
  /** Bytes of one hit, for showing it selected. */
  readonly length: number;
  /** The hit gone to last, by index; −1 for none. */
  readonly at: number;
}

export const NO_SEARCH: SearchState = {
  kind: 'bytes',
  text: '',
  byteOrder: 'little',
  id: 0,
  running: false,
  done: 0,
  total: 0,
  capped: false,
  hits: new Float64Array(0),
  length: 1,
  at: -1,
};

/** Takes in a report; one of an earlier search changes nothing. */
export function takeReport(state: SearchState, report: SearchReport): SearchState {
  if (report.search !== state.id) return state;
  let { hits } = state;
  if (report.fresh.length > 0) {
    const joined = new Float64Array(hits.length + report.fresh.length);
    joined.set(hits);
    joined.set(report.fresh, hits.length);
    hits = joined.sort().subarray(0, MAX_SEARCH_HITS);
  }
  return {
    ...state,
    hits,
    done: report.done,
    total: report.total,
    capped: report.capped,
    running: !report.finished,
    problem: report.problem?.code === 'cancelled' ? undefined : report.problem,
  };
}
