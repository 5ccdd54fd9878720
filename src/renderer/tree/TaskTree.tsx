import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type CSSProperties, type MouseEvent, type ReactElement } from 'react';
import { FOCUS } from '../commands/focus.ts';
import { t } from '../kit/i18n.ts';
import { useHeight } from '../kit/use-size.ts';
import { lineHeight } from '../settings/apply-settings.ts';
import { showAmong, showTask } from '../workspace/navigate.ts';
import { NO_ROWS, type MenuEntry, type TreeState } from '../workspace/state.ts';
import { setFolded } from '../workspace/tree-view.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { gridTemplate, leastWidth } from './column-layout.ts';
import { noneText } from './none-text.ts';
import { frontOf, rowsBetween, toggleRow } from './select-rows.ts';
import { StickyRows } from './StickyRows.tsx';
import { MOST_STICKY, stickyPlaces } from './sticky-rows.ts';
import { TaskRow } from './TaskRow.tsx';
import { TreeHead } from './TreeHead.tsx';
import type { TreeModel } from './tree-model.ts';
import { useLayout } from './use-layout.ts';
import { useTreeKeys } from './use-tree-keys.ts';
import { EXPANDED, LEAF, type VisibleRows } from './visible-rows.ts';

interface TaskTreeProps {
  readonly session: string;
  readonly model: TreeModel;
  readonly visible: VisibleRows;
  readonly state: TreeState;
  readonly selected: number;
}

const ROW_HEIGHT = 22;
/** Rows drawn beyond either end of what can be seen, so that a flick shows no blank. */
const OVERSCAN = 6;
/** What a right click on a row offers. */
export const ROW_MENU: readonly MenuEntry[] = [
  'tree.showBytes',
  'tree.revealParent',
  'tree.compare',
  'hex.pointersHere',
  '-',
  'tree.copyText',
  'tree.copyCsv',
  'tree.copyJson',
  'tree.saveCsv',
  'tree.saveJson',
  '-',
  'view.expandAll',
  'view.collapseAll',
  'tree.flat',
  'tree.columns',
];

/** The tasks as a tree: rows are drawn only where they can be seen, the focus stays on the grid itself. */
export const TaskTree = memo(function TaskTree({
  session,
  model,
  visible,
  state,
  selected,
}: TaskTreeProps): ReactElement {
  const workspace = useWorkspace();
  const rowHeight = useApp(({ settings }) => lineHeight(settings, ROW_HEIGHT, settings.treeSize));
  const [columns, setColumns] = useLayout();
  const headHeight = rowHeight + 4;
  const scroller = useRef<HTMLDivElement>(null);
  const height = useHeight(scroller);
  const scrollKey = `${session} tree`;
  const virtual = useVirtualizer({
    count: visible.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    // What is scrolled to must not lie below the rows that stay at the top.
    scrollPaddingStart: state.flat ? 0 : MOST_STICKY * rowHeight,
    scrollPaddingEnd: headHeight,
    initialOffset: workspace.scrolled.get(scrollKey) ?? 0,
    onChange: (instance) => {
      if (scroller.current !== null) workspace.scrolled.set(scrollKey, instance.scrollOffset ?? 0);
    },
  });

  useEffect(() => {
    virtual.measure();
  }, [virtual, rowHeight]);

  const place = selected < 0 ? -1 : (visible.position[selected] ?? -1);
  // A pane that comes back stays where it was left; from then on it follows the selection.
  const followed = useRef(workspace.scrolled.has(scrollKey) ? place : -1);
  useEffect(() => {
    if (place >= 0 && place !== followed.current) virtual.scrollToIndex(place, { align: 'auto' });
    followed.current = place;
  }, [virtual, place]);

  const onKeyDown = useTreeKeys({ session, model, visible, state, selected, page: height / rowHeight });

  const rowAt = (event: MouseEvent): number =>
    event.target instanceof Element
      ? Number(event.target.closest('[data-row]')?.getAttribute('data-row') ?? -1)
      : -1;

  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const sticky = event.target.closest('[data-sticky]')?.getAttribute('data-sticky');
    const row = sticky === null || sticky === undefined ? rowAt(event) : Number(sticky);
    if (row < 0) return;
    const at = visible.position[row] ?? -1;
    if (sticky !== null && sticky !== undefined) {
      virtual.scrollToIndex(at, { align: 'start' });
      showTask(workspace, session, row, true);
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      const marked = toggleRow(state.marked, selected, row);
      showAmong(workspace, session, frontOf(marked, selected, row), marked, row);
      return;
    }
    if (event.shiftKey) {
      const anchor = state.anchor >= 0 ? state.anchor : selected;
      showAmong(workspace, session, row, rowsBetween(visible, anchor, row), anchor);
      return;
    }
    const onTwist = event.target.closest('[data-twist]') !== null;
    if ((onTwist || event.detail === 2) && visible.fold[at] !== LEAF)
      setFolded(workspace, session, [row], visible.fold[at] === EXPANDED);
    if (!onTwist && event.detail < 2) showTask(workspace, session, row, true);
  };

  const onContextMenu = (event: MouseEvent): void => {
    const row = rowAt(event);
    event.preventDefault();
    // What the menu does to one task, it does to the one that was clicked.
    if (row >= 0 && row !== selected)
      showAmong(workspace, session, row, state.marked.has(row) ? state.marked : NO_ROWS, row);
    workspace.set({ menu: { x: event.clientX, y: event.clientY, label: t('tree.menu'), items: ROW_MENU } });
  };

  // Rows that scroll out of view lend their elements to those that come into it: new text costs less than new elements.
  const pool = Math.ceil(height / rowHeight) + 2 * OVERSCAN + 2;
  const first = Math.floor((virtual.scrollOffset ?? 0) / rowHeight);
  const sticky = state.flat ? [] : stickyPlaces(visible, first);
  return (
    <div
      ref={scroller}
      id={FOCUS.tree}
      className={state.marked.size > 0 ? 'tree has-marks' : 'tree'}
      role="treegrid"
      tabIndex={0}
      aria-label={t('tree.label')}
      aria-multiselectable="true"
      aria-rowcount={visible.rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={place >= 0 ? `task-${String(selected)}` : undefined}
      data-testid="task-tree"
      style={{ '--columns': gridTemplate(columns), '--least': leastWidth(columns) } as CSSProperties}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      <TreeHead
        session={session}
        columns={columns}
        onColumns={setColumns}
        sort={state.sort}
        height={headHeight}
      />
      <StickyRows model={model} visible={visible} places={sticky} top={headHeight} rowHeight={rowHeight} />
      <div className="tree-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = visible.rows[index] ?? 0;
          return (
            <TaskRow
              key={index % pool}
              table={model.table}
              name={model.names[row] ?? ''}
              row={row}
              top={start}
              height={rowHeight}
              rowIndex={index + 2}
              level={visible.level[index] ?? 1}
              fold={visible.fold[index] ?? LEAF}
              posInSet={visible.posInSet[index] ?? 1}
              setSize={visible.setSize[index] ?? 1}
              dimmed={visible.dimmed[index] === 1}
              front={row === selected}
              selected={state.marked.size > 0 ? state.marked.has(row) : row === selected}
              columns={columns}
            />
          );
        })}
      </div>
      {visible.rows.length === 0 && (
        <div role="row">
          <div className="pane-empty" role="gridcell">
            {noneText(visible)}
          </div>
        </div>
      )}
    </div>
  );
});
