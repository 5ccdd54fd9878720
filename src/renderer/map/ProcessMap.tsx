import { memo, useMemo, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { taskText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { Select } from '../kit/Select.tsx';
import { useHeight } from '../kit/use-size.ts';
import { lineHeight } from '../settings/apply-settings.ts';
import { noneText } from '../tree/none-text.ts';
import type { TreeModel } from '../tree/tree-model.ts';
import type { VisibleRows } from '../tree/visible-rows.ts';
import { setMap, zoomOut } from '../workspace/map-view.ts';
import { showTask } from '../workspace/navigate.ts';
import type { MapState, MenuEntry } from '../workspace/state.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { COLOURINGS } from './colour.ts';
import { icicle, type Box } from './icicle.ts';
import { MapBox } from './MapBox.tsx';
import { MapLegend } from './MapLegend.tsx';
import { forestOfVisible, nearestShown } from './map-forest.ts';
import { shadesOf } from './shades.ts';

interface ProcessMapProps {
  readonly session: string;
  readonly model: TreeModel;
  /** What the tree would show unfolded: the map shows the same. */
  readonly visible: VisibleRows;
  readonly selected: number;
  readonly state: MapState;
  readonly filter: string;
}

const BOX_HEIGHT = 22;
/** Boxes grow to this height where there are few levels. */
const MOST_HEIGHT = 88;
/** Tasks narrower than this share of the map are not drawn one by one: three or four pixels. */
const LEAST = 1 / 150;

/** What a right click on a box offers. */
const MAP_MENU: readonly MenuEntry[] = [
  'map.zoomIn',
  'map.zoomOut',
  '-',
  'map.uid',
  'map.state',
  'map.size',
  '-',
  'tree.showBytes',
  'tree.revealParent',
  'tree.compare',
  'hex.pointersHere',
  '-',
  'tree.map',
];

/** The next box in a direction; undefined at an edge. */
function neighbour(boxes: readonly Box[], now: Box | undefined, key: string): Box | undefined {
  if (now === undefined) return boxes[0];
  const inside = (outer: Box, inner: Box): boolean =>
    inner.left >= outer.left - 1e-9 && inner.left < outer.left + outer.width;
  switch (key) {
    case 'ArrowDown':
      return boxes.find((box) => box.depth === now.depth + 1 && inside(now, box));
    case 'ArrowUp':
      return boxes.find((box) => box.depth === now.depth - 1 && inside(box, now));
    case 'ArrowRight':
      return boxes.find((box) => box.depth === now.depth && box.left > now.left);
    case 'ArrowLeft':
      return boxes.findLast((box) => box.depth === now.depth && box.left < now.left);
    default:
      return undefined;
  }
}

/**
 * The tasks as a picture: below each stand its children, as wide as their subtrees. A double click zooms in. Tasks that
 * only lead to what the filter finds are hatched.
 */
export const ProcessMap = memo(function ProcessMap({
  session,
  model,
  visible,
  selected,
  state: { root, last, colouring },
  filter,
}: ProcessMapProps): ReactElement {
  const workspace = useWorkspace();
  const leastHeight = useApp(({ settings }) => lineHeight(settings, BOX_HEIGHT));
  const body = useRef<HTMLDivElement>(null);
  const height = useHeight(body);
  const { table, names } = model;
  const forest = useMemo(() => forestOfVisible(visible), [visible]);
  const zoomInto = ({ row, size, bundle }: Box): void => {
    const end = (forest.position[row] ?? 0) + size - 1;
    setMap(workspace, session, { root: row, last: bundle === true ? forest.order[end] : undefined });
  };
  const deepest = Math.max(1, Math.floor(height / leastHeight));
  const within = root < table.count ? nearestShown(model, visible.position, root) : -1;
  const from = within < 0 ? 0 : (forest.position[within] ?? 0);
  const end = last === undefined ? forest.count : (forest.position[last] ?? forest.count);
  // A bundle whose first or last task is not shown is none.
  const held = within === root && end >= from && end < forest.count ? end - from + 1 : undefined;
  const boxes = useMemo(() => icicle(forest, within, LEAST, deepest, held), [forest, within, deepest, held]);
  const shades = useMemo(() => {
    const to = within < 0 ? forest.count : held === undefined ? forest.end[from] : from + held;
    const found = forest.order.subarray(from, to).filter((_, at) => visible.dimmed[from + at] !== 1);
    return shadesOf(colouring, table, found);
  }, [colouring, table, forest, visible, within, from, held]);
  const shadesOfBundles = useMemo(
    () =>
      new Map(
        boxes.flatMap(({ row, size, bundle }) => {
          const at = forest.position[row] ?? 0;
          return bundle === true
            ? [[row, shadesOf(colouring, table, forest.order.subarray(at, at + size))] as const]
            : [];
        }),
      ),
    [boxes, forest, colouring, table],
  );
  const levels = boxes.reduce((most, { depth }) => Math.max(most, depth + 1), 1);
  const boxHeight = Math.max(leastHeight, Math.min(MOST_HEIGHT, Math.floor(height / levels)));
  const holdsSelected = ({ row, bundle, size }: Box): boolean => {
    const after = (forest.position[selected] ?? -1) - (forest.position[row] ?? 0);
    return bundle === true ? after >= 0 && after < size : row === selected;
  };
  const now = boxes.find(holdsSelected);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && now !== undefined) zoomInto(now);
    else if (event.key === 'Escape' || event.key === 'Backspace') zoomOut(workspace, session);
    else {
      const next = neighbour(boxes, now, event.key);
      if (next === undefined) return;
      showTask(workspace, session, next.row, true);
    }
    event.preventDefault();
  };

  return (
    <section className="map" aria-label={t('map.label')} data-testid="process-map">
      <div className="panel-bar">
        <label className="check">
          {t('map.colourBy')}
          <Select
            value={colouring}
            options={COLOURINGS}
            text={(one) => t(`map.${one}`)}
            onChange={(next) => {
              setMap(workspace, session, { colouring: next });
            }}
          />
        </label>
        <CommandButton command="map.zoomOut" withTitle className="button" />
        <span className="muted">
          {within < 0
            ? t('map.all')
            : held === undefined
              ? taskText(names[within], table.pid[within])
              : t('map.from', {
                  tasks: t('map.tasks', { count: held }),
                  task: taskText(names[within], table.pid[within]),
                })}
        </span>
      </div>
      <MapLegend session={session} table={table} colouring={colouring} shades={shades} filter={filter} />
      <div
        ref={body}
        className="map-body"
        role="listbox"
        tabIndex={0}
        aria-label={t('map.body')}
        aria-activedescendant={now === undefined ? undefined : `box-${String(now.row)}`}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          const at = event.target instanceof Element ? event.target.closest('[data-row]') : undefined;
          const row = Number(at?.getAttribute('data-row') ?? -1);
          if (row >= 0 && row !== selected) showTask(workspace, session, row, true);
          workspace.set({
            menu: { x: event.clientX, y: event.clientY, label: t('tree.menu'), items: MAP_MENU },
          });
        }}
      >
        {boxes.map((box) => (
          <MapBox
            key={box.row}
            box={box}
            model={model}
            colouring={colouring}
            height={boxHeight}
            shades={shadesOfBundles.get(box.row) ?? []}
            // What is too narrow ends in something that was found.
            leads={box.bundle !== true && visible.dimmed[visible.position[box.row] ?? -1] === 1}
            selected={holdsSelected(box) ? selected : -1}
            onShow={() => {
              showTask(workspace, session, box.row, true);
            }}
            onZoom={() => {
              zoomInto(box);
            }}
          />
        ))}
        {boxes.length === 0 && <p className="pane-empty">{noneText(visible)}</p>}
      </div>
    </section>
  );
});
