import { columnOf, COLUMNS, type ColumnId } from './columns.ts';

/** A column the user has chosen, and how wide it is. The name is always there, first, and takes what is left. */
export interface ChosenColumn {
  readonly id: ColumnId;
  /** In rem. */
  readonly width: number;
}

const FIRST: readonly ColumnId[] = ['pid', 'uid', 'state', 'start', 'threads'];
/** In rem, for mouse and slider alike. */
export const LEAST_WIDTH = 2;
export const MOST_WIDTH = 40;

export const DEFAULT_LAYOUT: readonly ChosenColumn[] = FIRST.map((id) => ({
  id,
  width: columnOf(id)?.width ?? 4,
}));

export const clampWidth = (width: number): number => Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width));

/** The layout as it was stored; what makes no sense in it is left out. */
export function parseLayout(stored: string): readonly ChosenColumn[] {
  if (stored === 'default') return DEFAULT_LAYOUT;
  const chosen: ChosenColumn[] = [];
  for (const part of stored.split(' ')) {
    const [id = '', width = ''] = part.split('=');
    const column = COLUMNS.find((candidate) => candidate.id === id);
    if (column === undefined || chosen.some((other) => other.id === column.id)) continue;
    const stated = Number(width);
    chosen.push({ id: column.id, width: clampWidth(stated > 0 ? stated : column.width) });
  }
  return chosen;
}

export const layoutText = (layout: readonly ChosenColumn[]): string =>
  layout.map(({ id, width }) => `${id}=${String(Math.round(width * 100) / 100)}`).join(' ');

/** Shows a column at the end, or takes it away. */
export const toggleColumn = (layout: readonly ChosenColumn[], id: ColumnId): readonly ChosenColumn[] =>
  layout.some((column) => column.id === id)
    ? layout.filter((column) => column.id !== id)
    : [...layout, { id, width: columnOf(id)?.width ?? 4 }];

/** Moves a column by places; it stops at either end. */
export function moveColumn(
  layout: readonly ChosenColumn[],
  id: ColumnId,
  by: number,
): readonly ChosenColumn[] {
  const at = layout.findIndex((column) => column.id === id);
  const column = layout[at];
  if (column === undefined) return layout;
  const rest = layout.filter((other) => other.id !== id);
  const to = Math.max(0, Math.min(rest.length, at + by));
  return [...rest.slice(0, to), column, ...rest.slice(to)];
}

export const resizeColumn = (
  layout: readonly ChosenColumn[],
  id: ColumnId,
  width: number,
): readonly ChosenColumn[] =>
  layout.map((column) => (column.id === id ? { id, width: clampWidth(width) } : column));

/** In rem: what a name of 15 characters takes below a few levels. */
const NAME_WIDTH = 9.5;
const ROW_PADDING = 0.5;

/** A width that grows with the text of the tree. */
const scaled = (rem: number): string => `calc(${String(rem)}rem * var(--tree-scale))`;

/** How wide the rows are at least; a narrower pane scrolls sideways. */
export const leastWidth = (layout: readonly ChosenColumn[]): string =>
  scaled(layout.reduce((sum, { width }) => sum + width, NAME_WIDTH + ROW_PADDING));

/** The columns of the grid: the name takes what is left, but never less than a name needs. */
export const gridTemplate = (layout: readonly ChosenColumn[]): string =>
  [`minmax(${scaled(NAME_WIDTH)}, 1fr)`, ...layout.map(({ width }) => scaled(width))].join(' ');
