import { useMemo } from 'react';
import type { TreeState } from '../workspace/state.ts';
import { matchRows, parseQuery } from './filter.ts';
import type { TreeModel } from './tree-model.ts';
import { listVisible, type VisibleRows } from './visible-rows.ts';

/** The rows to show, worked out again only when something they depend on changes. */
export function useVisible(model: TreeModel, state: TreeState): VisibleRows {
  const { filter, kernelThreads, threads, collapsed, collapsedInFilter } = state;
  const matches = useMemo(() => {
    const query = parseQuery(filter);
    return query === undefined ? undefined : matchRows(query, model.table, model.lowerNames);
  }, [model, filter]);
  return useMemo(
    () =>
      listVisible(model.table, model.forest, {
        kernelThreads,
        threads,
        matches,
        collapsed: matches === undefined ? collapsed : collapsedInFilter,
      }),
    [model, matches, kernelThreads, threads, collapsed, collapsedInFilter],
  );
}
