import {
  useLayoutEffect,
  useRef,
  useState,
  type DragEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { sortTree } from '../workspace/tree-view.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { moveColumn, resizeColumn, type ChosenColumn } from './column-layout.ts';
import { columnOf, type ColumnId } from './columns.ts';
import type { Sort } from './sort-rows.ts';

/** An edge that is being dragged. */
interface Grip {
  readonly id: ColumnId;
  /** Where it was taken, in client pixels, and how wide its column was. */
  readonly x: number;
  readonly width: number;
  /** What scrolls sideways, and how much of it lay beyond the right edge. */
  readonly scroller: Element;
  readonly beyond: number;
}

const beyondRight = ({ scrollWidth, clientWidth, scrollLeft }: Element): number =>
  scrollWidth - clientWidth - scrollLeft;

interface TreeHeadProps {
  readonly session: string;
  readonly columns: readonly ChosenColumn[];
  readonly onColumns: (columns: readonly ChosenColumn[]) => void;
  readonly sort: Sort;
  readonly height: number;
}

/**
 * Titles of the columns: a click sorts, dragging moves, the left edge resizes (a double click on it: as at first), a
 * right click chooses.
 */
export function TreeHead({ session, columns, onColumns, sort, height }: TreeHeadProps): ReactElement {
  const workspace = useWorkspace();
  const rem = useApp(({ settings }) => (16 * settings.zoom * settings.treeSize) / 100);
  const grip = useRef<Grip>(undefined);
  const dragged = useRef<ColumnId>(undefined);
  /** Where the dragged column would land. */
  const [landing, setLanding] = useState<{ readonly id: ColumnId; readonly side: 'before' | 'after' }>();

  const onGripMove = (event: PointerEvent): void => {
    const held = grip.current;
    if (held === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    // Columns end at the right edge of the pane: dragging an edge to the left makes its right neighbour wider.
    onColumns(resizeColumn(columns, held.id, held.width - (event.clientX - held.x) / rem));
  };
  // What is to the right of a dragged edge stays where it is, also in a tree that is scrolled sideways.
  useLayoutEffect(() => {
    if (grip.current === undefined) return;
    const { scroller, beyond } = grip.current;
    scroller.scrollLeft += beyondRight(scroller) - beyond;
  }, [columns]);
  const placeOf = (id: ColumnId): number => columns.findIndex((column) => column.id === id);
  const endDrag = (): void => {
    dragged.current = undefined;
    setLanding(undefined);
  };
  const onDrop = (event: DragEvent, target: ColumnId): void => {
    const moved = dragged.current;
    endDrag();
    if (moved === undefined || moved === target) return;
    event.preventDefault();
    event.stopPropagation();
    onColumns(moveColumn(columns, moved, placeOf(target) - placeOf(moved)));
  };
  const onDragOver = (event: DragEvent, target: ColumnId): void => {
    const moved = dragged.current;
    if (moved === undefined) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    const side = target !== 'name' && placeOf(target) > placeOf(moved) ? 'after' : 'before';
    if (target === moved) setLanding(undefined);
    else if (target === 'name') {
      // The name stays first: what is dropped on it becomes the second.
      const [first] = columns;
      if (first !== undefined) setLanding({ id: first.id, side: 'before' });
    } else if (landing?.id !== target || landing.side !== side) setLanding({ id: target, side });
  };

  const head = (id: ColumnId, kind: string): ReactElement => {
    const sorted = sort.column === id;
    return (
      <div
        key={id}
        className={`tree-cell ${kind}${landing?.id === id ? ` is-landing-${landing.side}` : ''}`}
        role="columnheader"
        aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
        title={t('tree.clickToSort', { about: t(`column.about.${id}`) })}
        data-column={id}
        draggable={id !== 'name'}
        onDragStart={() => {
          dragged.current = id;
        }}
        onDragEnd={endDrag}
        onDragOver={(event) => {
          onDragOver(event, id);
        }}
        onDrop={(event) => {
          onDrop(event, id);
        }}
        onClick={() => {
          sortTree(workspace, session, id);
        }}
      >
        {id !== 'name' && (
          <span
            className="tree-grip"
            draggable
            onDragStart={(event) => {
              event.preventDefault();
              event.stopPropagation();
            }}
            onClick={(event) => {
              event.stopPropagation();
            }}
            onDoubleClick={() => {
              onColumns(resizeColumn(columns, id, columnOf(id)?.width ?? 4));
            }}
            onPointerDown={(event) => {
              event.preventDefault();
              event.currentTarget.setPointerCapture(event.pointerId);
              const scroller = event.currentTarget.closest('.tree');
              if (scroller === null) return;
              const width = columns.find((column) => column.id === id)?.width ?? 4;
              grip.current = { id, x: event.clientX, width, scroller, beyond: beyondRight(scroller) };
            }}
            onPointerMove={onGripMove}
            onPointerUp={() => {
              grip.current = undefined;
            }}
          />
        )}
        <span className="tree-title">{t(`column.${id}`)}</span>
        {sorted && <Icon name={sort.descending ? 'down' : 'sortUp'} />}
      </div>
    );
  };

  return (
    <div
      className="tree-row tree-head"
      role="row"
      aria-rowindex={1}
      style={{ height }}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
        workspace.set({ overlay: 'columns' });
      }}
    >
      {head('name', 'tree-name')}
      {columns.map(({ id }) => {
        const column = columnOf(id);
        return column === undefined ? undefined : head(id, column.kind);
      })}
    </div>
  );
}
