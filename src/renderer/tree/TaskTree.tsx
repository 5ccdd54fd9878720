import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import { FOCUS } from '../commands/app-commands.ts';
import { useHeight } from '../kit/use-size.ts';
import { showTask } from '../workspace/navigate.ts';
import type { TreeState } from '../workspace/state.ts';
import { setFolded } from '../workspace/tree-view.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { TaskRow } from './TaskRow.tsx';
import { treeKey, typeAhead, type TreeAction } from './tree-keys.ts';
import type { TreeModel } from './tree-model.ts';
import { useVisible } from './use-visible.ts';
import { EXPANDED, LEAF } from './visible-rows.ts';

interface TaskTreeProps {
  readonly session: string;
  readonly model: TreeModel;
  readonly state: TreeState;
  readonly selected: number;
}

const ROW_HEIGHT = 22;
const COLUMNS = [
  ['Name', 'tree-name', 'Name of the executable or thread (comm)'],
  ['PID', 'tree-number', 'The thread’s own id'],
  ['UID', 'tree-number', 'Real user id'],
  ['State', 'tree-state', 'What the task was doing; the letters of ps'],
  ['Start', 'tree-number tree-start', 'When it started, since boot'],
  ['Threads', 'tree-number tree-threads', 'Threads in the process'],
] as const;

/** Letters typed within this time make one word. */
const TYPE_AHEAD_MS = 800;

/** The tasks as a tree: rows are drawn only where they can be seen, the focus stays on the grid itself. */
export const TaskTree = memo(function TaskTree({
  session,
  model,
  state,
  selected,
}: TaskTreeProps): ReactElement {
  const workspace = useWorkspace();
  const zoom = useApp((app) => app.zoom);
  const rowHeight = Math.round(ROW_HEIGHT * zoom);
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const height = useHeight(scroller);
  const visible = useVisible(model, state);
  const virtual = useVirtualizer({
    count: visible.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingEnd: rowHeight + 4,
  });

  useEffect(() => {
    virtual.measure();
  }, [virtual, rowHeight]);

  const place = selected < 0 ? -1 : (visible.position[selected] ?? -1);
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' });
  }, [virtual, place]);

  const act = (action: TreeAction): void => {
    switch (action.type) {
      case 'select':
        showTask(workspace, session, action.row, true);
        return;
      case 'fold':
        setFolded(workspace, session, [action.row], action.folded);
        return;
      case 'unfold-siblings': {
        const at = visible.position[action.row] ?? -1;
        const above = visible.above[at];
        setFolded(
          workspace,
          session,
          visible.rows.filter((_, other) => visible.above[other] === above),
          false,
        );
        return;
      }
      case 'reveal':
        showTask(workspace, session, action.row);
        document.getElementById(FOCUS.hex)?.focus();
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 2);
    const action = treeKey(visible, selected, event.key, page);
    if (action !== undefined) act(action);
    else if (event.key.length === 1) {
      const now = event.timeStamp;
      const text = now - typed.current.at > TYPE_AHEAD_MS ? event.key : typed.current.text + event.key;
      typed.current = { text, at: now };
      const row = typeAhead(visible, model.lowerNames, model.table.pid, selected, text);
      if (row >= 0) act({ type: 'select', row });
    } else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const row = Number(event.target.closest('[data-row]')?.getAttribute('data-row') ?? -1);
    if (row < 0) return;
    const at = visible.position[row] ?? -1;
    const onTwist = event.target.closest('[data-twist]') !== null;
    if ((onTwist || event.detail === 2) && visible.fold[at] !== LEAF)
      act({ type: 'fold', row, folded: visible.fold[at] === EXPANDED });
    if (!onTwist && event.detail < 2) act({ type: 'select', row });
  };

  return (
    <div
      ref={scroller}
      id={FOCUS.tree}
      className="tree"
      role="treegrid"
      tabIndex={0}
      aria-label="Tasks"
      aria-rowcount={visible.rows.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={place >= 0 ? `task-${String(selected)}` : undefined}
      data-testid="task-tree"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div className="tree-row tree-head" role="row" aria-rowindex={1} style={{ height: rowHeight + 4 }}>
        {COLUMNS.map(([title, kind, about]) => (
          <div key={title} className={`tree-cell ${kind}`} role="columnheader" title={about}>
            {title}
          </div>
        ))}
      </div>
      <div className="tree-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = visible.rows[index] ?? 0;
          return (
            <TaskRow
              key={row}
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
              selected={row === selected}
            />
          );
        })}
      </div>
      {visible.rows.length === 0 && (
        <div role="row">
          <div className="pane-empty" role="gridcell">
            No task matches. Clear the filter to see all of them.
          </div>
        </div>
      )}
    </div>
  );
});
