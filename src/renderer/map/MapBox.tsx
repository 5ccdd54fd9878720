import type { CSSProperties, ReactElement } from 'react';
import { nameText, taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import { colourText, hueOf, type Colouring } from './colour.ts';
import type { Box } from './icicle.ts';
import { stripes, type Shade } from './shades.ts';

/** Colours of a bundle that are told in words. */
const MOST_TOLD = 6;

interface MapBoxProps {
  readonly box: Box;
  readonly model: TreeModel;
  readonly colouring: Colouring;
  /** In pixels. */
  readonly height: number;
  /** What a bundle is made of; nothing for a task. */
  readonly shades: readonly Shade[];
  /** It only leads to what the filter finds. */
  readonly leads: boolean;
  /** The selected task where it is in this box, −1 otherwise. */
  readonly selected: number;
  readonly onShow: () => void;
  readonly onZoom: () => void;
}

/** One task with all below it, or many neighbours that are each too narrow; in words too, since colour says little. */
export function MapBox(props: MapBoxProps): ReactElement {
  const { box, model, colouring, height, shades, leads, selected, onShow, onZoom } = props;
  const { row, depth, left, width, size, bundle = false } = box;
  const { table, names } = model;
  const hue = bundle ? undefined : hueOf(colouring, table, row, size);
  const tasks = t('map.tasks', { count: size });
  const task = taskText(names[row], table.pid[row]);
  const name =
    bundle && selected >= 0
      ? taskText(names[selected], table.pid[selected])
      : bundle
        ? tasks
        : nameText(names[row]);
  const plain = t('map.box', { task, tasks, colour: colourText(colouring, table, row, size) });
  const ofBundle = [
    t('map.from', { tasks, task }),
    ...shades
      .slice(0, MOST_TOLD)
      .map((shade) =>
        t('map.shade', { colour: colourText(colouring, table, shade.row, 1), count: shade.count }),
      ),
  ];
  const striped = stripes(shades);
  const style: CSSProperties & Readonly<Record<`--${string}`, string>> = {
    left: `${String(left * 100)}%`,
    width: `${String(width * 100)}%`,
    top: depth * height,
    height,
    ...(hue === undefined ? {} : { '--hue': String(hue) }),
    ...(striped === undefined ? {} : { '--stripes': striped }),
  };
  return (
    <div
      id={`box-${String(row)}`}
      role="option"
      data-row={row}
      aria-selected={selected >= 0}
      className={[
        'map-box',
        selected >= 0 && 'is-selected',
        hue === undefined && !bundle && 'is-grey',
        bundle && 'is-bundle',
        leads && 'is-dimmed',
      ]
        .filter(Boolean)
        .join(' ')}
      title={
        bundle
          ? t('map.bundle', { tasks: ofBundle.join(', ') })
          : leads
            ? t('map.leads', { box: plain })
            : plain
      }
      style={style}
      onClick={onShow}
      onDoubleClick={onZoom}
    >
      <span className="map-name">{name}</span>
    </div>
  );
}
