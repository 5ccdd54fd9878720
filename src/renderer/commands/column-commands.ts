import { changeSettings } from '../settings/keep-settings.ts';
import {
  DEFAULT_LAYOUT,
  layoutText,
  moveColumn,
  parseLayout,
  resizeColumn,
  toggleColumn,
  type ChosenColumn,
} from '../tree/column-layout.ts';
import { COLUMNS, type ColumnId } from '../tree/columns.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './registry.ts';

/** In rem, by one step of a key. */
const STEP = 0.5;

type OwnColumn = Exclude<ColumnId, 'name'>;
const isOwn = (id: ColumnId): id is OwnColumn => id !== 'name';

/**
 * The columns of the tree: each shown or hidden, and the one that the tasks are sorted by moved and resized. That is the
 * one whose title was clicked, or that a command sorted by.
 */
export function columnCommands(workspace: Workspace): readonly Command[] {
  const layout = (): readonly ChosenColumn[] => parseLayout(workspace.store.getState().settings.columns);
  const change = (next: readonly ChosenColumn[]): void => {
    changeSettings(workspace, { columns: layoutText(next) });
  };
  /** Where the sorted column stands, −1 where it is not shown. */
  const sorted = (): number => {
    const column = workspace.active?.tree.sort.column;
    return layout().findIndex(({ id }) => id === column);
  };
  const onSorted = (
    id: 'left' | 'right' | 'wider' | 'narrower',
    when: (at: number, count: number) => boolean,
    next: (columns: readonly ChosenColumn[], column: ChosenColumn) => readonly ChosenColumn[],
  ): Command => ({
    id: `column.${id}`,
    isEnabled: () => sorted() >= 0 && when(sorted(), layout().length),
    run: () => {
      const column = layout()[sorted()];
      if (column !== undefined) change(next(layout(), column));
    },
  });
  const anywhere = (): boolean => true;
  return [
    ...COLUMNS.map(({ id }) => id)
      .filter(isOwn)
      .map((id): Command => ({
        id: `column.${id}`,
        isOn: () => layout().some((column) => column.id === id),
        run: () => {
          change(toggleColumn(layout(), id));
        },
      })),
    onSorted(
      'left',
      (at) => at > 0,
      (columns, { id }) => moveColumn(columns, id, -1),
    ),
    onSorted(
      'right',
      (at, count) => at < count - 1,
      (columns, { id }) => moveColumn(columns, id, 1),
    ),
    onSorted('wider', anywhere, (columns, { id, width }) => resizeColumn(columns, id, width + STEP)),
    onSorted('narrower', anywhere, (columns, { id, width }) => resizeColumn(columns, id, width - STEP)),
    {
      id: 'column.reset',
      run: () => {
        change(DEFAULT_LAYOUT);
      },
    },
  ];
}
