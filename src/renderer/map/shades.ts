import type { TaskTable } from '../../shared/task-table.ts';
import { stateLetter } from '../tree/state-words.ts';
import { hueOf, type Colouring } from './colour.ts';

/** Tasks that share a colour. */
export interface Shade {
  /** A task of this colour, which stands for all. */
  readonly row: number;
  /** Undefined for grey. */
  readonly hue: number | undefined;
  readonly count: number;
  /** What the filter finds them by; undefined where their value is not known. */
  readonly filter: string | undefined;
}

/**
 * The colours that tasks have, most frequent first. None where the size of subtrees gives the colour: that says
 * something of one task, not of many.
 */
export function shadesOf(colouring: Colouring, table: TaskTable, rows: Uint32Array): readonly Shade[] {
  if (colouring === 'size') return [];
  const shades = new Map<string, { row: number; count: number }>();
  for (const row of rows) {
    const key = colouring === 'uid' ? String(table.uid[row] ?? NaN) : stateLetter(table.stateLetter[row]);
    const shade = shades.get(key);
    if (shade === undefined) shades.set(key, { row, count: 1 });
    else shade.count++;
  }
  return [...shades]
    .map(([key, { row, count }]): Shade => ({
      row,
      count,
      hue: hueOf(colouring, table, row, 1),
      filter: /^[0-9A-Za-z]+$/.test(key) && key !== 'NaN' ? `${colouring}:${key}` : undefined,
    }))
    .sort((a, b) => b.count - a.count);
}

/** Stripes at most; what is rarer shares the last one, in grey. */
const MOST_STRIPES = 8;

/** Stripes as wide as the shares of the colours, as a CSS image; undefined without colours. */
export function stripes(shades: readonly Shade[]): string | undefined {
  const all = shades.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return undefined;
  let at = 0;
  const stops = shades.slice(0, MOST_STRIPES).map(({ hue, count }) => {
    const from = at;
    at += (100 * count) / all;
    return `${shadeColour(hue)} ${from.toFixed(2)}% ${at.toFixed(2)}%`;
  });
  return `linear-gradient(to right, ${[...stops, `var(--bg-active) ${at.toFixed(2)}%`].join(', ')})`;
}

/** The same colour as a box of its own has. */
const shadeColour = (hue: number | undefined): string =>
  hue === undefined
    ? 'var(--bg-active)'
    : `light-dark(oklch(0.88 0.09 ${String(hue)}), oklch(0.38 0.09 ${String(hue)}))`;
