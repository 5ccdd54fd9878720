import type { ReactElement } from 'react';
import { nameText } from '../kit/format.ts';
import { indentRem } from './indent.ts';
import type { TreeModel } from './tree-model.ts';
import type { VisibleRows } from './visible-rows.ts';

interface StickyRowsProps {
  readonly model: TreeModel;
  readonly visible: VisibleRows;
  readonly places: readonly number[];
  readonly top: number;
  readonly rowHeight: number;
}

/** The ancestors of the first row in view, which would be out of sight. For the eye and the mouse: no rows of the grid. */
export function StickyRows(props: StickyRowsProps): ReactElement | undefined {
  const { model, visible, places, top, rowHeight } = props;
  if (places.length === 0) return undefined;
  return (
    <div className="tree-sticky" aria-hidden="true" style={{ top }}>
      <div className="tree-sticky-rows">
        {places.map((place) => {
          const row = visible.rows[place] ?? 0;
          return (
            <div key={row} className="tree-sticky-row" data-sticky={row} style={{ height: rowHeight }}>
              <span
                className="tree-indent"
                style={{ width: `${String(indentRem(visible.level[place] ?? 1))}rem` }}
              />
              <span className="tree-twist" />
              <span className="tree-comm">{nameText(model.names[row])}</span>
              <span className="muted">{model.table.pid[row]}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
