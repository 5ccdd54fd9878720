import { COLUMNS, type ColumnId } from '../tree/columns.ts';
import { BY_PID, isDefaultSort } from '../tree/sort-rows.ts';
import { setSort, sortTree } from '../workspace/tree-view.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

const ORDERS: readonly ColumnId[] = ['name', ...COLUMNS.map(({ id }) => id)];

/** The order of the tasks. Like a click on the title of the column; no column has to be shown for it. */
export const sortCommands = (workspace: Workspace): readonly Command[] => [
  ...ORDERS.map((column) =>
    onSession(workspace, {
      id: `sort.${column}`,
      run: ({ id }) => {
        sortTree(workspace, id, column);
      },
      when: ({ derived }) => derived.tree !== undefined,
      isOn: ({ tree }) => tree.sort.column === column,
    }),
  ),
  onSession(workspace, {
    id: 'sort.reverse',
    run: ({ id, tree }) => {
      sortTree(workspace, id, tree.sort.column);
    },
    when: ({ derived }) => derived.tree !== undefined,
    isOn: ({ tree }) => tree.sort.descending,
  }),
  onSession(workspace, {
    id: 'sort.clear',
    run: ({ id }) => {
      setSort(workspace, id, BY_PID);
    },
    when: ({ tree }) => !isDefaultSort(tree.sort),
  }),
];
