import type { ReactElement } from 'react';
import { Check } from '../kit/Check.tsx';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { TitledDialog } from '../kit/TitledDialog.tsx';
import { useWorkspace } from '../workspace/use-workspace.ts';
import {
  DEFAULT_LAYOUT,
  LEAST_WIDTH,
  MOST_WIDTH,
  moveColumn,
  resizeColumn,
  toggleColumn,
} from './column-layout.ts';
import { columnOf, COLUMNS } from './columns.ts';
import { useLayout } from './use-layout.ts';

/** Which columns the tree shows, in which order and how wide; all of it by keyboard too. */
export function ColumnChooser(): ReactElement {
  const workspace = useWorkspace();
  const [layout, set] = useLayout();
  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  const hidden = COLUMNS.filter(({ id }) => !layout.some((column) => column.id === id));
  const shown = layout.flatMap((chosen) => {
    const column = columnOf(chosen.id);
    return column === undefined ? [] : [{ ...column, width: chosen.width }];
  });
  return (
    <TitledDialog
      title={t('columns.title')}
      className="columns"
      onClose={close}
      foot={
        <button
          type="button"
          className="button"
          onClick={() => {
            set(DEFAULT_LAYOUT);
          }}
        >
          {t('columns.reset')}
        </button>
      }
    >
      <ul className="columns-list">
        {[...shown, ...hidden].map(({ id, width }) => {
          const title = t(`column.${id}`);
          const about = t(`column.about.${id}`);
          const at = layout.findIndex((column) => column.id === id);
          return (
            <li key={id} className="columns-item" data-choose={id}>
              <label title={about}>
                <Check
                  on={at >= 0}
                  onChange={() => {
                    set(toggleColumn(layout, id));
                  }}
                />
                <span className="columns-title">{title}</span>
                <span className="muted">{about}</span>
              </label>
              {at >= 0 && (
                <>
                  <input
                    type="range"
                    aria-label={t('columns.width', { column: title })}
                    min={LEAST_WIDTH}
                    max={MOST_WIDTH}
                    step={0.25}
                    value={width}
                    onChange={(event) => {
                      set(resizeColumn(layout, id, event.target.valueAsNumber));
                    }}
                  />
                  <button
                    type="button"
                    className="button-icon"
                    aria-label={t('columns.left', { column: title })}
                    aria-disabled={at === 0}
                    onClick={() => {
                      set(moveColumn(layout, id, -1));
                    }}
                  >
                    <Icon name="up" />
                  </button>
                  <button
                    type="button"
                    className="button-icon"
                    aria-label={t('columns.right', { column: title })}
                    aria-disabled={at === layout.length - 1}
                    onClick={() => {
                      set(moveColumn(layout, id, 1));
                    }}
                  >
                    <Icon name="downArrow" />
                  </button>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </TitledDialog>
  );
}
