import type { ReactElement } from 'react';
import type { TaskTable } from '../../shared/task-table.ts';
import { t } from '../kit/i18n.ts';
import { setFilter } from '../workspace/tree-view.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { colourText, type Colouring } from './colour.ts';
import { stripes, type Shade } from './shades.ts';

interface MapLegendProps {
  readonly session: string;
  readonly table: TaskTable;
  readonly colouring: Colouring;
  readonly shades: readonly Shade[];
  readonly filter: string;
}

/** Colours that are named; a machine has more users than there is room for. */
const MOST_NAMED = 8;

/** What the colours of the map mean; a click finds the tasks of one colour, and a second one all again. */
export function MapLegend({ session, table, colouring, shades, filter }: MapLegendProps): ReactElement {
  const workspace = useWorkspace();
  const rest = shades.slice(MOST_NAMED).reduce((sum, { count }) => sum + count, 0);
  if (colouring === 'size')
    return (
      <div className="legend map-legend">
        <span className="muted">{t('map.few')}</span>
        <span className="map-scale" />
        <span className="muted">{t('map.many')}</span>
      </div>
    );
  return (
    <div className="legend map-legend" role="group" aria-label={t('map.legend')}>
      {shades.slice(0, MOST_NAMED).map((shade) => {
        const isOn = shade.filter !== undefined && shade.filter === filter.trim();
        return (
          <button
            key={shade.row}
            type="button"
            className="map-key"
            aria-pressed={isOn}
            disabled={shade.filter === undefined}
            title={t('map.legendHint')}
            onClick={() => {
              setFilter(workspace, session, isOn ? '' : (shade.filter ?? ''));
            }}
          >
            <span className="swatch" style={{ background: stripes([shade]) }} />
            {t('map.shade', { colour: colourText(colouring, table, shade.row, 1), count: shade.count })}
          </button>
        );
      })}
      {rest > 0 && <span className="muted">{t('map.others', { count: rest })}</span>}
    </div>
  );
}
