import { useMemo } from 'react';
import type { TreeState } from '../workspace/state.ts';
import { matchRows, parseQuery } from './filter.ts';
import { growForest } from './forest.ts';
import { isDefaultSort, sortRows } from './sort-rows.ts';
import type { TreeModel } from './tree-model.ts';
import { listFlat, listVisible, type VisibleRows } from './visible-rows.ts';

/** The rows to show, worked out again only when something they depend on changes. */
export function useVisible(model: TreeModel, state: TreeState): VisibleRows {
  const { filter, kernelThreads, threads, zombies, namespaces, flat, sort } = state;
  const { collapsed, collapsedInFilter } = state;
  const matches = useMemo(() => {
    const query = parseQuery(filter);
    return query === undefined ? undefined : matchRows(query, model.table, model.lowerNames);
  }, [model, filter]);
  const sorted = useMemo(
    () => (flat || !isDefaultSort(sort) ? sortRows(model, sort) : undefined),
    [model, flat, sort],
  );
  const forest = useMemo(
    () => (sorted === undefined || flat ? model.forest : growForest(model.table, sorted)),
    [model, sorted, flat],
  );
  return useMemo(() => {
    const choices = {
      kernelThreads,
      threads,
      zombies,
      namespaces,
      matches,
      collapsed: matches === undefined ? collapsed : collapsedInFilter,
    };
    return flat && sorted !== undefined
      ? listFlat(model.table, sorted, choices)
      : listVisible(model.table, forest, choices);
  }, [
    model,
    matches,
    kernelThreads,
    threads,
    zombies,
    namespaces,
    flat,
    sorted,
    forest,
    collapsed,
    collapsedInFilter,
  ]);
}
