import type { SessionId } from '../../shared/api.ts';
import { problemOf } from '../../shared/errors.ts';
import type { SearchQuery } from '../../shared/search.ts';
import { parseSearch, type SearchKind } from '../search/parse-search.ts';
import { NO_SEARCH, type SearchState } from '../search/search-state.ts';
import { goToPhysical } from './go-to.ts';
import type { Workspace } from './workspace.ts';

let lastSearch = 0;

/** Changes what the search panel shows. */
export const setSearch = (workspace: Workspace, id: SessionId, change: Partial<SearchState>): void => {
  workspace.update(id, (session) => ({ ...session, search: { ...session.search, ...change } }));
};

const lengthOf = (query: SearchQuery, word: number): number =>
  query.kind === 'bytes' ? query.bytes.length : query.kind === 'integer' ? query.width : word;

/** Starts the search that the panel describes; false when what was typed cannot be searched for. */
export function startSearch(workspace: Workspace, id: SessionId): boolean {
  const session = workspace.session(id);
  if (session === undefined) return false;
  const { kind, text, byteOrder } = session.search;
  const query = parseSearch(kind, text, byteOrder);
  if (query === undefined) return false;
  const search = ++lastSearch;
  const length = lengthOf(query, session.derived.parts?.wordSize ?? 8);
  setSearch(workspace, id, { ...NO_SEARCH, kind, text, byteOrder, id: search, running: true, length });
  workspace.carrier.call('search', { session: id, search, query }).catch((thrown: unknown) => {
    setSearch(workspace, id, { running: false, problem: problemOf(thrown) });
  });
  return true;
}

/** Opens the panel and searches at once. */
export function searchFor(workspace: Workspace, id: SessionId, kind: SearchKind, text: string): void {
  workspace.update(id, (session) => ({ ...session, panel: 'search' }));
  setSearch(workspace, id, { kind, text });
  startSearch(workspace, id);
}

export const stopSearch = (workspace: Workspace, id: SessionId): void => {
  workspace.attempt(workspace.carrier.call('cancelSearch', { session: id }));
};

/** Goes to a hit, by index. */
export function showHit(workspace: Workspace, id: SessionId, at: number): void {
  const search = workspace.session(id)?.search;
  const address = search?.hits[at];
  if (search === undefined || address === undefined) return;
  setSearch(workspace, id, { at });
  workspace.attempt(goToPhysical(workspace, id, address, search.length));
}

/** The next (1) or previous (−1) hit, around the end. */
export function stepHit(workspace: Workspace, id: SessionId, by: 1 | -1): void {
  const search = workspace.session(id)?.search;
  if (search === undefined || search.hits.length === 0) return;
  showHit(workspace, id, (search.at + by + search.hits.length) % search.hits.length);
}
