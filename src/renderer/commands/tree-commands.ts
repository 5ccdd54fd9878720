import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { copyText } from '../kit/clipboard.ts';
import { fileName } from '../kit/format.ts';
import { saveFile } from '../kit/save-file.ts';
import { parseLayout } from '../tree/column-layout.ts';
import type { ColumnId } from '../tree/columns.ts';
import { rowsAsCsv, rowsAsJson, rowsAsText } from '../tree/export-rows.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import { showTask } from '../workspace/navigate.ts';
import type { SessionState } from '../workspace/state.ts';
import {
  isFolded,
  parentOf,
  selectedRows,
  setFilter,
  setFolded,
  showColumn,
  toggleTree,
} from '../workspace/tree-view.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { focus, FOCUS } from './focus.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

const hasTree = (session: SessionState): boolean => session.derived.tree !== undefined;
const hasRow = (session: SessionState): boolean => hasTree(session) && selectedRows(session).length > 0;

const hasChildren = ({ derived }: SessionState, row: number): boolean => {
  const { forest } = derived.tree ?? {};
  const at = forest?.position[row];
  return at !== undefined && (forest?.end[at] ?? 0) > at + 1;
};

/** Unfolds all rows above, so that a row can be seen. */
function reveal(workspace: Workspace, session: SessionState, row: number): void {
  const { forest } = session.derived.tree ?? {};
  const above: number[] = [];
  for (let up = forest?.parent[row] ?? -1; up >= 0; up = forest?.parent[up] ?? -1) above.push(up);
  if (above.length > 0) setFolded(workspace, session.id, above, false);
  showTask(workspace, session.id, row, true);
  focus(FOCUS.tree);
}

/** The columns that are shown, name first. */
export const shownColumns = (workspace: Workspace): readonly ColumnId[] => [
  'name',
  ...parseLayout(workspace.store.getState().settings.columns).map(({ id }) => id),
];

/** What can be done with the tasks. */
export function treeCommands(workspace: Workspace): readonly Command[] {
  const withRows =
    (use: (model: TreeModel, rows: readonly number[], session: SessionState) => void) =>
    (session: SessionState): void => {
      const { tree } = session.derived;
      if (tree !== undefined) use(tree, selectedRows(session), session);
    };
  const toggle = (what: 'zombies' | 'namespaces' | 'flat'): Command =>
    onSession(workspace, {
      id: `tree.${what}`,
      run: (session) => {
        toggleTree(workspace, session.id, what);
      },
      when: hasTree,
      isOn: (session) => session.tree[what],
    });
  const onRows = (id: CommandId, run: (session: SessionState) => void): Command =>
    onSession(workspace, { id, run, when: hasRow });

  return [
    toggle('zombies'),
    toggle('namespaces'),
    toggle('flat'),
    {
      id: 'tree.columns',
      run: () => {
        workspace.set({ overlay: 'columns' });
      },
    },
    onSession(workspace, {
      id: 'tree.map',
      shortcuts: ['Mod+M'],
      run: ({ id }) => {
        workspace.update(id, (now) => ({ ...now, picture: now.picture === 'map' ? 'tree' : 'map' }));
      },
      when: hasTree,
      isOn: ({ picture }) => picture === 'map',
    }),
    onSession(workspace, {
      id: 'tree.hiddenOnly',
      run: ({ id }) => {
        setFilter(workspace, id, 'hidden:yes');
        showColumn(workspace, 'found');
        focus(FOCUS.tree);
      },
      when: ({ derived }) => (derived.tree?.hidden ?? 0) > 0,
    }),
    onSession(workspace, {
      id: 'tree.fold',
      run: (session) => {
        setFolded(workspace, session.id, [session.row], !isFolded(session, session.row));
      },
      when: (session) => hasTree(session) && hasChildren(session, session.row),
    }),
    onRows('tree.showBytes', (session) => {
      showTask(workspace, session.id, session.row);
      focus(FOCUS.hex);
    }),
    onSession(workspace, {
      id: 'tree.revealParent',
      shortcuts: ['Alt+ArrowUp'],
      run: (session) => {
        reveal(workspace, session, parentOf(session));
      },
      when: (session) => parentOf(session) >= 0,
    }),
    onSession(workspace, {
      id: 'tree.reveal',
      run: (session) => {
        reveal(workspace, session, session.row);
      },
      when: (session) => session.row >= 0 && hasTree(session),
    }),
    onRows(
      'tree.copyText',
      withRows((model, rows) => {
        copyText(rowsAsText(model, shownColumns(workspace), rows));
      }),
    ),
    onRows(
      'tree.copyCsv',
      withRows((model, rows) => {
        copyText(rowsAsCsv(model, shownColumns(workspace), rows));
      }),
    ),
    onRows(
      'tree.copyJson',
      withRows((model, rows) => {
        copyText(rowsAsJson(model, rows));
      }),
    ),
    onRows(
      'tree.saveCsv',
      withRows((model, rows, session) => {
        const name = `${fileName(session.snapshot.path)}.tasks.csv`;
        saveFile(name, 'text/csv', rowsAsCsv(model, shownColumns(workspace), rows));
      }),
    ),
    onRows(
      'tree.saveJson',
      withRows((model, rows, session) => {
        const name = `${fileName(session.snapshot.path)}.tasks.json`;
        saveFile(name, 'application/json', rowsAsJson(model, rows));
      }),
    ),
  ];
}
